using System.Runtime.InteropServices;
using Trad.Backtesting.Metrics;

namespace Trad.Training.Validation.Statistics;

/// <summary>
/// Deflated Sharpe ratio: the probability that the true Sharpe ratio of the best of several trials is above what the best of as
/// many trials without any skill would reach by luck.
/// </summary>
/// <remarks>Bailey and López de Prado (2014), The Deflated Sharpe Ratio, Journal of Portfolio Management 40(5), eq. 1 and 2.</remarks>
public static class DeflatedSharpe
{
    /// <summary>
    /// SR₀, the ratio that the best trial without any skill is expected to reach: deviation × <see cref="ExpectedMaximum.Compute"/>; per
    /// observation, 0 for one trial.
    /// </summary>
    /// <param name="effectiveTrials">Independent trials, at least 1; see <see cref="EffectiveTrials"/>.</param>
    /// <param name="deviation">
    /// Standard deviation of the trials' ratios by luck, per observation. <see cref="LuckDeviation"/> asks "is it luck?"; the
    /// deviation across the trials, as in the paper, is larger where trials truly differ (a search that visits settings which burn
    /// fees), and then holds that against the best of them.
    /// </param>
    public static double ExpectedByLuck(double effectiveTrials, double deviation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(deviation);
        return deviation * ExpectedMaximum.Compute(effectiveTrials);
    }

    /// <summary>
    /// Standard error of a ratio whose true value is zero, per observation: 1 / √(n − 1), whatever the skewness and kurtosis.
    /// </summary>
    /// <param name="observations">n, at least 2.</param>
    public static double LuckDeviation(int observations)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(observations, 2);
        return 1 / Math.Sqrt(observations - 1);
    }

    /// <summary>
    /// Standard deviation of the trials' ratios across the trials whose returns vary, per observation: √V of the paper. Not defined below
    /// two such trials.
    /// </summary>
    /// <param name="returns">The trials' returns.</param>
    public static Measured<double> DeviationAcross(TrialReturns returns)
    {
        ArgumentNullException.ThrowIfNull(returns);
        var ratios = new List<double>(returns.Trials);
        for (var trial = 0; trial < returns.Trials; trial++)
        {
            if (SharpeEstimation.Estimate(returns[trial]).Value is { } estimate)
            {
                ratios.Add(estimate.Ratio);
            }
        }

        return ratios.Count < 2
            ? new Undefined($"it takes two trials with returns that vary and there are {ratios.Count}")
            : Math.Sqrt(ReturnSeries.Moments(CollectionsMarshal.AsSpan(ratios)).Squares / (ratios.Count - 1));
    }

    /// <summary>
    /// The probabilistic Sharpe ratio against SR₀, in [0, 1]. Not defined where the estimate has no standard error.
    /// </summary>
    /// <param name="estimate">The best trial's ratio.</param>
    /// <param name="effectiveTrials">Independent trials, at least 1; see <see cref="EffectiveTrials"/>.</param>
    /// <param name="deviation">Standard deviation of the trials' ratios by luck, per observation; see <see cref="ExpectedByLuck"/>.</param>
    public static Measured<double> Compute(SharpeEstimate estimate, double effectiveTrials, double deviation) =>
        estimate.ProbabilityAbove(ExpectedByLuck(effectiveTrials, deviation)) is { } probability
            ? probability
            : new Undefined("the estimated variance of the ratio is not above zero");
}
