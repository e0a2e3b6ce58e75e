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
    /// <summary>The part of the phase that was done before the step and those beside it began, 0 to 1.</summary>
    public double From { get; init; }

    /// <summary>The part of the phase that the step is, 0 to 1.</summary>
    public double Span { get; init; } = 1;

    /// <summary>
    /// Which of several pieces of work that are done side by side the step is, those with the same <see cref="From"/>: what is done of
    /// each adds up, whichever ends first. Null where a step is alone.
    /// </summary>
    public string? Piece { get; init; }

    /// <summary>What the step does.</summary>
    public JobPhase Phase => Phases.Phase;
}

/// <summary>How much of a step is done, judged by how long such steps took before.</summary>
public static class StepEstimate
{
    // Up to here the fraction follows the clock; beyond, it approaches the end without reaching it.
    private const double Straight = 0.8;

    /// <summary>
    /// The fraction of a step after some time: proportional to the time up to four fifths of the expected duration, then
    /// ever slower, with no jump in value or speed, so that it still moves when the step takes ten times as long. Below 1
    /// for every time: a slow step never looks finished.
    /// </summary>
    /// <param name="elapsed">Time since the step began.</param>
    /// <param name="expected">What such a step is expected to take; above zero.</param>
    public static double Fraction(TimeSpan elapsed, TimeSpan expected)
    {
        var ratio = elapsed / expected;
        if (ratio <= Straight)
        {
            return Math.Max(0, ratio);
        }

        // A hyperbola: the fifth that is left halves whenever the time beyond doubles.
        const double Left = 1 - Straight;
        return Math.Min(Math.BitDecrement(1.0), 1 - (Left / (1 + ((ratio - Straight) / Left))));
    }
}
