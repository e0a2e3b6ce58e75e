namespace Trad.Functions.Training.Streams;

/// <summary>The latest of a job, for the jobs list.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Version">Grows with every change of any job.</param>
/// <param name="Sequence">The last change of it in the feed that this shows; −1 when it was known before the watch began.</param>
/// <param name="At">When it was noticed.</param>
/// <param name="IsOver">Whether the job is finished or gone.</param>
/// <param name="Frame">The event, without an id.</param>
internal sealed record JobNews(string JobId, long Version, int Sequence, DateTimeOffset At, bool IsOver, ReadOnlyMemory<byte> Frame);
