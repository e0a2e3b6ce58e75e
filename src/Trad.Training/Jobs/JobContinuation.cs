using Trad.Training.Trials;

namespace Trad.Training.Jobs;

/// <summary>Where an attempt begins: after the rounds that earlier attempts completed.</summary>
/// <param name="Plan">The schedule, with the trials now asked for.</param>
/// <param name="Round">The first round to do.</param>
/// <param name="Completed">Trials of the rounds before it.</param>
/// <param name="Memory">What the optimiser wanted to remember after them.</param>
/// <param name="BestScore">Their best objective.</param>
public sealed record JobContinuation(TrainingPlan Plan, int Round, int Completed, string? Memory, double? BestScore)
{
    /// <summary>
    /// Finds the first round that is not complete, or was shorter than it would have been with more trials to come. It is
    /// proposed again from the same trials and the same memory, which gives the same candidates and those that were missing;
    /// what is recorded already is not recorded twice.
    /// </summary>
    /// <param name="plan">The schedule of the attempt before.</param>
    /// <param name="trials">Trials now asked for; at least as many as are recorded are planned.</param>
    /// <param name="events">The job's journal.</param>
    public static JobContinuation Find(TrainingPlan plan, int trials, IReadOnlyList<JobEvent> events)
    {
        var recorded = events.Where(happened => happened.Trial is not null).Select(happened => happened.Trial!)
            .ToDictionary(trial => trial.Trial);
        var rounds = events.Where(happened => happened.Round is not null).Select(happened => happened.Round!).OrderBy(round => round.Round)
            .ToList();
        RoundRecord? last = null;
        var completed = 0;
        for (var i = 0; i < rounds.Count && rounds[i].FirstTrial == completed; i++)
        {
            // A round is recorded once, as it was first; done again in full, it reaches to the round that followed.
            var end = i + 1 < rounds.Count ? rounds[i + 1].FirstTrial : completed + rounds[i].Trials;
            var isFull = i + 1 < rounds.Count || rounds[i].Trials >= plan.FullRoundSize(completed);
            if (!isFull || !Enumerable.Range(completed, end - completed).All(recorded.ContainsKey))
            {
                break;
            }

            (last, completed) = (rounds[i], end);
        }

        return new JobContinuation(
            plan with { Trials = recorded.Count == 0 ? trials : Math.Max(trials, recorded.Keys.Max() + 1) },
            last is null ? 0 : last.Round + 1,
            completed,
            last?.Memory,
            recorded.Values.Where(trial => trial.Trial < completed).Max(trial => trial.CompletedScore));
    }
}
