namespace Trad.Backtesting.Indicators;

/// <summary>The indicators that the strategies and the engine of Trad ask for, by the memo that is open to everybody's.</summary>
public static class EngineIndicators
{
    /// <summary>Simple moving average of the close.</summary>
    public static ReadOnlySpan<double> CloseAverage(this IndicatorCache indicators, int length) => indicators.Get(
        new("close average", length),
        static (cache, key, values) => SimpleMovingAverage.Compute(cache.Candles.Close, key.Length, values));

    /// <summary>Exponential moving average of the close.</summary>
    public static ReadOnlySpan<double> ExponentialAverage(this IndicatorCache indicators, int length) => indicators.Get(
        new("exponential average", length),
        static (cache, key, values) => ExponentialMovingAverage.Compute(cache.Candles.Close, key.Length, values));

    /// <summary>Standard deviation (of the population) of the close.</summary>
    public static ReadOnlySpan<double> CloseDeviation(this IndicatorCache indicators, int length) => indicators.Get(
        new("close deviation", length),
        static (cache, key, values) =>
            RollingStandardDeviation.Compute(cache.Candles.Close, key.Length, DeviationKind.Population, values));

    /// <summary>Mean volume of the last <paramref name="length"/> candles, the current one included.</summary>
    public static ReadOnlySpan<double> MeanVolume(this IndicatorCache indicators, int length) => indicators.Get(
        new("mean volume", length),
        static (cache, key, values) => SimpleMovingAverage.Compute(cache.Candles.Volume, key.Length, values));

    /// <summary>True range.</summary>
    public static ReadOnlySpan<double> TrueRange(this IndicatorCache indicators) => indicators.Get(
        new("true range"),
        static (cache, _, values) =>
            Indicators.TrueRange.Compute(cache.Candles.High, cache.Candles.Low, cache.Candles.Close, values));

    /// <summary>Wilder's average true range.</summary>
    public static ReadOnlySpan<double> AverageTrueRange(this IndicatorCache indicators, int length) => indicators.Get(
        new("average true range", length),
        static (cache, key, values) => Indicators.AverageTrueRange.Compute(cache.TrueRange(), key.Length, values));

    /// <summary>Simple moving average of Wilder's average true range.</summary>
    public static ReadOnlySpan<double> MeanAverageTrueRange(this IndicatorCache indicators, int rangeLength, int length) => indicators.Get(
        new("mean average true range", rangeLength, length),
        static (cache, key, values) => SimpleMovingAverage.Compute(cache.AverageTrueRange(key.Length), (int)key.Second, values));

    /// <summary>Wilder's relative strength index of the close.</summary>
    public static ReadOnlySpan<double> RelativeStrength(this IndicatorCache indicators, int length) => indicators.Get(
        new("relative strength", length),
        static (cache, key, values) => RelativeStrengthIndex.Compute(cache.Candles.Close, key.Length, values));

    /// <summary>Fast less slow exponential average of the close.</summary>
    public static ReadOnlySpan<double> Convergence(this IndicatorCache indicators, int fast, int slow) => indicators.Get(
        new("convergence", fast, slow),
        static (cache, key, values) =>
        {
            var quick = cache.ExponentialAverage(key.Length);
            var lazy = cache.ExponentialAverage((int)key.Second);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = quick[i] - lazy[i];
            }
        });

    /// <summary>Signal line of <see cref="Convergence"/>.</summary>
    public static ReadOnlySpan<double> ConvergenceSignal(this IndicatorCache indicators, int fast, int slow, int length) => indicators.Get(
        new("convergence signal", fast, slow, length),
        static (cache, key, values) =>
            ExponentialMovingAverage.Compute(cache.Convergence(key.Length, (int)key.Second), (int)key.Third, values));

    /// <summary>Highest high of the last <paramref name="length"/> candles, the current one included.</summary>
    public static ReadOnlySpan<double> HighestHigh(this IndicatorCache indicators, int length) => indicators.Get(
        new("highest high", length),
        static (cache, key, values) => RollingExtreme.Maximum(cache.Candles.High, key.Length, values));

    /// <summary>Lowest low of the last <paramref name="length"/> candles, the current one included.</summary>
    public static ReadOnlySpan<double> LowestLow(this IndicatorCache indicators, int length) => indicators.Get(
        new("lowest low", length),
        static (cache, key, values) => RollingExtreme.Minimum(cache.Candles.Low, key.Length, values));

    /// <summary>Realised volatility of the close, per year.</summary>
    public static ReadOnlySpan<double> Volatility(this IndicatorCache indicators, int length) => indicators.Get(
        new("volatility", length),
        static (cache, key, values) => RealisedVolatility.Compute(
            cache.Candles.Close, key.Length, cache.Candles.Interval.CandlesPerYear, new double[values.Length], values));
}
