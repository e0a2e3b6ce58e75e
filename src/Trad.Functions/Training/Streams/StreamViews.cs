namespace Trad.Functions.Training.Streams;

/// <summary>An event of a job as it goes over the wire.</summary>
/// <param name="Sequence">Its number in the job's journal; those of events that are not for readers never appear in a stream.</param>
/// <param name="Bytes">The event; empty for one that is not for readers.</param>
internal sealed record StreamFrame(int Sequence, ReadOnlyMemory<byte> Bytes);

/// <summary>What is known of a job at a moment.</summary>
/// <param name="Frames">Everything in the journal, in order.</param>
/// <param name="Progress">The latest progress; absent before the first.</param>
/// <param name="Done">The last event, with the finished job; absent while the job is not over.</param>
/// <param name="Changed">Ends when there is something new.</param>
internal sealed record JournalView(ArraySegment<StreamFrame> Frames, ReadOnlyMemory<byte>? Progress, StreamFrame? Done, Task Changed);

/// <summary>The latest of a job, for the jobs list.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Version">Grows with every change of any job.</param>
/// <param name="Sequence">The last change of it in the feed that this shows; −1 when it was known before anybody read.</param>
/// <param name="At">When it was noticed.</param>
/// <param name="IsOver">Whether the job is finished or gone.</param>
/// <param name="Frame">The event, without an id.</param>
internal sealed record JobUpdate(string JobId, long Version, int Sequence, DateTimeOffset At, bool IsOver, ReadOnlyMemory<byte> Frame);

/// <summary>What is known of all jobs at a moment.</summary>
/// <param name="Updates">The latest of each job that is not over or was not long ago.</param>
/// <param name="Version">The version of the newest.</param>
/// <param name="Next">The number that the next change in the feed will have.</param>
/// <param name="Forgotten">The last change that the updates no longer show; −1 for none.</param>
/// <param name="Changed">Ends when there is something new.</param>
internal sealed record FeedView(IReadOnlyList<JobUpdate> Updates, long Version, int Next, int Forgotten, Task Changed);
