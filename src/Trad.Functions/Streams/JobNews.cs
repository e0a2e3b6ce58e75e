namespace Trad.Functions.Streams;

/// <summary>The latest of a job, for the jobs list.</summary>
/// <param name="Version">Grows with every change of any job.</param>
/// <param name="At">When it was noticed.</param>
/// <param name="IsOver">Whether the job is finished or gone.</param>
/// <param name="Frame">The event.</param>
internal sealed record JobNews(long Version, DateTimeOffset At, bool IsOver, ReadOnlyMemory<byte> Frame);
