using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Trad.Backtesting.Metrics;

/// <summary>The k-th smallest of many values, in linear time.</summary>
/// <remarks>
/// MathNet's counterpart is <c>ArrayStatistics.OrderStatisticInplace</c>: it takes a whole array, where a part of a larger one is
/// asked about here, and moves every value in its partitions, where here a sample tells which few can be it. Every trial asks once.
/// </remarks>
internal static class OrderStatistic
{
    private const int SampleSize = 512;

    // Standard deviations of a sample's rank within which the value is looked for.
    private const double Certainty = 3;

    /// <summary>The value that would stand at a position if the values were sorted; the values are lost.</summary>
    /// <param name="values">Values without NaN.</param>
    /// <param name="rank">0-based position.</param>
    public static double Select(Span<double> values, int rank)
    {
        // A sample says between which limits the value almost surely lies (Floyd and Rivest, 1975); the others are dropped.
        Span<double> sample = stackalloc double[SampleSize];
        while (values.Length > 4 * SampleSize)
        {
            var stride = values.Length / SampleSize;
            for (var i = 0; i < SampleSize; i++)
            {
                sample[i] = values[i * stride];
            }

            sample.Sort();
            var share = (double)rank / values.Length;
            var reach = Certainty * Math.Sqrt(share * (1 - share) / SampleSize);
            var (first, last) = ((int)(SampleSize * (share - reach)) - 1, (int)(SampleSize * (share + reach)) + 1);
            var low = first < 0 ? double.NegativeInfinity : sample[first];
            var high = last >= SampleSize ? double.PositiveInfinity : sample[last];
            var below = first < 0 ? 0 : CountUpTo(values, Math.BitDecrement(low));
            var upTo = last >= SampleSize ? values.Length : CountUpTo(values, high);
            if (rank < below || rank >= upTo || 2 * (upTo - below) > values.Length)
            {
                break;
            }

            values = values[..KeepBetween(values, low, high)];
            rank -= below;
        }

        return QuickSelect(values, rank);
    }

    /// <summary>How many values are at or below a limit.</summary>
    public static int CountUpTo(ReadOnlySpan<double> values, double limit)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var (limits, counts) = (Vector256.Create(limit), Vector256<long>.Zero);
        var i = 0;
        for (; i <= values.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            // A comparison that holds is −1 as a whole number.
            counts -= Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref first, (nuint)i), limits).AsInt64();
        }

        var count = (int)Vector256.Sum(counts);
        for (; i < values.Length; i++)
        {
            count += values[i] <= limit ? 1 : 0;
        }

        return count;
    }

    // Moves the values between two limits to the front, over the others; returns how many there are.
    private static int KeepBetween(Span<double> values, double low, double high)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var (lows, highs) = (Vector256.Create(low), Vector256.Create(high));
        var (kept, i) = (0, 0);
        for (; i <= values.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            var four = Vector256.LoadUnsafe(ref first, (nuint)i);
            var inside = (Vector256.GreaterThanOrEqual(four, lows) & Vector256.LessThanOrEqual(four, highs)).ExtractMostSignificantBits();
            for (; inside != 0; inside &= inside - 1)
            {
                values[kept++] = values[i + BitOperations.TrailingZeroCount(inside)];
            }
        }

        for (; i < values.Length; i++)
        {
            if (values[i] >= low && values[i] <= high)
            {
                values[kept++] = values[i];
            }
        }

        return kept;
    }

    private static double QuickSelect(Span<double> values, int rank)
    {
        var (first, last) = (0, values.Length - 1);
        while (first < last)
        {
            var pivot = values[first + ((last - first) / 2)];
            var (i, j) = (first, last);
            while (i <= j)
            {
                while (values[i] < pivot)
                {
                    i++;
                }

                while (values[j] > pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            if (rank <= j)
            {
                last = j;
            }
            else if (rank >= i)
            {
                first = i;
            }
            else
            {
                break;
            }
        }

        return values[rank];
    }
}
