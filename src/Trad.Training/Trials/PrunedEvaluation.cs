using System.Globalization;
using Trad.Optimization;
using Trad.Optimization.Pruning;
using Trad.Training.Requests;

namespace Trad.Training.Trials;

/// <summary>Evaluates a trial on growing parts of the candles and ends it where earlier trials did better.</summary>
public static class PrunedEvaluation
{
    private static readonly string[] PartNames = ["a ninth", "a third"];

    /// <summary>
    /// The trial. Those of the first round are never pruned: they are what later ones are measured against. Whether a trial
    /// has enough trades is judged on all candles only.
    /// </summary>
    /// <param name="earlier">The trials of the rounds before; none of the same round.</param>
    /// <param name="round">The round that proposed the trial.</param>
    /// <param name="measure">Backtests the candidate on the given first part of the candles, 1 for all.</param>
    public static TrialRecord Evaluate(IReadOnlyList<TrialRecord> earlier, int round, Func<double, TrialRecord> measure)
    {
        var scores = new List<double?>(PruningRungs.Plan.Fractions.Count - 1);
        for (var rung = 0; rung < PruningRungs.Plan.Fractions.Count - 1; rung++)
        {
            var part = measure(PruningRungs.Plan.Fractions[rung]);
            scores.Add(part.Score);
            if (round > 0 && !RungDecision.GoesOn(part.Score, ScoresAt(earlier, rung), PruningRungs.Plan.Reduction))
            {
                return part with { State = TrialState.Pruned, RungScores = scores, Reason = ReasonAt(rung, part.Score!.Value, earlier) };
            }
        }

        return measure(1) with { RungScores = scores };
    }

    private static IEnumerable<double?> ScoresAt(IReadOnlyList<TrialRecord> trials, int rung) => trials
        .Where(trial => trial.RungScores?.Count > rung)
        .Select(trial => trial.RungScores![rung]);

    private static string ReasonAt(int rung, double score, IReadOnlyList<TrialRecord> earlier)
    {
        var others = ScoresAt(earlier, rung).Where(other => other is not null).ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"pruned after {PartNames[rung]} of the candles: {others.Count(other => other >= score)} of {others.Count} earlier trials were at least as good there");
    }
}
