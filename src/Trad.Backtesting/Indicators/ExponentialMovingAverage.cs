namespace Trad.Backtesting.Indicators;

/// <summary>The exponential moving average: each value counts 2 / (length + 1), the average before it the rest.</summary>
/// <remarks>Murphy (1999), Technical Analysis of the Financial Markets, ch. 9.</remarks>
public static class ExponentialMovingAverage
{
    /// <summary>Fills the average: first the mean of the first <paramref name="length"/> values; NaN before.</summary>
    /// <param name="source">Values, oldest first; NaN only at the beginning.</param>
    /// <param name="length">Smoothing length; at least one.</param>
    /// <param name="result">Filled; as long as <paramref name="source"/>, and may be the same.</param>
    public static void Compute(ReadOnlySpan<double> source, int length, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(result.Length, source.Length, nameof(result));
        var first = LeadingNaN.Count(source) + length - 1;
        var weight = 2.0 / (length + 1);
        double sum = 0, average = 0;
        for (var i = 0; i < source.Length; i++)
        {
            var value = source[i];
            if (i <= first)
            {
                sum += double.IsNaN(value) ? 0 : value;
                average = sum / length;
                result[i] = i < first ? double.NaN : average;
                continue;
            }

            average += weight * (value - average);
            result[i] = average;
        }
    }
}
