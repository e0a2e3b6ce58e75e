namespace Trad.Backtesting.Indicators;

/// <summary>The stochastic oscillator: where the close lies between the lowest low and the highest high, 0 to 100.</summary>
/// <remarks>Lane (1984), Lane's Stochastics, Technical Analysis of Stocks and Commodities 2(3).</remarks>
public static class StochasticOscillator
{
    /// <summary>
    /// Fills %K (smoothed by a simple average) and %D (the average of %K); NaN before there are enough values. Where nothing
    /// has moved the raw value is 0.
    /// </summary>
    /// <param name="high">Highs, oldest first.</param>
    /// <param name="low">Lows, as many.</param>
    /// <param name="close">Closes, as many.</param>
    /// <param name="length">Candles of the range; at least one.</param>
    /// <param name="smoothing">Length of the average that makes %K; one for none.</param>
    /// <param name="signalLength">Length of the average that makes %D.</param>
    /// <param name="k">Filled; as long as <paramref name="close"/>.</param>
    /// <param name="d">Filled likewise.</param>
    public static void Compute(
        ReadOnlySpan<double> high,
        ReadOnlySpan<double> low,
        ReadOnlySpan<double> close,
        int length,
        int smoothing,
        int signalLength,
        Span<double> k,
        Span<double> d)
    {
        RollingExtreme.Maximum(high, length, k);
        RollingExtreme.Minimum(low, length, d);
        for (var i = 0; i < close.Length; i++)
        {
            // Comparisons with NaN are false: what is not known yet stays so.
            d[i] = k[i] == d[i] ? 0 : 100 * (close[i] - d[i]) / (k[i] - d[i]);
        }

        SimpleMovingAverage.Compute(d, smoothing, k);
        SimpleMovingAverage.Compute(k, signalLength, d);
    }
}
