using Trad.Training.Validation.Backtests;
using Trad.Training.Validation.Splits;

namespace Trad.Training.Validation.Selection;

/// <summary>
/// How often a trial earns on days that did not speak for it. The days in sample are cut into ten groups; for every choice of two of
/// them, 45 altogether, the split counts for the trial when it earned after costs on the two groups, end to end, <em>and</em> on the
/// others without the days near the two: somebody who had seen only those would have taken it, and would have been right. Of what made all
/// its profit in one stretch no split speaks that leaves the stretch out, and hardly one that was learnt from it.
/// </summary>
/// <remarks>
/// The splits are those of combinatorial purged cross-validation (López de Prado, 2018, chapters 7.4 and 12.4), the share is Laplace's
/// rule of succession: (earned + 1) / (splits + 2). Nothing but the trial's own daily returns in sample is looked at; the hold-out never.
/// </remarks>
public static class OutOfSampleShare
{
    private const int FewestGroups = 4;
    private static readonly OutOfSampleSplits Unknown = new(0, 0, 0.5);

    /// <summary>The share of a trial; one half, of no splits, when it was not backtested or there are fewer than 20 days.</summary>
    /// <param name="returns">Its daily returns in sample, fractions; null when there are none.</param>
    /// <param name="longestHolding">Days that it holds a position at most, for the purge.</param>
    public static OutOfSampleSplits Compute(double[]? returns, int longestHolding)
    {
        var days = returns?.Length ?? 0;
        var wanted = Math.Min(PurgedGroups.MostGroups, days / PurgedGroups.FewestDays);
        if (wanted < FewestGroups || PurgedGroups.Create(days, wanted, longestHolding) is not { } groups)
        {
            return Unknown;
        }

        var grown = new double[groups.Groups];
        for (var group = 0; group < grown.Length; group++)
        {
            grown[group] = GrowthOf(returns, groups.DaysOf(group));
        }

        var earned = 0;
        for (var first = 0; first < grown.Length; first++)
        {
            for (var second = first + 1; second < grown.Length; second++)
            {
                earned += grown[first] * grown[second] > 1 && EarnsOn(returns, groups.TrainDays(first, second)) ? 1 : 0;
            }
        }

        return new OutOfSampleSplits(groups.Splits, earned, (earned + 1.0) / (groups.Splits + 2));
    }

    private static bool EarnsOn(double[]? returns, IReadOnlyList<(int Start, int End)> stretches)
    {
        var growth = 1.0;
        foreach (var stretch in stretches)
        {
            growth *= GrowthOf(returns, stretch);
        }

        return growth > 1;
    }

    private static double GrowthOf(ReadOnlySpan<double> returns, (int Start, int End) days) =>
        1 + DailyReturns.Total(returns[days.Start..days.End]);
}
