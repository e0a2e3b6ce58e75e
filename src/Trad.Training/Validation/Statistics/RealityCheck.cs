namespace Trad.Training.Validation.Statistics;

/// <summary>
/// White's reality check: how often the best of all trials would look as good as it does if none of them were better than the
/// benchmark. The statistic is the largest √n × mean; under the null it is distributed as the largest √n × (a resample's mean −
/// mean).
/// </summary>
/// <remarks>
/// White (2000), A Reality Check for Data Snooping, Econometrica 68(5). Trials that are plainly worse than the benchmark make it
/// conservative; <see cref="SuperiorPredictiveAbility"/> mends that. The p-value counts the observed statistic as one of the draws
/// (Davison and Hinkley, 1997, eq. 4.11), so that it is never zero.
/// </remarks>
public static class RealityCheck
{
    /// <summary>
    /// The p-value, (1 + draws as good as the statistic) / (1 + draws), in (0, 1]. Not defined when no trial varies against the
    /// benchmark.
    /// </summary>
    /// <param name="resamples">The trials' returns beyond the benchmark, resampled.</param>
    public static Measured<double> Compute(BootstrapMeans resamples)
    {
        ArgumentNullException.ThrowIfNull(resamples);
        var returns = resamples.Returns;
        if (returns.Trials == 0)
        {
            return new Undefined("no trial's return varies against the benchmark");
        }

        var means = TrialMeans.Compute(returns);
        var best = means.Max();
        var asGood = 0;
        resamples.ForEach((_, drawn) =>
        {
            var largest = double.NegativeInfinity;
            for (var trial = 0; trial < means.Length; trial++)
            {
                largest = Math.Max(largest, drawn[trial] - means[trial]);
            }

            if (largest >= best)
            {
                Interlocked.Increment(ref asGood);
            }
        });
        return (1.0 + asGood) / (1.0 + resamples.Draws);
    }
}
