using System.Buffers;

namespace Trad.Backtesting.Indicators;

/// <summary>The largest or smallest of the last <c>length</c> values, in constant time per value.</summary>
/// <remarks>A queue of the values that may still become the extreme: Lemire (2006), Streaming Maximum-Minimum Filter.</remarks>
public static class RollingExtreme
{
    private const int StackLimit = 512;

    /// <summary>Fills the largest value at every position; NaN before <paramref name="length"/> values were seen.</summary>
    /// <param name="source">Values, oldest first; NaN only at the beginning.</param>
    /// <param name="length">Number of values in each window; at least one.</param>
    /// <param name="result">Filled; as long as <paramref name="source"/>.</param>
    public static void Maximum(ReadOnlySpan<double> source, int length, Span<double> result) => Compute(source, length, 1, result);

    /// <summary>Fills the smallest value at every position; NaN before <paramref name="length"/> values were seen.</summary>
    /// <param name="source">Values, oldest first; NaN only at the beginning.</param>
    /// <param name="length">Number of values in each window; at least one.</param>
    /// <param name="result">Filled; as long as <paramref name="source"/>.</param>
    public static void Minimum(ReadOnlySpan<double> source, int length, Span<double> result) => Compute(source, length, -1, result);

    private static void Compute(ReadOnlySpan<double> source, int length, double sign, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(result.Length, source.Length, nameof(result));
        var rented = length > StackLimit ? ArrayPool<int>.Shared.Rent(length) : null;
        Span<int> queue = rented ?? stackalloc int[StackLimit];
        Compute(source, length, sign, queue[..length], result);
        if (rented is not null)
        {
            ArrayPool<int>.Shared.Return(rented);
        }
    }

    private static void Compute(ReadOnlySpan<double> source, int length, double sign, Span<int> queue, Span<double> result)
    {
        var start = LeadingNaN.Count(source);
        result[..Math.Min(start + length - 1, result.Length)].Fill(double.NaN);
        var (head, count) = (0, 0);
        for (var i = start; i < source.Length; i++)
        {
            if (count > 0 && queue[head] <= i - length)
            {
                head = head + 1 == length ? 0 : head + 1;
                count--;
            }

            var value = sign * source[i];
            while (count > 0 && sign * source[queue[Wrap(head + count - 1, length)]] <= value)
            {
                count--;
            }

            queue[Wrap(head + count, length)] = i;
            count++;
            if (i >= start + length - 1)
            {
                result[i] = source[queue[head]];
            }
        }
    }

    private static int Wrap(int position, int length) => position >= length ? position - length : position;
}
