namespace Trad.Functions.Training.Streams;

/// <summary>Sends one job's events to one reader.</summary>
internal static class JobEventStream
{
    /// <summary>Sends everything behind an event, then what comes, until the job is over or the stream has lived long enough.</summary>
    /// <param name="tail">Follows the job.</param>
    /// <param name="stream">Goes to the reader.</param>
    /// <param name="after">The last event that the reader has; −1 for none.</param>
    /// <param name="cancellationToken">Cancelled when the reader is gone.</param>
    public static async Task WriteAsync(JournalTail tail, EventStream stream, int after, CancellationToken cancellationToken)
    {
        await stream.StartAsync();
        var next = -1;
        ReadOnlyMemory<byte>? progress = null;
        while (true)
        {
            var view = await tail.ViewAsync(cancellationToken);
            for (next = next < 0 ? CountUpTo(view.Frames, after) : next; next < view.Frames.Count; next++)
            {
                if (!view.Frames[next].Bytes.IsEmpty)
                {
                    await stream.SendAsync(view.Frames[next].Bytes);
                }
            }

            if (view.Progress is { } latest && !(progress is { } sent && latest.Span.SequenceEqual(sent.Span)))
            {
                await stream.SendAsync(latest);
                progress = latest;
            }

            if (view.Done is { } done)
            {
                await stream.SendAsync(done.Bytes);
                await stream.FlushAsync();
                return;
            }

            await stream.FlushAsync();
            if (!await stream.WaitAsync(view.Changed))
            {
                return;
            }
        }
    }

    private static int CountUpTo(ArraySegment<StreamFrame> frames, int sequence) => frames.Count(frame => frame.Sequence <= sequence);
}
