namespace Trad.Functions.Training.Streams;

/// <summary>What a watch knows at a moment.</summary>
/// <param name="Frames">Everything in the journal, in order.</param>
/// <param name="Progress">The latest progress; absent before the first.</param>
/// <param name="Done">The last event, with the finished job; absent while the job is not over.</param>
/// <param name="Changed">Ends when there is something new.</param>
internal sealed record WatchView(ArraySegment<StreamFrame> Frames, ReadOnlyMemory<byte>? Progress, StreamFrame? Done, Task Changed);
