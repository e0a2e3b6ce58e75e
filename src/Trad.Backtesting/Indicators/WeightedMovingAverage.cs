namespace Trad.Backtesting.Indicators;

/// <summary>The linearly weighted moving average: the newest of <c>length</c> values counts <c>length</c> times, the oldest once.</summary>
/// <remarks>Murphy (1999), Technical Analysis of the Financial Markets, ch. 9.</remarks>
public static class WeightedMovingAverage
{
    /// <summary>Fills the average at every position; NaN before <paramref name="length"/> values were seen.</summary>
    /// <param name="source">Values, oldest first; NaN only at the beginning.</param>
    /// <param name="length">Number of values in each mean; at least one.</param>
    /// <param name="result">Filled; as long as <paramref name="source"/>.</param>
    public static void Compute(ReadOnlySpan<double> source, int length, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(result.Length, source.Length, nameof(result));
        var start = LeadingNaN.Count(source);
        result[..Math.Min(start + length - 1, result.Length)].Fill(double.NaN);
        var weights = length * (length + 1.0) / 2;
        DoubleDouble sum = default, weighted = default;
        for (var i = start; i < source.Length; i++)
        {
            // One step ahead, everything in the window counts once less, and the new value counts in full.
            weighted.AddProduct(Math.Min(length, i - start + 1), source[i]);
            if (i >= start + length)
            {
                weighted.AddMultiple(-1, sum);
                sum.Add(-source[i - length]);
            }

            sum.Add(source[i]);
            if (i >= start + length - 1)
            {
                result[i] = weighted.Value / weights;
            }
        }
    }
}
