namespace Trad.Training.Validation.Statistics;

/// <summary>
/// Hansen's test of superior predictive ability: White's reality check with every trial in units of its own standard error, and
/// without the trials that are too bad to matter. The statistic is max(0, largest √n × mean / ω); a resample's is
/// max(0, largest √n × (its mean − g(mean)) / ω).
/// </summary>
/// <remarks>
/// Hansen (2005), A Test for Superior Predictive Ability, Journal of Business and Economic Statistics 23(4), with ω² of
/// <see cref="LongRunVariance"/>. The p-values count the observed statistic as one of the draws, so that they are never zero.
/// </remarks>
/// <param name="Lower">
/// g(mean) = max(0, mean): a lower bound of the p-value, trials worse than the benchmark count as no better than they are.
/// </param>
/// <param name="PValue">
/// The consistent p-value, g(mean) = mean where √n × mean / ω is at least −√(2 ln ln n), else 0: small when the best trial is better
/// than the benchmark by more than luck explains.
/// </param>
/// <param name="Upper">g(mean) = mean: an upper bound, all trials count as if they were as good as the benchmark.</param>
public readonly record struct SuperiorPredictiveAbility(double Lower, double PValue, double Upper)
{
    /// <summary>
    /// The p-values, in (0, 1] and in that order. Not defined when no trial varies against the benchmark.
    /// </summary>
    /// <param name="resamples">The trials' returns beyond the benchmark, resampled.</param>
    public static Measured<SuperiorPredictiveAbility> Compute(BootstrapMeans resamples)
    {
        ArgumentNullException.ThrowIfNull(resamples);
        var (means, errors) = MeansAndErrors(resamples);
        if (means.Length == 0)
        {
            return new Undefined("no trial's return varies against the benchmark");
        }

        // √n stands on both sides of every comparison and is left out; errors are ω / √n.
        var n = resamples.Returns.Observations;
        var limit = n > Math.E ? Math.Sqrt(2 * Math.Log(Math.Max(1, Math.Log(n)))) : 0;
        var (lower, consistent) = (new double[means.Length], new double[means.Length]);
        var statistic = 0.0;
        for (var trial = 0; trial < means.Length; trial++)
        {
            var score = errors[trial] > 0 ? means[trial] / errors[trial] : 0;
            statistic = Math.Max(statistic, score);
            lower[trial] = Math.Max(0, means[trial]);
            consistent[trial] = score >= -limit ? means[trial] : 0;
        }

        return Shares(resamples, [lower, consistent, means], errors, statistic);
    }

    private static (double[] Means, double[] Errors) MeansAndErrors(BootstrapMeans resamples)
    {
        var returns = resamples.Returns;
        var errors = new double[returns.Trials];
        for (var trial = 0; trial < errors.Length; trial++)
        {
            errors[trial] = Math.Sqrt(LongRunVariance.Estimate(returns[trial], resamples.BlockLength) / returns.Observations);
        }

        return (TrialMeans.Compute(returns), errors);
    }

    // One pass over the resamples for the three ways to centre them.
    private static SuperiorPredictiveAbility Shares(BootstrapMeans resamples, double[][] centres, double[] errors, double statistic)
    {
        var asGood = new int[centres.Length];
        resamples.ForEach((_, drawn) =>
        {
            for (var way = 0; way < centres.Length; way++)
            {
                if (Largest(drawn, centres[way], errors) >= statistic)
                {
                    Interlocked.Increment(ref asGood[way]);
                }
            }
        });
        double Share(int way) => (1.0 + asGood[way]) / (1.0 + resamples.Draws);
        return new SuperiorPredictiveAbility(Share(0), Share(1), Share(2));
    }

    private static double Largest(ReadOnlySpan<double> drawn, double[] centres, double[] errors)
    {
        var largest = 0.0;
        for (var trial = 0; trial < centres.Length; trial++)
        {
            var score = errors[trial] > 0 ? (drawn[trial] - centres[trial]) / errors[trial] : 0;
            largest = Math.Max(largest, score);
        }

        return largest;
    }
}
