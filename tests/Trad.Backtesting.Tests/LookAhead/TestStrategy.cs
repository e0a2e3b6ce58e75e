using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;

namespace Trad.Backtesting.Tests.LookAhead;

/// <summary>A strategy made of a warm-up and a rule.</summary>
internal sealed class TestStrategy(string name, int warmUp, Action<IndicatorCache, SignalBuffer> rule) : IStrategy
{
    public string Name => name;

    public string Title => name;

    public string Description => "For a test.";

    public IReadOnlyList<StrategyParameter> Parameters { get; } = [new IntegerStrategyParameter(
        "length", "Length", "A length.", "candles", 10, 5, 20)];

    public int WarmUp(StrategyParameters parameters) => warmUp;

    public void GenerateSignals(IndicatorCache indicators, StrategyParameters parameters, SignalBuffer signals) =>
        rule(indicators, signals);
}
