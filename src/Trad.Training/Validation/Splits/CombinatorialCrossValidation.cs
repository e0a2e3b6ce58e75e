using Trad.Training.Validation.Backtests;
using Trad.Training.Validation.Statistics;

namespace Trad.Training.Validation.Splits;

/// <summary>
/// Combinatorial purged cross-validation over the daily returns of trials: for every choice of test groups the trial with the best
/// Sharpe ratio on the other days, without those near the test groups, is measured on the test groups.
/// </summary>
/// <remarks>López de Prado (2018), Advances in Financial Machine Learning, ch. 7.4 and 12.4: φ(N, k) = k / N × (N over k) paths.</remarks>
public static class CombinatorialCrossValidation
{
    private const int FewestTrials = 2;

    /// <summary>The evidence; null with a reason when there are too few days or trials.</summary>
    /// <param name="trials">The daily returns of the trials.</param>
    /// <param name="longestHolding">Days that a position is held at most.</param>
    public static (CrossValidationEvidence? Evidence, string? WhyNone) Run(TrialReturns trials, int longestHolding)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var days = trials.Observations;
        if (PurgedGroups.Create(days, PurgedGroups.MostGroups, longestHolding) is not { } groups)
        {
            return (null, $"{days} days in sample are too few for {PurgedGroups.MostGroups} groups of at least {PurgedGroups.FewestDays} days.");
        }

        if (trials.Trials < FewestTrials)
        {
            return (null, "With one trial there is nothing to choose from.");
        }

        var sums = Prefixes(trials, square: false);
        var squares = Prefixes(trials, square: true);
        var pathCount = PurgedGroups.TestGroups * groups.Splits / groups.Groups;
        var paths = new double[pathCount][];
        for (var path = 0; path < pathCount; path++)
        {
            paths[path] = new double[days];
        }

        var next = new int[groups.Groups];
        for (var first = 0; first < groups.Groups; first++)
        {
            for (var second = first + 1; second < groups.Groups; second++)
            {
                var chosen = Best(groups.TrainDays(first, second), sums, squares, trials.Trials, days);
                foreach (var group in (ReadOnlySpan<int>)[first, second])
                {
                    var (start, end) = groups.DaysOf(group);
                    trials[chosen][start..end].CopyTo(paths[next[group]++].AsSpan(start));
                }
            }
        }

        var sharpes = paths.Select(path => DailyReturns.Sharpe(path)).OfType<double>().Order().ToArray();
        return (new CrossValidationEvidence(
            groups.Groups,
            PurgedGroups.TestGroups,
            groups.Splits,
            groups.PurgedDays,
            sharpes,
            sharpes.Length == 0 ? null : (sharpes[(sharpes.Length - 1) / 2] + sharpes[sharpes.Length / 2]) / 2,
            paths.Count(path => DailyReturns.Total(path) < 0) / (double)pathCount), null);
    }

    // The trial with the largest Sharpe ratio; one that never varies counts as 0.
    private static int Best(IReadOnlyList<(int Start, int End)> stretches, double[] sums, double[] squares, int trials, int days)
    {
        var (best, highest) = (0, double.NegativeInfinity);
        var count = stretches.Sum(stretch => stretch.End - stretch.Start);
        for (var trial = 0; trial < trials; trial++)
        {
            var row = trial * (days + 1);
            var (sum, square) = (0.0, 0.0);
            foreach (var (start, end) in stretches)
            {
                sum += sums[row + end] - sums[row + start];
                square += squares[row + end] - squares[row + start];
            }

            var variance = square - (sum * sum / count);
            var sharpe = variance > 1e-15 ? sum / Math.Sqrt(variance) : 0;
            if (sharpe > highest)
            {
                (best, highest) = (trial, sharpe);
            }
        }

        return best;
    }

    private static double[] Prefixes(TrialReturns trials, bool square)
    {
        var days = trials.Observations;
        var prefixes = new double[trials.Trials * (days + 1)];
        for (var trial = 0; trial < trials.Trials; trial++)
        {
            var row = trial * (days + 1);
            var returns = trials[trial];
            for (var day = 0; day < days; day++)
            {
                prefixes[row + day + 1] = prefixes[row + day] + (square ? returns[day] * returns[day] : returns[day]);
            }
        }

        return prefixes;
    }
}
