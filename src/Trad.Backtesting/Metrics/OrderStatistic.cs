namespace Trad.Backtesting.Metrics;

/// <summary>The k-th smallest of many values, in linear time.</summary>
internal static class OrderStatistic
{
    private const int SampleSize = 512;

    /// <summary>The value that would stand at a position if the values were sorted; leaves them in another order.</summary>
    /// <param name="values">Values without NaN.</param>
    /// <param name="rank">0-based position.</param>
    public static double Select(Span<double> values, int rank)
    {
        // A sample says below which bound the value almost surely lies (Floyd and Rivest, 1975); what lies above is dropped.
        if (values.Length > 4 * SampleSize)
        {
            var share = (double)rank / values.Length;
            var bound = (int)Math.Ceiling(SampleSize * (share + (4 * Math.Sqrt(share * (1 - share) / SampleSize)))) + 1;
            if (bound < SampleSize / 2)
            {
                var low = KeepBelow(values, SampleValue(values, bound));
                if (low > rank)
                {
                    values = values[..low];
                }
            }
        }

        return QuickSelect(values, rank);
    }

    private static double SampleValue(ReadOnlySpan<double> values, int position)
    {
        Span<double> sample = stackalloc double[SampleSize];
        var stride = values.Length / SampleSize;
        for (var i = 0; i < SampleSize; i++)
        {
            sample[i] = values[i * stride];
        }

        sample.Sort();
        return sample[position];
    }

    // Swaps the values up to the bound to the front, without a branch that depends on them; returns how many there are.
    private static int KeepBelow(Span<double> values, double bound)
    {
        var kept = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            values[i] = values[kept];
            values[kept] = value;
            kept += value <= bound ? 1 : 0;
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
