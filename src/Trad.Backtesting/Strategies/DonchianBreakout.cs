using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;

namespace Trad.Backtesting.Strategies;

/// <summary>
/// Trend following by channel breakout, as the Turtles traded it: long on the first close above the highest high of the
/// candles before, short on the first close below their lowest low. There is a stop and no target; the opposite breakout ends
/// the trade.
/// </summary>
public sealed class DonchianBreakout : IStrategy
{
    private const string Period = "channel_period";
    private const string StopMultiplier = "atr_multiplier_sl";
    private const string MaximumHolding = "max_holding_periods";

    private const int RangeLength = 20;

    // After nine lengths Wilder's smoothing has forgotten all but 0.03 % of where it began.
    private const int LengthsToForget = 9;

    /// <inheritdoc/>
    public string Name => "donchian-breakout";

    /// <inheritdoc/>
    public string Title => "Donchian breakout";

    /// <inheritdoc/>
    public string Description =>
        "Buys the first close above the highest high of the candles before and sells the first close below their lowest low.";

    /// <inheritdoc/>
    public IReadOnlyList<StrategyParameter> Parameters { get; } =
    [
        new IntegerStrategyParameter(
            Period, "Channel period", "Candles before the signal whose high and low make the channel.", "candles", 55, 10, 200),
        new ContinuousStrategyParameter(
            StopMultiplier, "Stop distance", "Distance of the stop from the signal's close.", "times the average true range", 2, 1, 6),
        new ChoiceStrategyParameter(
            MaximumHolding, "Longest holding", "How long a position is held at most.", "candles", 200, [50, 100, 200, 400]),
    ];

    /// <inheritdoc/>
    public int WarmUp(StrategyParameters parameters) => Math.Max(parameters.WholeNumber(Period) + 1, LengthsToForget * RangeLength);

    /// <inheritdoc/>
    public void GenerateSignals(IndicatorCache indicators, StrategyParameters parameters, SignalBuffer signals)
    {
        var stop = parameters[StopMultiplier];
        var close = indicators.Candles.Close;
        var highest = indicators.HighestHigh(parameters.WholeNumber(Period));
        var lowest = indicators.LowestLow(parameters.WholeNumber(Period));
        var range = indicators.AverageTrueRange(RangeLength);
        signals.MaximumHolding = parameters.WholeNumber(MaximumHolding);

        for (var t = 2; t < close.Length; t++)
        {
            // Comparisons with NaN are false, so nothing is signalled before the channel of the candle before exists.
            var direction = close[t] > highest[t - 1] && close[t - 1] <= highest[t - 2] ? 1
                : close[t] < lowest[t - 1] && close[t - 1] >= lowest[t - 2] ? -1
                : 0;
            if (direction != 0 && !double.IsNaN(range[t]))
            {
                signals.Enter(t, direction, close[t], stop * range[t], double.NaN);
            }
        }
    }
}
