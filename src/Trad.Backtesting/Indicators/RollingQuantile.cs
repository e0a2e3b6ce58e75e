using System.Buffers;

namespace Trad.Backtesting.Indicators;

/// <summary>A quantile of the last <c>length</c> values; one half is the median.</summary>
/// <remarks>
/// Linear between neighbours: Hyndman and Fan (1996), Sample Quantiles in Statistical Packages, type 7. MathNet's counterparts are
/// <c>ArrayStatistics.QuantileCustomInplace</c> and <c>SortedArrayStatistics</c>, which know one array: for every window its values
/// would be copied and partitioned anew, where here one leaves a sorted window and one enters.
/// </remarks>
public static class RollingQuantile
{
    /// <summary>Fills the median at every position; NaN before <paramref name="length"/> values were seen.</summary>
    /// <param name="source">Values, oldest first; NaN only at the beginning.</param>
    /// <param name="length">Number of values in each window; at least one.</param>
    /// <param name="result">Filled; as long as <paramref name="source"/>.</param>
    public static void Median(ReadOnlySpan<double> source, int length, Span<double> result) => Compute(source, length, 0.5, result);

    /// <summary>Fills the quantile at every position; NaN before <paramref name="length"/> values were seen.</summary>
    /// <param name="source">Values, oldest first; NaN only at the beginning.</param>
    /// <param name="length">Number of values in each window; at least one.</param>
    /// <param name="quantile">A fraction from 0 (the smallest) to 1 (the largest).</param>
    /// <param name="result">Filled; as long as <paramref name="source"/>.</param>
    public static void Compute(ReadOnlySpan<double> source, int length, double quantile, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(result.Length, source.Length, nameof(result));
        ArgumentOutOfRangeException.ThrowIfNegative(quantile);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quantile, 1);
        var start = LeadingNaN.Count(source);
        result[..Math.Min(start + length - 1, result.Length)].Fill(double.NaN);
        var position = quantile * (length - 1);
        var (below, share) = ((int)position, position - Math.Floor(position));
        var rented = ArrayPool<double>.Shared.Rent(length);
        var sorted = rented.AsSpan(0, length);
        for (var i = start; i < source.Length; i++)
        {
            var count = Math.Min(length, i - start);
            if (count == length)
            {
                Remove(sorted, source[i - length]);
                count--;
            }

            Insert(sorted, count, source[i]);
            if (i >= start + length - 1)
            {
                var low = sorted[below];
                result[i] = share > 0 ? low + (share * (sorted[below + 1] - low)) : low;
            }
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    private static void Insert(Span<double> sorted, int count, double value)
    {
        var found = sorted[..count].BinarySearch(value);
        var position = found < 0 ? ~found : found;
        sorted[position..count].CopyTo(sorted[(position + 1)..]);
        sorted[position] = value;
    }

    private static void Remove(Span<double> sorted, double value)
    {
        var position = sorted.BinarySearch(value);
        sorted[(position + 1)..].CopyTo(sorted[position..]);
    }
}
