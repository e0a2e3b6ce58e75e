using Trad.Training.Jobs;

namespace Trad.Functions.Progress;

/// <summary>Where a step stands within its job.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Attempt">Its attempt.</param>
/// <param name="QueuedAt">When the attempt was asked for.</param>
/// <param name="Phase">What the step does.</param>
/// <param name="Round">The round it belongs to.</param>
/// <param name="Completed">Trials of earlier rounds.</param>
/// <param name="Total">Trials of the job.</param>
/// <param name="BestScore">The best objective of earlier rounds.</param>
/// <param name="Upcoming">Trials of this round.</param>
/// <param name="Expected">How long the step is expected to take, when it reports nothing itself.</param>
public sealed record StepScope(
    string JobId,
    int Attempt,
    DateTimeOffset QueuedAt,
    JobPhase Phase,
    int Round = 0,
    int Completed = 0,
    int Total = 1,
    double? BestScore = null,
    int Upcoming = 0,
    TimeSpan? Expected = null);
