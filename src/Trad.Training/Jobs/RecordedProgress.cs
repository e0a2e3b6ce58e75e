namespace Trad.Training.Jobs;

/// <summary>Live progress as it is stored.</summary>
/// <param name="Attempt">The attempt that it belongs to.</param>
/// <param name="Progress">How far it is; absent before the first report.</param>
/// <param name="Phases">Which phases it has been in; absent before the first report.</param>
/// <param name="At">When it was recorded: the job's last sign of life.</param>
/// <param name="IsCancelRequested">Whether the attempt shall be cancelled.</param>
/// <param name="Version">Changes with every write.</param>
public sealed record RecordedProgress(
    int Attempt, JobProgress? Progress, PhaseLog? Phases, DateTimeOffset At, bool IsCancelRequested, string Version);
