using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Candles;

namespace Trad.Backtesting.Tests.Simulation;

/// <summary>Signals what a test tells it to.</summary>
/// <param name="script">The signals, by position in the whole series.</param>
/// <param name="maximumHolding">Candles that a position is held at most.</param>
/// <param name="trailAfterReward">Gain from which the stop follows.</param>
/// <param name="warmUp">Candles before the first signal.</param>
/// <param name="whole">The whole series, when the strategy may be asked about a part of it.</param>
internal sealed class ScriptedStrategy(
    IReadOnlyDictionary<int, Signal> script, int maximumHolding = 0, double trailAfterReward = 0, int warmUp = 0,
    CandleSeries? whole = null)
    : IStrategy
{
    public string Name => "scripted";

    public string Title => "Scripted";

    public string Description => "Signals what a test tells it to.";

    public IReadOnlyList<StrategyParameter> Parameters => [];

    /// <summary>The same script for other prices.</summary>
    public ScriptedStrategy With(Func<Signal, Signal> change) =>
        new(script.ToDictionary(entry => entry.Key, entry => change(entry.Value)), maximumHolding, trailAfterReward, warmUp, whole);

    public int WarmUp(StrategyParameters parameters) => warmUp;

    public void GenerateSignals(IndicatorCache indicators, StrategyParameters parameters, SignalBuffer signals)
    {
        signals.MaximumHolding = maximumHolding;
        signals.TrailAfterReward = trailAfterReward;
        var start = whole?.IndexAtOrAfter(indicators.Candles.OpenTime[0]) ?? 0;
        if (script.Values.Any(signal => signal.Leave != 0))
        {
            signals.AllowExits();
        }

        if (script.Values.Any(signal => !double.IsNaN(signal.Trailing) || !double.IsNaN(signal.BreakEven)))
        {
            signals.AllowMovingStops();
        }

        foreach (var (index, signal) in script)
        {
            if (whole is null || (index >= start && index < start + indicators.Candles.Count))
            {
                signals.Set(index - start, signal.Direction, signal.Stop, signal.Target);
                if (!signals.Exits.IsEmpty)
                {
                    signals.Exits[index - start] = signal.Leave;
                }

                if (!signals.TrailingDistance.IsEmpty)
                {
                    signals.TrailingDistance[index - start] = signal.Trailing;
                    signals.BreakEvenGain[index - start] = signal.BreakEven;
                }
            }
        }
    }
}
