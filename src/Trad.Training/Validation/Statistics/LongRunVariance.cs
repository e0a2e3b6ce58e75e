namespace Trad.Training.Validation.Statistics;

/// <summary>
/// The variance of √n × the mean of a stationary bootstrap's resamples, in closed form:
/// C(0) + 2 Σ (1 − j / n) (1 − q)ʲ C(j) over j from 1 to n − 1, with q = 1 / block length and C the circular autocovariance.
/// </summary>
/// <remarks>
/// Politis and Romano (1994), The Stationary Bootstrap, JASA 89(428), lemma 1; the studentising variance of Hansen (2005), A Test
/// for Superior Predictive Ability, Journal of Business and Economic Statistics 23(4), where it is written with plain
/// autocovariances.
/// </remarks>
public static class LongRunVariance
{
    /// <summary>The variance, not below zero, in squared units of the returns; 0 when they do not vary.</summary>
    /// <param name="returns">At least one return.</param>
    /// <param name="blockLength">Mean length of a block in observations, at least 1.</param>
    public static double Estimate(ReadOnlySpan<double> returns, double blockLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blockLength, 1);
        if (!ReturnSeries.Varies(returns))
        {
            return 0;
        }

        // x: returns less their mean; a = 1 − q; s = Σ aʲ x(t − j) and u = Σ j aʲ x(t − j) over j from 1 to n − 1, indices modulo n.
        // From t − 1 to t both are known from what they were, so that the double sum over t and j takes one pass.
        var n = returns.Length;
        var mean = 0.0;
        foreach (var value in returns)
        {
            mean += value / n;
        }

        var a = 1 - (1 / blockLength);
        var (s, u, power) = (0.0, 0.0, 1.0);
        for (var j = 1; j < n && power > 0; j++)
        {
            power *= a;
            s += power * (returns[n - j] - mean);
            u += j * power * (returns[n - j] - mean);
        }

        var around = Math.Pow(a, n);
        var sum = 0.0;
        for (var t = 0; t < n; t++)
        {
            var x = returns[t] - mean;
            sum += x * (x + (2 * (s - (u / n))));
            u = (a * (x + s + u)) - (n * around * Next(returns, t, mean));
            s = (a * (x + s)) - (around * Next(returns, t, mean));
        }

        return Math.Max(0, sum / n);
    }

    // What is n steps before the next observation: itself.
    private static double Next(ReadOnlySpan<double> returns, int t, double mean) => returns[t + 1 == returns.Length ? 0 : t + 1] - mean;
}
