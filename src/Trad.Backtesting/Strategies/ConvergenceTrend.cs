using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;

namespace Trad.Backtesting.Strategies;

/// <summary>
/// Trend following by MACD: long when the line crosses above its signal line, short when it crosses below. There is a stop
/// and no target; the opposite crossing ends the trade.
/// </summary>
public sealed class ConvergenceTrend : IStrategy
{
    private const string Fast = "fast_period";
    private const string Slow = "slow_period";
    private const string Signal = "signal_period";
    private const string StopMultiplier = "atr_multiplier_sl";
    private const string MaximumHolding = "max_holding_periods";

    private const int RangeLength = 14;

    // After five lengths an exponential average has forgotten all but 0.03 % of where it began, after nine Wilder's.
    private const int LengthsToForget = 5;
    private const int WilderLengthsToForget = 9;

    /// <inheritdoc/>
    public string Name => "macd-trend";

    /// <inheritdoc/>
    public string Title => "MACD trend";

    /// <inheritdoc/>
    public string Description => "Buys when the MACD line crosses above its signal line and sells when it crosses below.";

    /// <inheritdoc/>
    public IReadOnlyList<StrategyParameter> Parameters { get; } =
    [
        new IntegerStrategyParameter(Fast, "Fast period", "Length of the fast exponential average.", "candles", 12, 5, 30),
        new IntegerStrategyParameter(Slow, "Slow period", "Length of the slow exponential average.", "candles", 26, 20, 100),
        new IntegerStrategyParameter(Signal, "Signal period", "Length of the signal line.", "candles", 9, 3, 20),
        new ContinuousStrategyParameter(
            StopMultiplier, "Stop distance", "Distance of the stop from the signal's close.", "times the average true range", 3, 1, 6),
        new ChoiceStrategyParameter(
            MaximumHolding, "Longest holding", "How long a position is held at most.", "candles", 200, [50, 100, 200, 400]),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<ParameterOrder> Orders { get; } = [new(Fast, Slow)];

    /// <inheritdoc/>
    public int WarmUp(StrategyParameters parameters) => Math.Max(
        LengthsToForget * (Math.Max(parameters.WholeNumber(Fast), parameters.WholeNumber(Slow)) + parameters.WholeNumber(Signal)),
        WilderLengthsToForget * RangeLength);

    /// <inheritdoc/>
    public void GenerateSignals(IndicatorCache indicators, StrategyParameters parameters, SignalBuffer signals)
    {
        var (fast, slow) = (parameters.WholeNumber(Fast), parameters.WholeNumber(Slow));
        var stop = parameters[StopMultiplier];
        var close = indicators.Candles.Close;
        var line = indicators.Convergence(fast, slow);
        var signal = indicators.ConvergenceSignal(fast, slow, parameters.WholeNumber(Signal));
        var range = indicators.AverageTrueRange(RangeLength);
        signals.MaximumHolding = parameters.WholeNumber(MaximumHolding);

        for (var t = 1; t < close.Length; t++)
        {
            var (before, now) = (line[t - 1] - signal[t - 1], line[t] - signal[t]);
            var direction = before <= 0 && now > 0 ? 1 : before >= 0 && now < 0 ? -1 : 0;
            if (direction != 0 && !double.IsNaN(range[t]))
            {
                signals.Enter(t, direction, close[t], stop * range[t], double.NaN);
            }
        }
    }
}
