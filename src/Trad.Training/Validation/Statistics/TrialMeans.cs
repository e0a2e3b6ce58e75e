namespace Trad.Training.Validation.Statistics;

/// <summary>The mean return of each trial, a fraction per observation.</summary>
internal static class TrialMeans
{
    /// <summary>One mean per trial.</summary>
    public static double[] Compute(TrialReturns returns)
    {
        var means = new double[returns.Trials];
        for (var trial = 0; trial < means.Length; trial++)
        {
            var sum = 0.0;
            foreach (var value in returns[trial])
            {
                sum += value;
            }

            means[trial] = sum / returns.Observations;
        }

        return means;
    }
}
