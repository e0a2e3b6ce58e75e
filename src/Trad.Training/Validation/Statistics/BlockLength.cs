namespace Trad.Training.Validation.Statistics;

/// <summary>
/// Mean length of the blocks of the stationary bootstrap with the smallest mean squared error of the variance of a mean,
/// estimated from the autocovariances: (2 G² / D)^⅓ n^⅓ with G = Σ λ(k / M) |k| R(k), D = 2 (Σ λ(k / M) R(k))² and the flat-top
/// window λ.
/// </summary>
/// <remarks>
/// Politis and White (2004), Automatic Block-Length Selection for the Dependent Bootstrap, Econometric Reviews 23(1), with the
/// corrected D of Patton, Politis and White (2009), Econometric Reviews 28(4). M is twice the first of five lags in a row without
/// significant autocorrelation, as in the authors' code. MathNet's
/// counterpart of the autocovariances is <c>Correlation.Auto</c>, which transforms all lags by Fourier and divides them by the variance;
/// a handful of lags of a few hundred days, not divided, is what the formula asks for, and the sums are the same on every machine.
/// </remarks>
public static class BlockLength
{
    private const int InsignificantLags = 5;

    /// <summary>
    /// The length in observations: from 1, also for returns that do not vary and for fewer than ten, to ⌈min(3 √n, n / 3)⌉.
    /// </summary>
    /// <param name="returns">A series.</param>
    /// <exception cref="ArgumentException">A return is not a number of −10⁹ to 10⁹.</exception>
    public static double Estimate(ReadOnlySpan<double> returns)
    {
        ReturnSeries.Check(returns, nameof(returns));
        var n = returns.Length;
        if (n < 2 * InsignificantLags || !ReturnSeries.Varies(returns))
        {
            return 1;
        }

        var covariances = Autocovariances(returns, Math.Min(n - 1, (int)Math.Ceiling(Math.Sqrt(n)) + InsignificantLags));
        if (covariances[0] == 0)
        {
            return 1;
        }

        var bandwidth = Bandwidth(covariances, n);
        var (g, spectrum) = (0.0, covariances[0]);
        for (var k = 1; k <= bandwidth; k++)
        {
            var window = 2 * k <= bandwidth ? 1 : 2 * (1 - ((double)k / bandwidth));
            g += 2 * window * k * covariances[k];
            spectrum += 2 * window * covariances[k];
        }

        // (2 G² / D)^⅓ n^⅓ with D = 2 spectrum²; without a spectrum at zero blocks are as long as they may be.
        var longest = Math.Ceiling(Math.Min(3 * Math.Sqrt(n), n / 3.0));
        var ratio = g / spectrum;
        return double.IsFinite(ratio) ? Math.Clamp(Math.Cbrt(ratio * ratio * n), 1, longest) : longest;
    }

    /// <summary>
    /// One length for several trials that are resampled together: the median over those whose returns vary; 1 when none does.
    /// </summary>
    /// <param name="returns">The trials' returns.</param>
    public static double Estimate(TrialReturns returns)
    {
        ArgumentNullException.ThrowIfNull(returns);
        var varying = returns.Varying();
        if (varying.Trials == 0)
        {
            return 1;
        }

        var lengths = new double[varying.Trials];
        for (var trial = 0; trial < lengths.Length; trial++)
        {
            lengths[trial] = Estimate(varying[trial]);
        }

        Array.Sort(lengths);
        return (lengths[(lengths.Length - 1) / 2] + lengths[lengths.Length / 2]) / 2;
    }

    private static double[] Autocovariances(ReadOnlySpan<double> returns, int lags)
    {
        var mean = 0.0;
        foreach (var value in returns)
        {
            mean += value / returns.Length;
        }

        var away = new double[returns.Length];
        for (var i = 0; i < away.Length; i++)
        {
            away[i] = returns[i] - mean;
        }

        var covariances = new double[lags + 1];
        for (var lag = 0; lag <= lags; lag++)
        {
            var sum = 0.0;
            for (var i = lag; i < away.Length; i++)
            {
                sum += away[i] * away[i - lag];
            }

            covariances[lag] = sum / returns.Length;
        }

        return covariances;
    }

    private static int Bandwidth(double[] covariances, int n)
    {
        var largest = covariances.Length - 1;
        var limit = 2 * Math.Sqrt(Math.Log10(n) / n) * covariances[0];
        var run = 0;
        for (var lag = 1; lag < largest; lag++)
        {
            run = Math.Abs(covariances[lag]) < limit ? run + 1 : 0;
            if (run == InsignificantLags)
            {
                return Math.Min(largest, 2 * (lag - InsignificantLags + 1));
            }
        }

        return largest;
    }
}
