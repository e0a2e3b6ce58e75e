namespace Trad.Backtesting.Indicators;

/// <summary>The distance of a value from the mean of the last <c>length</c>, in standard deviations of the population.</summary>
/// <remarks>Kreyszig (1979), Advanced Engineering Mathematics, ch. 24.</remarks>
public static class ZScore
{
    /// <summary>Fills the score; NaN before <paramref name="length"/> values were seen and where nothing varies.</summary>
    /// <param name="source">Values, oldest first; NaN only at the beginning.</param>
    /// <param name="length">Number of values in each window; at least one.</param>
    /// <param name="mean">Filled with the rolling mean; as long as <paramref name="source"/>.</param>
    /// <param name="result">Filled with the score; likewise.</param>
    public static void Compute(ReadOnlySpan<double> source, int length, Span<double> mean, Span<double> result)
    {
        SimpleMovingAverage.Compute(source, length, mean);
        RollingStandardDeviation.Compute(source, length, DeviationKind.Population, result);
        for (var i = 0; i < source.Length; i++)
        {
            result[i] = result[i] > 0 ? (source[i] - mean[i]) / result[i] : double.NaN;
        }
    }
}
