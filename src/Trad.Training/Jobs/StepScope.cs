namespace Trad.Training.Jobs;

/// <summary>Where a step stands within its job.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Attempt">Its attempt.</param>
/// <param name="QueuedAt">When the attempt was asked for.</param>
/// <param name="Phases">The phases up to this one, which is what the step does.</param>
/// <param name="Expected">How long the step, or each of its trials, is expected to take.</param>
/// <param name="Round">The round it belongs to.</param>
/// <param name="Completed">Trials of earlier rounds.</param>
/// <param name="Total">Trials of the job.</param>
/// <param name="BestScore">The best objective of earlier rounds.</param>
/// <param name="Upcoming">Trials that the round spans.</param>
/// <param name="Candidates">Trials that the round backtests, when that is what the step does.</param>
/// <param name="Share">The part of a trial that each of its backtests is.</param>
/// <param name="Floor">What was told of the job before; progress never falls behind it.</param>
public sealed record StepScope(
    string JobId,
    int Attempt,
    DateTimeOffset QueuedAt,
    PhaseLog Phases,
    TimeSpan Expected,
    int Round = 0,
    int Completed = 0,
    int Total = 1,
    double? BestScore = null,
    int Upcoming = 0,
    int Candidates = 0,
    double Share = 1,
    JobProgress? Floor = null)
{
    /// <summary>The part of the phase that was done before the step, 0 to 1.</summary>
    public double From { get; init; }

    /// <summary>The part of the phase that the step is, 0 to 1.</summary>
    public double Span { get; init; } = 1;

    /// <summary>What the step does.</summary>
    public JobPhase Phase => Phases.Phase;
}
