namespace Trad.Backtesting.Indicators;

/// <summary>Bollinger bands: the rolling mean and, around it, a multiple of the rolling standard deviation of the population.</summary>
/// <remarks>Bollinger (2001), Bollinger on Bollinger Bands.</remarks>
public static class BollingerBands
{
    /// <summary>Fills the three bands; NaN before <paramref name="length"/> values were seen.</summary>
    /// <param name="source">Values, oldest first; NaN only at the beginning.</param>
    /// <param name="length">Number of values in each window; at least one.</param>
    /// <param name="deviations">Distance of the outer bands, in standard deviations.</param>
    /// <param name="lower">Filled; as long as <paramref name="source"/>.</param>
    /// <param name="middle">Filled likewise.</param>
    /// <param name="upper">Filled likewise.</param>
    public static void Compute(
        ReadOnlySpan<double> source, int length, double deviations, Span<double> lower, Span<double> middle, Span<double> upper)
    {
        SimpleMovingAverage.Compute(source, length, middle);
        RollingStandardDeviation.Compute(source, length, DeviationKind.Population, upper);
        ArgumentOutOfRangeException.ThrowIfNotEqual(lower.Length, source.Length, nameof(lower));
        for (var i = 0; i < source.Length; i++)
        {
            var distance = deviations * upper[i];
            lower[i] = middle[i] - distance;
            upper[i] = middle[i] + distance;
        }
    }
}
