using Microsoft.Extensions.Logging;

namespace Trad.Training.Jobs;

/// <summary>
/// What happens to jobs, as lines of the app's log, for whoever collects it: each carries the job's number and identity, and is written
/// once, by who recorded what it tells. A job's own log, its journal, tells more, to who reads the job.
/// </summary>
public static partial class JobLines
{
    /// <summary>A job was recorded.</summary>
    public static void TellRecorded(this ILogger log, TrainingJob job) => Recorded(
        log, job.Number, job.Id, job.Request.Strategy, job.Request.Exchange, string.Join(',', job.Request.AllSymbols), job.Request.Interval,
        job.Request.Trials!.Value);

    /// <summary>An attempt began.</summary>
    public static void TellStarted(this ILogger log, TrainingJob job) => Started(log, job.Number, job.Id, job.Attempt);

    /// <summary>Somebody asked a finished job to go on.</summary>
    public static void TellResumed(this ILogger log, TrainingJob job) =>
        Resumed(log, job.Number, job.Id, job.Attempt, job.Progress.TrialsCompleted, job.Request.Trials!.Value);

    /// <summary>A job that nobody worked on goes on.</summary>
    public static void TellRecovered(this ILogger log, TrainingJob job, string reason) =>
        Recovered(log, job.Number, job.Id, job.Attempt, job.Recoveries, reason);

    /// <summary>The orchestration of a job failed, which none should, whatever becomes of the job.</summary>
    public static void TellOrchestrationFailed(this ILogger log, TrainingJob job, string reason) =>
        OrchestrationFailed(log, job.Number, job.Id, job.Attempt, reason);

    /// <summary>Somebody asked a job to end.</summary>
    public static void TellCancelRequested(this ILogger log, TrainingJob job) =>
        CancelRequested(log, job.Number, job.Id, job.Attempt, job.PublishOnCancel);

    /// <summary>A job ended.</summary>
    public static void TellEnded(this ILogger log, TrainingJob job) => Ended(
        log, job.State == JobState.Failed ? LogLevel.Warning : LogLevel.Information, job.Number, job.Id, job.Attempt,
        EnumNames.Format(job.State), job.Progress.TrialsCompleted, Math.Round(job.DurationsMs?.Total ?? 0),
        job.Error ?? (job.Endings.Count > 0 ? string.Join(' ', job.Endings) : "as it should"));

    [LoggerMessage(1101, LogLevel.Information,
        "Job {Job} ({JobId}) was recorded: {Strategy} on {Exchange} {Symbols} {Interval}, {Trials} trials")]
    private static partial void Recorded(
        ILogger log, int job, string jobId, string? strategy, string? exchange, string symbols, string? interval, int trials);

    [LoggerMessage(1102, LogLevel.Information, "Job {Job} ({JobId}) starts its attempt {Attempt}")]
    private static partial void Started(ILogger log, int job, string jobId, int attempt);

    [LoggerMessage(1103, LogLevel.Information,
        "Job {Job} ({JobId}) is to go on as attempt {Attempt}, from {TrialsCompleted} to {Trials} trials")]
    private static partial void Resumed(ILogger log, int job, string jobId, int attempt, int trialsCompleted, int trials);

    [LoggerMessage(1104, LogLevel.Warning, "Job {Job} ({JobId}) goes on as attempt {Attempt}, recovery {Recovery}: {Reason}")]
    private static partial void Recovered(ILogger log, int job, string jobId, int attempt, int recovery, string reason);

    [LoggerMessage(1105, LogLevel.Information, "Job {Job} ({JobId}), attempt {Attempt}, is to be cancelled; published: {IsPublished}")]
    private static partial void CancelRequested(ILogger log, int job, string jobId, int attempt, bool isPublished);

    [LoggerMessage(
        EventId = 1106,
        Message = "Job {Job} ({JobId}), attempt {Attempt}, ended as {State} after {TrialsCompleted} trials in {Milliseconds} ms: {Reason}")]
    private static partial void Ended(
        ILogger log, LogLevel level, int job, string jobId, int attempt, string state, int trialsCompleted, double milliseconds,
        string reason);

    [LoggerMessage(1107, LogLevel.Error, "Job {Job} ({JobId}) lost its attempt {Attempt}: {Reason}")]
    private static partial void OrchestrationFailed(ILogger log, int job, string jobId, int attempt, string reason);
}
