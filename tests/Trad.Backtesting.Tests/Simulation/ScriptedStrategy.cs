using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;

namespace Trad.Backtesting.Tests.Simulation;

/// <summary>Signals what a test tells it to.</summary>
internal sealed class ScriptedStrategy(IReadOnlyDictionary<int, Signal> script, int maximumHolding = 0, double trailAfterReward = 0, int warmUp = 0)
    : IStrategy
{
    public string Name => "scripted";

    public string Title => "Scripted";

    public string Description => "Signals what a test tells it to.";

    public IReadOnlyList<StrategyParameter> Parameters => [];

    /// <summary>The same script for other prices.</summary>
    public ScriptedStrategy With(Func<Signal, Signal> change) =>
        new(script.ToDictionary(entry => entry.Key, entry => change(entry.Value)), maximumHolding, trailAfterReward, warmUp);

    public int WarmUp(StrategyParameters parameters) => warmUp;

    public void GenerateSignals(IndicatorCache indicators, StrategyParameters parameters, SignalBuffer signals)
    {
        signals.MaximumHolding = maximumHolding;
        signals.TrailAfterReward = trailAfterReward;
        foreach (var (index, signal) in script)
        {
            signals.Set(index, signal.Direction, signal.Stop, signal.Target);
        }
    }
}
