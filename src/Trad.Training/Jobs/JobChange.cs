namespace Trad.Training.Jobs;

/// <summary>A job came, changed its state, or is removed.</summary>
/// <param name="Sequence">Its place in the feed, counted from 0 without holes.</param>
/// <param name="JobId">The job.</param>
/// <param name="IsRemoval">Whether the job is being removed.</param>
public sealed record JobChange(int Sequence, string JobId, bool IsRemoval);
