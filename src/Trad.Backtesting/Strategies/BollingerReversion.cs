using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;

namespace Trad.Backtesting.Strategies;

/// <summary>
/// Mean reversion by Bollinger bands: long when the close comes back into the bands from below, short when it comes back
/// from above. The target is the middle band of the signal's candle, the stop a multiple of the average true range away.
/// </summary>
public sealed class BollingerReversion : IStrategy
{
    private const string Period = "band_period";
    private const string Width = "band_width";
    private const string StopMultiplier = "atr_multiplier_sl";
    private const string MaximumHolding = "max_holding_periods";

    private const int RangeLength = 14;

    // After nine lengths Wilder's smoothing has forgotten all but 0.03 % of where it began.
    private const int LengthsToForget = 9;

    /// <inheritdoc/>
    public string Name => "bollinger-mean-reversion";

    /// <inheritdoc/>
    public string Title => "Bollinger mean reversion";

    /// <inheritdoc/>
    public string Description => "Trades back to the middle band when the close comes back into the Bollinger bands.";

    /// <inheritdoc/>
    public IReadOnlyList<StrategyParameter> Parameters { get; } =
    [
        new IntegerStrategyParameter(Period, "Band period", "Length of the mean and the deviation.", "candles", 20, 10, 60),
        new ContinuousStrategyParameter(Width, "Band width", "Distance of the bands from the mean.", "standard deviations", 2, 1, 3.5),
        new ContinuousStrategyParameter(
            StopMultiplier, "Stop distance", "Distance of the stop from the signal's close.", "times the average true range", 2, 1, 5),
        new ChoiceStrategyParameter(
            MaximumHolding, "Longest holding", "How long a position is held at most.", "candles", 60, [20, 40, 60, 100, 150]),
    ];

    /// <inheritdoc/>
    public int WarmUp(StrategyParameters parameters) => Math.Max(parameters.WholeNumber(Period), LengthsToForget * RangeLength);

    /// <inheritdoc/>
    public void GenerateSignals(IndicatorCache indicators, StrategyParameters parameters, SignalBuffer signals)
    {
        var (width, stop) = (parameters[Width], parameters[StopMultiplier]);
        var close = indicators.Candles.Close;
        var mean = indicators.CloseAverage(parameters.WholeNumber(Period));
        var deviation = indicators.CloseDeviation(parameters.WholeNumber(Period));
        var range = indicators.AverageTrueRange(RangeLength);
        signals.MaximumHolding = parameters.WholeNumber(MaximumHolding);

        for (var t = 1; t < close.Length; t++)
        {
            var (before, now) = (close[t - 1] - mean[t - 1], close[t] - mean[t]);
            var (bandBefore, band) = (width * deviation[t - 1], width * deviation[t]);

            // Beyond the band at t − 1, inside it at t, and still short of the middle, where the target lies.
            var direction = before < -bandBefore && now >= -band && now < 0 ? 1
                : before > bandBefore && now <= band && now > 0 ? -1
                : 0;
            if (direction != 0 && !double.IsNaN(range[t]))
            {
                signals.Set(t, (sbyte)direction, close[t] - (direction * stop * range[t]), mean[t]);
            }
        }
    }
}
