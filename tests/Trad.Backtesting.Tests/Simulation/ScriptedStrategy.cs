using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;

namespace Trad.Backtesting.Tests.Simulation;

/// <summary>Signals what a test tells it to.</summary>
internal sealed class ScriptedStrategy(IReadOnlyDictionary<int, Signal> script, int maximumHolding = 0) : IStrategy
{
    public string Name => "scripted";

    public string Title => "Scripted";

    public string Description => "Signals what a test tells it to.";

    public IReadOnlyList<StrategyParameter> Parameters => [];

    /// <summary>The same script for prices that are all larger by a factor.</summary>
    public ScriptedStrategy Scaled(double factor) => new(
        script.ToDictionary(entry => entry.Key, entry => entry.Value with { Stop = entry.Value.Stop * factor, Target = entry.Value.Target * factor }),
        maximumHolding);

    public int WarmUp(StrategyParameters parameters) => 0;

    public void GenerateSignals(IndicatorCache indicators, StrategyParameters parameters, SignalBuffer signals)
    {
        signals.MaximumHolding = maximumHolding;
        foreach (var (index, signal) in script)
        {
            signals.Set(index, signal.Direction, signal.Stop, signal.Target);
        }
    }
}
