namespace Trad.Candles.Aggregation;

/// <summary>
/// Sums of amounts that were decimals before they were doubles, as the exchange sums them: 0.1 and 0.2 are 0.3, not
/// 0.30000000000000004. The amounts are counted in the smallest of their decimal places, which is exact, and the sum is the
/// double nearest to it.
/// </summary>
public static class DecimalSum
{
    // No exchange trades smaller parts; and beyond 2^53 a count is no longer exact as a double.
    private const int MostPlaces = 8;
    private const double LargestCount = 1L << 53;

    // Leaves room for another amount, and for another decimal place.
    private const long LargestSum = long.MaxValue / 20;

    private static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];

    /// <summary>The sum; of amounts that are no decimals of a few places, the sum of the doubles with what rounding lost.</summary>
    public static double Compute(ReadOnlySpan<double> amounts)
    {
        var (places, power, count) = (0, 1.0, 0L);
        foreach (var amount in amounts)
        {
            var units = Math.Round(amount * power);
            while (units / power != amount)
            {
                // Also when the amount is NaN, infinite or too large to count.
                if (places == MostPlaces || !(Math.Abs(units) < LargestCount) || Math.Abs(count) >= LargestSum)
                {
                    return OfDoubles(amounts);
                }

                power = Powers[++places];
                count *= 10;
                units = Math.Round(amount * power);
            }

            if (!(Math.Abs(units) < LargestCount) || Math.Abs(count) >= LargestSum)
            {
                return OfDoubles(amounts);
            }

            count += (long)units;
        }

        return Divide(count, power);
    }

    // The double nearest to count / power: the count in two doubles, and the remainder of the division given back.
    private static double Divide(long count, double power)
    {
        var high = (double)count;
        var low = (double)(count - (long)high);
        var quotient = high / power;
        var remainder = Math.FusedMultiplyAdd(-quotient, power, high) + low;
        return quotient + (remainder / power);
    }

    // Neumaier (1974): what every addition loses is summed beside it.
    private static double OfDoubles(ReadOnlySpan<double> amounts)
    {
        var (sum, lost) = (0.0, 0.0);
        foreach (var amount in amounts)
        {
            var next = sum + amount;
            lost += Math.Abs(sum) >= Math.Abs(amount) ? sum - next + amount : amount - next + sum;
            sum = next;
        }

        return double.IsFinite(lost) ? sum + lost : sum;
    }
}
