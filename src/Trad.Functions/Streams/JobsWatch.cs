using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Trad.Functions.Jobs;
using Trad.Functions.Progress;
using Trad.Training.Jobs;

namespace Trad.Functions.Streams;

/// <summary>Follows every job that is not finished, for all readers of the jobs list in this process, while there are any.</summary>
public sealed class JobsWatch(IJobBacklog backlog, JobReader reader, JobSignals signals, TimeProvider clock, ILogger<JobsWatch> log)
    : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // A finished job is kept so long, for readers who are behind.
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    private readonly Lock _guard = new();
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JobNews> _news = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? _following;
    private long _version;
    private int _readers;

    internal void Enter()
    {
        lock (_guard)
        {
            if (_readers++ == 0)
            {
                _following = new CancellationTokenSource();
                signals.Stored += OnStored;
                var stopping = _following.Token;
                _ = Task.Run(() => FollowAsync(stopping), CancellationToken.None);
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
                _news.Clear();
                _told.Clear();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _following?.Dispose();

    /// <summary>What has changed since a version, oldest first, and what ends with the next change.</summary>
    internal (IReadOnlyList<JobNews> News, Task Changed) Since(long version)
    {
        lock (_guard)
        {
            return ([.. _news.Values.Where(news => news.Version > version).OrderBy(news => news.Version)], _changed.Task);
        }
    }

    private void OnStored(string jobId) => _told[jobId] = true;

    private async Task FollowAsync(CancellationToken stopping)
    {
        var unfinished = new HashSet<string>(StringComparer.Ordinal);
        var looked = clock.GetTimestamp() - clock.TimestampFrequency;
        try
        {
            while (true)
            {
                if (!_told.IsEmpty || clock.GetElapsedTime(looked) >= Interval)
                {
                    looked = clock.GetTimestamp();
                    unfinished = await LookAsync(unfinished, stopping);
                }

                await Task.Delay(Pause, clock, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The last reader is gone.
        }
    }

    private async Task<HashSet<string>> LookAsync(HashSet<string> before, CancellationToken stopping)
    {
        try
        {
            var told = _told.Keys.ToList();
            told.ForEach(id => _told.TryRemove(id, out _));
            var now = (await backlog.ReadAsync(stopping)).Jobs.Select(job => job.Id).ToHashSet(StringComparer.Ordinal);
            foreach (var id in now.Union(before).Union(told))
            {
                Tell(id, await reader.FindAsync(id, stopping));
            }

            return now;
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            log.LogWarning(failure, "The jobs could not be read; trying again");
            return before;
        }
    }

    private void Tell(string id, TrainingJob? job)
    {
        var frame = job is null ? ServerSentEvent.Write("removed", new { id }) : ServerSentEvent.Write("job", job);
        lock (_guard)
        {
            if (_news.TryGetValue(id, out var known) && known.Frame.Span.SequenceEqual(frame.Span))
            {
                return;
            }

            var moment = clock.GetUtcNow();
            foreach (var old in _news.Where(entry => entry.Value.IsOver && moment - entry.Value.At > Memory).Select(entry => entry.Key).ToList())
            {
                _news.Remove(old);
            }

            _news[id] = new JobNews(++_version, moment, job is null or { IsFinished: true }, frame);
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
