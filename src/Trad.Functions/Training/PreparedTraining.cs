using Trad.Training.Jobs;

namespace Trad.Functions.Training;

/// <summary>What preparing the data came to.</summary>
/// <param name="Continuation">Where the attempt begins; absent when the job cannot run, is over or was cancelled.</param>
/// <param name="Error">Why the job cannot run; absent otherwise.</param>
/// <param name="StartedAt">When preparing began.</param>
/// <param name="Deadline">When no new round begins any more; absent without a limit.</param>
/// <param name="Milliseconds">How long reading and planning took.</param>
/// <param name="StorageMs">How long reading and recording the job took.</param>
public sealed record PreparedTraining(
    JobContinuation? Continuation, string? Error, DateTimeOffset StartedAt, DateTimeOffset? Deadline, double Milliseconds, double StorageMs);
