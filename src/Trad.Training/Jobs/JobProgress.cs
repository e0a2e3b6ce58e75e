namespace Trad.Training.Jobs;

/// <summary>How far a job is; the jobs table and the orchestration's custom status carry this same record.</summary>
/// <param name="Phase">What is being done.</param>
/// <param name="TrialsCompleted">Trials whose outcome is recorded.</param>
/// <param name="TrialsTotal">Trials asked for.</param>
/// <param name="BestScore">The best objective so far; absent before the first feasible trial.</param>
/// <param name="Percent">0 to 100, never falling.</param>
/// <param name="ElapsedMs">Milliseconds since the job was created.</param>
/// <param name="RemainingMs">Estimated milliseconds to the end; absent while unknown.</param>
public sealed record JobProgress(
    JobPhase Phase, int TrialsCompleted, int TrialsTotal, double? BestScore, double Percent, long ElapsedMs, long? RemainingMs)
{
    private const double LoadedPercent = 5;
    private const double EvaluatedPercent = 98;

    /// <summary>The progress of a job that waits.</summary>
    public static JobProgress Waiting(int trialsTotal) => new(JobPhase.Queued, 0, trialsTotal, null, 0, 0, null);

    /// <summary>
    /// The progress in a phase. Loading spans the first 5 percent, the trials the next 93, and fitting counts as part of
    /// the trial that it precedes, so that percent never falls from one phase to the next.
    /// </summary>
    /// <param name="phase">What is being done.</param>
    /// <param name="completed">Trials whose outcome is recorded.</param>
    /// <param name="total">Trials asked for; at least one.</param>
    /// <param name="best">The best objective so far.</param>
    /// <param name="elapsed">Time since the job was created.</param>
    public static JobProgress At(JobPhase phase, int completed, int total, double? best, TimeSpan elapsed)
    {
        var percent = phase switch
        {
            JobPhase.Queued => 0,
            JobPhase.Loading => 1,
            JobPhase.Done => 100,
            JobPhase.Publishing => EvaluatedPercent,
            JobPhase.Evaluating => TrialPercent(completed + 0.5, total),
            _ => TrialPercent(completed, total),
        };
        long? remaining = completed > 0 && completed < total
            ? (long)(elapsed.TotalMilliseconds / completed * (total - completed))
            : null;
        return new JobProgress(phase, completed, total, best, Math.Round(percent, 1), (long)elapsed.TotalMilliseconds, remaining);
    }

    private static double TrialPercent(double completed, int total) =>
        LoadedPercent + ((EvaluatedPercent - LoadedPercent) * Math.Min(completed, total) / total);
}
