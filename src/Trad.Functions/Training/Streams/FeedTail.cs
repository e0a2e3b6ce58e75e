using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Trad.Candles.Stores;
using Trad.Training.Jobs;

namespace Trad.Functions.Training.Streams;

/// <summary>
/// Follows every job for all readers of the jobs list in this process, while there are any: the changes that any process
/// wrote into the feed, and the progress of running jobs.
/// </summary>
public sealed class FeedTail(
    IJobFeed feed, IJobBacklog backlog, JobReader reader, JobSignals signals, TimeProvider clock, ILogger<FeedTail> log) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // A finished job is kept so long, for readers who are behind.
    private static readonly TimeSpan Retention = TimeSpan.FromMinutes(1);

    private readonly Lock _guard = new();
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JobUpdate> _updates = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? _following;
    private long _version;
    private int _next;
    private int _forgotten = -1;
    private int _readers;

    /// <summary>Readers now.</summary>
    public int Count
    {
        get
        {
            lock (_guard)
            {
                return _readers;
            }
        }
    }

    internal void Enter()
    {
        lock (_guard)
        {
            if (_readers++ == 0)
            {
                _following = new CancellationTokenSource();
                _loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                signals.Stored += OnStored;
                var (stopping, loaded) = (_following.Token, _loaded);
                _ = Task.Run(() => FollowAsync(loaded, stopping), CancellationToken.None);
            }
        }
    }

    internal void Leave()
    {
        lock (_guard)
        {
            if (--_readers == 0)
            {
                signals.Stored -= OnStored;
                _following!.Cancel();
                _following.Dispose();
                _following = null;
                _updates.Clear();
                _told.Clear();
                _forgotten = -1;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _following?.Cancel();
        _following?.Dispose();
    }

    /// <summary>What is known, once every job that is not over has been read.</summary>
    internal async Task<FeedView> ViewAsync(CancellationToken cancellationToken)
    {
        await _loaded.Task.WaitAsync(cancellationToken);
        lock (_guard)
        {
            return new FeedView([.. _updates.Values], _version, _next, _forgotten, _changed.Task);
        }
    }

    private void OnStored(string jobId) => _told[jobId] = true;

    private async Task FollowAsync(TaskCompletionSource loaded, CancellationToken stopping)
    {
        var known = new JobQueueState([], null);
        var next = -1;
        var polled = 0L;
        try
        {
            while (true)
            {
                if (next < 0 || !_told.IsEmpty || clock.GetElapsedTime(polled) >= Interval)
                {
                    polled = clock.GetTimestamp();
                    (known, next) = await PollAsync(known, next, stopping);
                    if (next >= 0)
                    {
                        loaded.TrySetResult();
                    }
                }

                await Task.Delay(Pause, clock, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The last reader is gone.
        }
    }

    private async Task<(JobQueueState Known, int Next)> PollAsync(JobQueueState before, int from, CancellationToken stopping)
    {
        try
        {
            var told = _told.Keys.ToList();
            told.ForEach(id => _told.TryRemove(id, out _));

            // The end of the feed first: what comes behind it is seen later, and what came before it is in the queue.
            var next = from < 0 ? await feed.EndAsync(stopping) : from;
            var changes = new Dictionary<string, JobChange>(StringComparer.Ordinal);
            while (await feed.ReadNextAsync(next, stopping) is { Count: > 0 } more)
            {
                foreach (var change in more)
                {
                    changes[change.JobId] = change;
                }

                next = more[^1].Sequence + 1;
            }

            var now = await backlog.ReadAsync(stopping);
            foreach (var id in changes.Keys.Union(QueueChanges(before, now)).Union(told).ToList())
            {
                var change = changes.GetValueOrDefault(id);
                var job = change is { IsRemoval: true } ? null : await FindAsync(id, stopping);
                Tell(id, job, change?.Sequence ?? -1, stopping);
            }

            lock (_guard)
            {
                // Another may follow by now, for readers who came after the last had gone.
                _next = stopping.IsCancellationRequested ? _next : next;
            }

            return (now, next);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            log.LogWarning(failure, "The jobs could not be read; trying again");
            return (before, from);
        }
    }

    // A job whose record cannot be read is none that a list could show.
    private async Task<TrainingJob?> FindAsync(string id, CancellationToken stopping)
    {
        try
        {
            return await reader.FindAsync(id, stopping);
        }
        catch (DamagedRecordException)
        {
            return null;
        }
    }

    // Running jobs make progress; the places of waiting ones change only together; what has left the queue has ended.
    private static IEnumerable<string> QueueChanges(JobQueueState before, JobQueueState now)
    {
        var (waited, waiting) = (before.Waiting.Select(job => job.Id).ToList(), now.Waiting.Select(job => job.Id).ToList());
        return now.Jobs.Where(job => job.StartedAt is not null).Select(job => job.Id)
            .Concat(waited.SequenceEqual(waiting, StringComparer.Ordinal) ? [] : waiting)
            .Concat(before.Jobs.Select(job => job.Id).Except(now.Jobs.Select(job => job.Id), StringComparer.Ordinal));
    }

    private void Tell(string id, TrainingJob? job, int sequence, CancellationToken stopping)
    {
        var frame = job is null ? ServerSentEvent.Write("removed", new { id }) : ServerSentEvent.Write("job", job.Outline());
        lock (_guard)
        {
            var known = _updates.GetValueOrDefault(id);
            sequence = Math.Max(sequence, known?.Sequence ?? -1);
            if (stopping.IsCancellationRequested
                || (known is not null && known.Sequence == sequence && known.Frame.Span.SequenceEqual(frame.Span)))
            {
                return;
            }

            var moment = clock.GetUtcNow();
            foreach (var old in _updates.Values.Where(update => update.IsOver && moment - update.At > Retention).ToList())
            {
                _updates.Remove(old.JobId);
                _forgotten = Math.Max(_forgotten, old.Sequence);
            }

            _updates[id] = new JobUpdate(id, ++_version, sequence, moment, job is null or { IsFinished: true }, frame);
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
