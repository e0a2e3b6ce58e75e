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
    /// Finds the first round that is not complete. A round that was cut short is proposed again from the same trials and the
    /// same memory, which gives the same candidates; those recorded already are not recorded twice.
    /// </summary>
    /// <param name="plan">The schedule of the attempt before.</param>
    /// <param name="trials">Trials now asked for.</param>
    /// <param name="events">The job's journal.</param>
    public static JobContinuation Find(TrainingPlan plan, int trials, IReadOnlyList<JobEvent> events)
    {
        var recorded = events.Where(happened => happened.Trial is not null).Select(happened => happened.Trial!).ToDictionary(trial => trial.Trial);
        RoundRecord? last = null;
        foreach (var round in events.Where(happened => happened.Round is not null).Select(happened => happened.Round!).OrderBy(round => round.Round))
        {
            if (!Enumerable.Range(round.FirstTrial, round.Trials).All(recorded.ContainsKey))
            {
                break;
            }

            last = round;
        }

        var completed = last is null ? 0 : last.FirstTrial + last.Trials;
        return new JobContinuation(
            plan with { Trials = trials },
            last is null ? 0 : last.Round + 1,
            completed,
            last?.Memory,
            recorded.Values.Where(trial => trial.Trial < completed).Max(trial => trial.CompletedScore));
    }
}
