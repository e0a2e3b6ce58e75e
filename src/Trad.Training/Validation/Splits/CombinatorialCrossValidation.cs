using Trad.Training.Validation.Backtests;
using Trad.Training.Validation.Statistics;

namespace Trad.Training.Validation.Splits;

/// <summary>
/// Combinatorial purged cross-validation over the daily returns of trials: for every choice of test groups the trial with the best
/// Sharpe ratio on the other days is measured on the test groups. Days that lie so near a test group that a position may have reached
/// into it are not learnt from (purge), nor are a hundredth of the days behind it (embargo).
/// </summary>
/// <remarks>López de Prado (2018), Advances in Financial Machine Learning, ch. 7.4 and 12.4: φ(N, k) = k / N × (N over k) paths.</remarks>
public static class CombinatorialCrossValidation
{
    /// <summary>N, the groups of days.</summary>
    public const int Groups = 10;

    /// <summary>k, the groups of a split that are tested on.</summary>
    public const int TestGroups = 2;

    private const int FewestDaysOfGroup = 5;
    private const int FewestTrials = 2;
    private const double EmbargoShare = 0.01;

    /// <summary>The evidence; null with a reason when there are too few days or trials.</summary>
    /// <param name="trials">The daily returns of the trials.</param>
    /// <param name="longestHolding">Days that a position is held at most.</param>
    public static (CrossValidationEvidence? Evidence, string? WhyNone) Run(TrialReturns trials, int longestHolding)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var days = trials.Observations;
        if (days < Groups * FewestDaysOfGroup)
        {
            return (null, $"{days} days in sample are too few for {Groups} groups of at least {FewestDaysOfGroup} days.");
        }

        if (trials.Trials < FewestTrials)
        {
            return (null, "With one trial there is nothing to choose from.");
        }

        var embargo = (int)Math.Ceiling(days * EmbargoShare);
        var purge = Math.Clamp(longestHolding, 1, days / Groups / 3);
        var sums = Prefixes(trials, square: false);
        var squares = Prefixes(trials, square: true);
        var pathCount = TestGroups * Splits() / Groups;
        var paths = new double[pathCount][];
        for (var path = 0; path < pathCount; path++)
        {
            paths[path] = new double[days];
        }

        var next = new int[Groups];
        for (var first = 0; first < Groups; first++)
        {
            for (var second = first + 1; second < Groups; second++)
            {
                var chosen = Best(TrainDays(days, first, second, purge, embargo), sums, squares, trials.Trials, days);
                foreach (var group in (ReadOnlySpan<int>)[first, second])
                {
                    var (start, end) = Bounds(days, group);
                    trials[chosen][start..end].CopyTo(paths[next[group]++].AsSpan(start));
                }
            }
        }

        var sharpes = paths.Select(path => DailyReturns.Sharpe(path)).OfType<double>().Order().ToArray();
        return (new CrossValidationEvidence(
            Groups,
            TestGroups,
            Splits(),
            purge + embargo,
            sharpes,
            sharpes.Length == 0 ? null : (sharpes[(sharpes.Length - 1) / 2] + sharpes[sharpes.Length / 2]) / 2,
            paths.Count(path => DailyReturns.Total(path) < 0) / (double)pathCount), null);
    }

    private static int Splits() => Groups * (Groups - 1) / TestGroups;

    private static (int Start, int End) Bounds(int days, int group) => (days * group / Groups, days * (group + 1) / Groups);

    private static List<(int Start, int End)> TrainDays(int days, int first, int second, int purge, int embargo)
    {
        var (firstStart, firstEnd) = Bounds(days, first);
        var (secondStart, secondEnd) = Bounds(days, second);
        var stretches = new List<(int, int)>(3);
        void Add(int start, int end)
        {
            if (end > start)
            {
                stretches.Add((start, end));
            }
        }

        Add(0, firstStart - purge);
        Add(firstEnd + purge + embargo, secondStart - purge);
        Add(secondEnd + purge + embargo, days);
        return stretches;
    }

    // The trial with the largest Sharpe ratio; one that never varies counts as 0.
    private static int Best(List<(int Start, int End)> stretches, double[] sums, double[] squares, int trials, int days)
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
