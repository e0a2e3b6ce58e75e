namespace Trad.Backtesting.Indicators;

/// <summary>Wilder's moving average (RMA, smoothed moving average): each value counts 1 / length, the average before it the rest.</summary>
/// <remarks>Wilder (1978), New Concepts in Technical Trading Systems.</remarks>
public static class WilderMovingAverage
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

            average = ((average * (length - 1)) + value) / length;
            result[i] = average;
        }
    }
}
