using Trad.Candles.Stores;
using Trad.Training.Jobs;

namespace Trad.Functions.Training.Streams;

/// <summary>
/// Sends the changes of all jobs to one reader. An event with an id shows at least the change of that number in the feed,
/// and every lower one has been shown before it; an event without is progress, of which only the latest matters.
/// </summary>
internal sealed class JobsEventStream(
    FeedTail tail, IJobFeed feed, JobReader reader, EventStream stream, CancellationToken cancellationToken)
{
    private int _last;

    /// <summary>
    /// Sends what changed behind an id, else every job that is not over; then what comes, until the stream has lived long enough.
    /// </summary>
    /// <param name="after">The last change that the reader knows; −1 for none.</param>
    public async Task WriteAsync(int after)
    {
        await stream.StartAsync();
        var view = await tail.ViewAsync(cancellationToken);
        if (after < 0 || !await CatchUpAsync(after))
        {
            await BeginAsync(view);
        }

        while (true)
        {
            await stream.FlushAsync();
            if (!await stream.WaitAsync(view.Changed))
            {
                return;
            }

            var told = view.Version;
            view = await tail.ViewAsync(cancellationToken);

            // A reader who was away so long that changes have been forgotten gets them from the feed.
            if (view.Forgotten > _last && !await CatchUpAsync(_last))
            {
                await BeginAsync(view);
            }

            await TellAsync(view.Updates.Where(update => update.Version > told));
        }
    }

    private async Task BeginAsync(FeedView view)
    {
        var shown = view.Updates.Where(update => !update.IsOver || update.Sequence >= view.Next);
        foreach (var update in shown.OrderBy(update => update.Version))
        {
            await stream.SendAsync(update.Frame);
        }

        _last = view.Next - 1;
        if (_last >= 0)
        {
            await stream.SendAsync(ServerSentEvent.Mark(_last));
        }
    }

    // Several changes of a job are shown as one, in the place of the last.
    private async Task<bool> CatchUpAsync(int after)
    {
        if (await feed.ReadAsync(after + 1, cancellationToken) is not { } changes)
        {
            return false;
        }

        _last = after;
        foreach (var change in changes.GroupBy(
            change => change.JobId, StringComparer.Ordinal).Select(group => group.Last()).OrderBy(change => change.Sequence))
        {
            var job = change.IsRemoval ? null : await FindAsync(change.JobId);
            await SendAsync(
                change.Sequence,
                job is null ? ServerSentEvent.Write("removed", new { id = change.JobId }) : ServerSentEvent.Write("job", job.Outline()));
        }

        return true;
    }

    // A job whose record cannot be read is none that a list could show.
    private async Task<TrainingJob?> FindAsync(string id)
    {
        try
        {
            return await reader.FindAsync(id, cancellationToken);
        }
        catch (DamagedRecordException)
        {
            return null;
        }
    }

    private async Task TellAsync(IEnumerable<JobUpdate> updates)
    {
        // Changes first, by number: a reader who is cut off in between has every change up to the last id.
        var isChange = updates.ToLookup(update => update.Sequence > _last);
        foreach (var change in isChange[true].OrderBy(update => update.Sequence))
        {
            await SendAsync(change.Sequence, change.Frame);
        }

        foreach (var progress in isChange[false].OrderBy(update => update.Version))
        {
            await stream.SendAsync(progress.Frame);
        }
    }

    private async Task SendAsync(int id, ReadOnlyMemory<byte> frame)
    {
        await stream.SendAsync(ServerSentEvent.Id(id));
        await stream.SendAsync(frame);
        _last = id;
    }
}
