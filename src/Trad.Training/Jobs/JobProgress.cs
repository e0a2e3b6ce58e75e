using System.Text.Json.Serialization;

namespace Trad.Training.Jobs;

/// <summary>How far a job is; the job and the orchestration's custom status carry this same record.</summary>
/// <param name="Phase">What is being done.</param>
/// <param name="TrialsCompleted">Trials whose outcome is recorded.</param>
/// <param name="TrialsTotal">Trials asked for.</param>
/// <param name="BestScore">The best objective so far; absent before the first feasible trial.</param>
/// <param name="Percent">0 to 100, never falling.</param>
/// <param name="ElapsedMs">Milliseconds since the present attempt was asked for.</param>
/// <param name="RemainingMs">Estimated milliseconds to the end; absent while unknown.</param>
public sealed record JobProgress(
    JobPhase Phase, int TrialsCompleted, int TrialsTotal, double? BestScore, double Percent, long ElapsedMs, long? RemainingMs)
{
    /// <summary>
    /// The last sign of life, where it is longer ago than <see cref="JobSilence.Patience"/>: nobody works on the job at the moment,
    /// because its host has gone or its work waits for one. Absent otherwise, and never recorded.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? SilentSince { get; init; }

    private const double LoadedPercent = 5;
    private const double EvaluatedPercent = 85;
    private const double ValidatedPercent = 98;

    // The part of a round that fitting takes; the backtests take the rest.
    private const double FittingShare = 0.5;

    /// <summary>The progress of a job that waits.</summary>
    public static JobProgress Waiting(int trialsTotal) => new(JobPhase.Queued, 0, trialsTotal, null, 0, 0, null);

    /// <summary>
    /// The progress in a phase. Loading spans the first 5 percent, the trials the next 80, the validation the next 13, the end the rest.
    /// A round spans its trials: the first half while they are chosen, the second while they are backtested, so that percent never falls
    /// from one phase to the next.
    /// </summary>
    /// <param name="phase">What is being done.</param>
    /// <param name="completed">Trials whose outcome is recorded.</param>
    /// <param name="total">Trials asked for; at least one.</param>
    /// <param name="best">The best objective so far.</param>
    /// <param name="elapsed">Time since the job was created; below zero, as after a clock that was set back, is told as none.</param>
    /// <param name="upcoming">Trials of the round at hand, when it is one that chooses or backtests.</param>
    /// <param name="fraction">How much of the phase is done, 0 to 1.</param>
    public static JobProgress At(
        JobPhase phase, int completed, int total, double? best, TimeSpan elapsed, int upcoming = 0, double fraction = 0)
    {
        var percent = phase switch
        {
            JobPhase.Queued => 0,
            JobPhase.Loading => LoadedPercent * fraction,
            JobPhase.Exploring => TrialPercent(completed + (upcoming * fraction), total),
            JobPhase.Fitting => TrialPercent(completed + (upcoming * FittingShare * fraction), total),
            JobPhase.Evaluating => TrialPercent(completed + (upcoming * (FittingShare + ((1 - FittingShare) * fraction))), total),
            JobPhase.Validating => EvaluatedPercent + ((ValidatedPercent - EvaluatedPercent) * fraction),
            JobPhase.Publishing => ValidatedPercent + fraction,
            _ => 100,
        };
        var rounded = Math.Round(percent, 1);
        var milliseconds = Math.Max(0, (long)elapsed.TotalMilliseconds);
        return new JobProgress(phase, completed, total, best, rounded, milliseconds, Remaining(phase, rounded, milliseconds));
    }

    /// <summary>
    /// This progress, unless it would fall behind an earlier one: then the phase and percent are those of the earlier one,
    /// which came from somebody who was further. Trials, best objective and elapsed time only grow.
    /// </summary>
    public JobProgress NotBefore(JobProgress? earlier)
    {
        if (earlier is null)
        {
            return this;
        }

        var (phase, percent) = Percent < earlier.Percent ? (earlier.Phase, earlier.Percent) : (Phase, Percent);
        var elapsed = Math.Max(ElapsedMs, earlier.ElapsedMs);
        return this with
        {
            Phase = phase,
            Percent = percent,
            TrialsCompleted = Math.Max(TrialsCompleted, earlier.TrialsCompleted),
            BestScore = BestScore is null || earlier.BestScore > BestScore ? earlier.BestScore : BestScore,
            ElapsedMs = elapsed,
            RemainingMs = Remaining(phase, percent, elapsed),
        };
    }

    private static long? Remaining(JobPhase phase, double percent, long elapsed) =>
        phase != JobPhase.Done && percent > LoadedPercent ? (long)(elapsed / percent * (100 - percent)) : null;

    private static double TrialPercent(double completed, int total) =>
        LoadedPercent + ((EvaluatedPercent - LoadedPercent) * Math.Min(completed, total) / total);
}

/// <summary>What a training job is doing.</summary>
public enum JobPhase
{
    /// <summary>Waiting to start.</summary>
    Queued,

    /// <summary>Reading and pinning the candles.</summary>
    Loading,

    /// <summary>Backtesting the initial design, before there is a model.</summary>
    Exploring,

    /// <summary>Fitting the model and choosing the next candidates.</summary>
    Fitting,

    /// <summary>Backtesting candidates that the model chose.</summary>
    Evaluating,

    /// <summary>Measuring the best trial on data that no trial has seen.</summary>
    Validating,

    /// <summary>Choosing and recording the result.</summary>
    Publishing,

    /// <summary>Over.</summary>
    Done,
}

/// <summary>The queue at a moment.</summary>
/// <param name="Jobs">Its jobs, in the order in which they start.</param>
/// <param name="Version">Changes whenever a job is started.</param>
public sealed record JobQueueState(IReadOnlyList<QueuedJob> Jobs, string? Version)
{
    /// <summary>How many jobs are at work.</summary>
    public int Running => Jobs.Count(job => job.StartedAt is not null);

    /// <summary>The jobs that wait.</summary>
    public IEnumerable<QueuedJob> Waiting => Jobs.Where(job => job.StartedAt is null);

    /// <summary>The 1-based place of a waiting job; null when it does not wait.</summary>
    public int? PositionOf(string jobId)
    {
        var position = 0;
        foreach (var job in Waiting)
        {
            position++;
            if (job.Id == jobId)
            {
                return position;
            }
        }

        return null;
    }
}
