namespace Trad.Backtesting.Strategies;

/// <summary>A rule between two parameters: the first must be smaller than the second.</summary>
/// <param name="Smaller">Name of the parameter that must be smaller.</param>
/// <param name="Larger">Name of the parameter that must be larger.</param>
public sealed record ParameterOrder(string Smaller, string Larger);
