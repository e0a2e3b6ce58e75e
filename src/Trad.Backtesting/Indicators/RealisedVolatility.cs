namespace Trad.Backtesting.Indicators;

/// <summary>Realised volatility: the standard deviation (of a sample) of the last logarithmic returns, scaled to a year.</summary>
/// <remarks>Hull (2018), Options, Futures, and Other Derivatives, ch. 15.</remarks>
public static class RealisedVolatility
{
    /// <summary>Fills the volatility, a fraction per year; NaN before <paramref name="length"/> returns were seen.</summary>
    /// <param name="close">Closes, oldest first; above zero.</param>
    /// <param name="length">Number of returns in each window; at least two.</param>
    /// <param name="candlesPerYear">Candles in a year.</param>
    /// <param name="returns">Filled with the logarithmic returns; as long as <paramref name="close"/>.</param>
    /// <param name="result">Filled with the volatility; likewise.</param>
    public static void Compute(ReadOnlySpan<double> close, int length, double candlesPerYear, Span<double> returns, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(result.Length, close.Length, nameof(result));
        for (var i = 0; i < close.Length; i++)
        {
            returns[i] = i == 0 ? double.NaN : Math.Log(close[i] / close[i - 1]);
        }

        RollingStandardDeviation.Compute(returns, length, DeviationKind.Sample, result);
        var year = Math.Sqrt(candlesPerYear);
        for (var i = 0; i < close.Length; i++)
        {
            result[i] *= year;
        }
    }
}
