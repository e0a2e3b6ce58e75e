namespace Trad.Backtesting.Metrics;

/// <summary>Student's t distribution.</summary>
public static class StudentDistribution
{
    // The value that a standard normal variable exceeds with 5 %.
    private const double Normal95 = 1.6448536269514722;

    private const int Exact = 200;

    private static readonly double[] Quantiles = [.. Enumerable.Range(1, Exact).Select(Invert)];

    /// <summary>The value that is exceeded with a probability of 5 %.</summary>
    /// <param name="freedom">Degrees of freedom, at least 1.</param>
    /// <remarks>
    /// Up to 200 degrees by inverting the exact distribution (Abramowitz and Stegun, 1964, 26.7.3 and 26.7.4), beyond by its
    /// expansion around the normal quantile (26.7.5), which is exact to 1e-11 there.
    /// </remarks>
    public static double Quantile95(int freedom)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(freedom);
        return freedom <= Exact ? Quantiles[freedom - 1] : Expand(freedom);
    }

    private static double Expand(double freedom)
    {
        var x = Normal95;
        var square = x * x;
        var first = x * (square + 1) / 4;
        var second = x * ((((5 * square) + 16) * square) + 3) / 96;
        var third = x * ((((((3 * square) + 19) * square) + 17) * square) - 15) / 384;
        var fourth = x * ((((((((79 * square) + 776) * square) + 1482) * square) - 1920) * square) - 945) / 92160;
        return x + ((first + ((second + ((third + (fourth / freedom)) / freedom)) / freedom)) / freedom);
    }

    private static double Invert(int freedom)
    {
        var (low, high) = (Normal95, 7.0);
        while (high - low > 1e-14 * high)
        {
            var middle = (low + high) / 2;
            if (middle <= low || middle >= high)
            {
                break;
            }

            (low, high) = WithinProbability(middle, freedom) < 0.9 ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    // The probability of a value between −t and t.
    private static double WithinProbability(double t, int freedom)
    {
        var angle = Math.Atan2(t, Math.Sqrt(freedom));
        var (sine, cosine) = Math.SinCos(angle);
        var isOdd = freedom % 2 == 1;
        var (term, sum) = isOdd ? (cosine, freedom == 1 ? 0 : cosine) : (1.0, 1.0);
        for (var k = isOdd ? 3 : 2; k <= freedom - 2; k += 2)
        {
            term *= cosine * cosine * (k - 1) / k;
            sum += term;
        }

        return isOdd ? 2 / Math.PI * (angle + (sine * sum)) : sine * sum;
    }
}
