namespace Trad.Training.Jobs;

/// <summary>How long a job was in a phase, so that a slow job explains itself.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="StartedAt">When the job first entered it.</param>
/// <param name="DurationMs">Milliseconds spent in it, over all rounds.</param>
public sealed record PhaseTiming(JobPhase Phase, DateTimeOffset StartedAt, double DurationMs);
