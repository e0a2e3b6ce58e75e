namespace Trad.Training.Jobs;

/// <summary>How an attempt of a job ends, and how far it came.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="State">What becomes of the job.</param>
/// <param name="Reason">Why, when it is not simply done; for people.</param>
public sealed record JobEnd(string JobId, int Attempt, JobState State, string? Reason = null)
{
    /// <summary>Trials done, when all the work was.</summary>
    public int Completed { get; init; }

    /// <summary>The phases of the attempt; null when whoever ends it does not know them.</summary>
    public PhaseLog? Phases { get; init; }

    /// <summary>Where its time went; null when whoever ends it does not know that.</summary>
    public WorkTimes? Work { get; init; }
}
