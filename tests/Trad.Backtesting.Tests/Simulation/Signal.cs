namespace Trad.Backtesting.Tests.Simulation;

/// <summary>One scripted signal.</summary>
internal readonly record struct Signal(
    sbyte Direction, double Stop = double.NaN, double Target = double.NaN, double Trailing = double.NaN, double BreakEven = double.NaN,
    byte Leave = 0);
