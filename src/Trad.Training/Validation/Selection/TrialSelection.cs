using System.Globalization;
using Trad.Candles;
using Trad.Optimization;
using Trad.Optimization.Insight;
using Trad.Training.Requests;
using Trad.Training.Trials;
using Trad.Training.Validation.Backtests;

namespace Trad.Training.Validation.Selection;

/// <summary>
/// Which trial of a search is taken. The robust rule maximises, over the trials with the highest objectives,
/// <c>plateau × trades × out of sample</c>: what a model of the objective expects on average in the trial's neighbourhood (0 where
/// the median trial is, or the least of the neighbourhoods below it, 1 at the highest objective), how far its trades are enough, and how
/// often it earns on days that were left out (<see cref="OutOfSampleShare"/>). The highest objective alone is mostly luck: it is the
/// trial whose noise was kindest.
/// </summary>
public static class TrialSelection
{
    /// <summary>How many trials with the highest objectives are looked at.</summary>
    public const int Finalists = 12;

    /// <summary>The equal parts of the range in which a trial should earn.</summary>
    public const int Parts = 6;

    /// <summary>How far from a trial its neighbourhood reaches, fractions of each parameter's range.</summary>
    public static readonly double[] NeighbourShares = [0.05, 0.1];

    private const int MostScoresTold = 5;

    /// <summary>The trial to take; null when none completed.</summary>
    /// <param name="request">What was asked for: the rule, the search, the interval.</param>
    /// <param name="trials">The trials.</param>
    /// <param name="enoughTrades">Trades from which on nothing is lost for their number.</param>
    /// <param name="returnsOf">The daily returns of a trial on what the search saw; null when there are none.</param>
    public static SelectionEvidence? Choose(
        TrainingRequest request, IReadOnlyList<TrialRecord> trials, int enoughTrades, Func<TrialRecord, double[]?> returnsOf)
    {
        ArgumentNullException.ThrowIfNull(request);
        var rule = request.SelectionOrDefault;
        if (BestTrialSelection.Choose(trials) is not { } highest)
        {
            return null;
        }

        if (rule == SelectionRule.Maximum)
        {
            return new SelectionEvidence(
                rule, highest.Trial, highest.Trial, "It has the highest objective; the request asks for the maximum.");
        }

        if (trials.Any(trial => trial.Scores is not null))
        {
            return new SelectionEvidence(
                rule, highest.Trial, highest.Trial, "With two objectives it is the compromise of the trials that no other beats in both.");
        }

        var completed = trials.Where(trial => trial.State == TrialState.Completed).ToList();
        var scores = Score(request, trials, completed, enoughTrades, returnsOf);
        var best = scores.Aggregate((left, right) => right.Score > left.Score ? right : left);
        if (!(best.Score > 0))
        {
            return new SelectionEvidence(
                rule, highest.Trial, highest.Trial,
                "It has the highest objective; none of the best trials stands on a plateau.")
            {
                Scores = Told(scores, highest.Trial, highest.Trial),
            };
        }

        return new SelectionEvidence(rule, best.Trial, highest.Trial, Why(best, scores, highest.Trial))
        {
            Scores = Told(scores, best.Trial, highest.Trial),
        };
    }

    /// <summary>The trials that are looked at: those with the highest objectives, the earlier of two that are alike.</summary>
    /// <param name="completed">The trials that completed.</param>
    internal static IEnumerable<TrialRecord> FinalistsOf(IEnumerable<TrialRecord> completed) =>
        completed.OrderByDescending(trial => trial.Score).ThenBy(trial => trial.Trial).Take(Finalists);

    private static List<RobustScore> Score(
        TrainingRequest request, IReadOnlyList<TrialRecord> trials, List<TrialRecord> completed, int enoughTrades,
        Func<TrialRecord, double[]?> returnsOf)
    {
        var objectives = completed.Select(trial => trial.Score!.Value).Order().ToArray();
        var (median, top) = (objectives[objectives.Length / 2], objectives[^1]);
        var finalists = FinalistsOf(completed).ToList();
        var expected = new TrialAnalysis(TrialProposer.SpaceOf(request), [.. trials.Select(trial => trial.ToResult())])
            .Plateau([.. finalists.Select(trial => trial.Parameters)], NeighbourShares);
        var candlesPerDay = Interval.Parse(request.Interval!).CandlesPerDay;
        var levels = finalists.Select((trial, i) => expected.Count > 0 ? expected[i] : trial.Score!.Value).ToArray();

        // A search that learns tries most of its trials where it is best: their median may lie above whole plateaus, which would all
        // count for nothing.
        var floor = Math.Min(median, levels.Min());
        var scores = new List<RobustScore>(finalists.Count);
        for (var i = 0; i < finalists.Count; i++)
        {
            var trial = finalists[i];
            var plateau = top > floor ? Math.Clamp((levels[i] - floor) / (top - floor), 0, 1) : 1;
            var trades = Math.Min(1, Math.Sqrt(FewestTrades(trial) / (double)Math.Max(1, enoughTrades)));
            var returns = returnsOf(trial);
            var outOfSample = OutOfSampleShare.Compute(returns, (int)Math.Ceiling(LongestHolding(trial) / candlesPerDay));
            scores.Add(
                new RobustScore(
                    trial.Trial, trial.Score!.Value, plateau, trades, Consistency(returns), plateau * trades * outOfSample.Share)
                {
                    OutOfSample = outOfSample,
                });
        }

        return scores;
    }

    // One part more that earned and one that did not: no trial is certain, none hopeless.
    private static double Consistency(double[]? returns)
    {
        if (returns is null || returns.Length < Parts)
        {
            return 0.5;
        }

        var earned = 0;
        for (var part = 0; part < Parts; part++)
        {
            var (start, end) = (returns.Length * part / Parts, returns.Length * (part + 1) / Parts);
            earned += DailyReturns.Total(returns.AsSpan(start, end - start)) > 0 ? 1 : 0;
        }

        return (earned + 1.0) / (Parts + 2);
    }

    private static int FewestTrades(TrialRecord trial) => trial.Symbols is { Count: > 0 } symbols
        ? symbols.Values.Sum(metrics => metrics.Trades)
        : trial.Metrics?.Trades ?? 0;

    // The longest of any symbol, candles.
    private static int LongestHolding(TrialRecord trial) => trial.Symbols is { Count: > 0 } symbols
        ? symbols.Values.Max(metrics => metrics.LongestHoldingCandles ?? 0)
        : trial.Metrics?.LongestHoldingCandles ?? 0;

    private static string Why(RobustScore best, List<RobustScore> scores, int highest)
    {
        if (best.Trial == highest)
        {
            return "It has both the highest objective and the best robust score.";
        }

        var maximum = scores.First(score => score.Trial == highest);
        var reasons = new List<string>(3);
        if (best.Plateau > maximum.Plateau + 0.02)
        {
            reasons.Add("parameters beside it do well too");
        }

        if (best.TradesShare > maximum.TradesShare + 0.02)
        {
            reasons.Add("it rests on more trades");
        }

        if (best.OutOfSample!.Share > maximum.OutOfSample!.Share + 0.02)
        {
            reasons.Add("it earned more often on days that were left out");
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"Trial {highest} has the higher objective, {maximum.Objective:0.###} against {best.Objective:0.###}, but {(reasons.Count == 0 ? "this one is better founded over all" : string.Join(" and ", reasons))}.");
    }

    private static List<RobustScore> Told(List<RobustScore> scores, int chosen, int highest) =>
    [
        .. scores.OrderByDescending(score => score.Trial == chosen).ThenByDescending(score => score.Trial == highest)
            .ThenByDescending(score => score.Score).ThenBy(score => score.Trial).Take(MostScoresTold),
    ];
}
