using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Trad.Functions.Jobs;
using Trad.Functions.Progress;
using Trad.Training.Jobs;

namespace Trad.Functions.Streams;

/// <summary>
/// Follows one job for all its readers in this process: reads what is stored, when this process stored something and a few
/// times a second in any case, because other machines store too.
/// </summary>
internal sealed class JobWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly string _jobId;
    private readonly IJobJournal _journal;
    private readonly IProgressStore _progress;
    private readonly JobReader _reader;
    private readonly JobSignals _signals;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<bool> _stored = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _guard = new();
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StreamFrame[] _frames = [];
    private ReadOnlyMemory<byte>? _progressFrame;
    private string? _progressVersion;
    private StreamFrame? _done;
    private bool _isReopened;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public JobWatch(string jobId, IJobJournal journal, IProgressStore progress, JobReader reader, JobSignals signals, TimeProvider clock, ILogger log)
    {
        _jobId = jobId;
        _journal = journal;
        _progress = progress;
        _reader = reader;
        _signals = signals;
        _clock = clock;
        _log = log;
        signals.Stored += OnStored;
        _ = Task.Run(FollowAsync);
    }

    /// <summary>Readers; the watch ends with the last of them.</summary>
    public int Readers { get; set; }

    /// <summary>What is known now, once the journal has been read for the first time.</summary>
    public async Task<WatchView> ViewAsync(CancellationToken cancellationToken)
    {
        await _loaded.Task.WaitAsync(cancellationToken);
        lock (_guard)
        {
            return new WatchView(_frames, _progressFrame, _done, _changed.Task);
        }
    }

    public void Dispose()
    {
        _signals.Stored -= OnStored;
        _stopping.Cancel();
    }

    private void OnStored(string jobId)
    {
        if (jobId == _jobId)
        {
            _stored.Writer.TryWrite(true);
        }
    }

    private async Task FollowAsync()
    {
        try
        {
            Add(await RepeatAsync(() => _journal.ReadAsync(_jobId, -1, _stopping.Token)));
            while (true)
            {
                await RepeatAsync(LookAsync);
                _loaded.TrySetResult();
                await Task.WhenAny(_stored.Reader.WaitToReadAsync(_stopping.Token).AsTask(), Task.Delay(Interval, _clock, _stopping.Token));
                _stopping.Token.ThrowIfCancellationRequested();
                _stored.Reader.TryRead(out _);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            _loaded.TrySetCanceled();
        }
        finally
        {
            _stopping.Dispose();
        }
    }

    private async Task<bool> LookAsync()
    {
        var isLast = false;
        while (await _journal.ReadNextAsync(_jobId, _frames.Length == 0 ? 0 : _frames[^1].Sequence + 1, _stopping.Token) is { Count: > 0 } next)
        {
            Add(next);
            isLast |= next[^1].Kind == JobEventKind.Done;
        }

        if (await _progress.FindAsync(_jobId, _stopping.Token) is { Progress: { } progress } recorded && recorded.Version != _progressVersion)
        {
            _progressVersion = recorded.Version;
            Publish(() => _progressFrame = ServerSentEvent.Write("progress", progress));
        }

        // A job is recorded as finished before the end is written behind everything else.
        if (isLast || _isReopened || !_loaded.Task.IsCompleted)
        {
            _isReopened = false;
            var job = await _reader.FindAsync(_jobId, _stopping.Token);
            if (job is { IsFinished: true })
            {
                var sequence = _frames.Length == 0 ? 0 : _frames[^1].Sequence;
                Publish(() =>
                {
                    _progressFrame = ServerSentEvent.Write("progress", job.Progress);
                    _done = new StreamFrame(sequence, ServerSentEvent.Write("done", job, sequence));
                });
            }
        }

        return true;
    }

    private void Add(IReadOnlyList<JobEvent> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        // What comes behind an end belongs to a resumption, or is a late line of a cancelled job; the job tells which.
        Publish(() =>
        {
            _isReopened |= _done is not null;
            _frames = [.. _frames, .. events.Select(ToFrame)];
            _done = null;
        });
    }

    private void Publish(Action change)
    {
        TaskCompletionSource changed;
        lock (_guard)
        {
            change();
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.TrySetResult();
    }

    private async Task<T> RepeatAsync<T>(Func<Task<T>> read)
    {
        while (true)
        {
            try
            {
                return await read();
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !_stopping.IsCancellationRequested)
            {
                _log.LogWarning(failure, "The journal of the job {Job} could not be read; trying again", _jobId);
                await Task.Delay(Patience, _clock, _stopping.Token);
            }
        }
    }

    private static StreamFrame ToFrame(JobEvent happened) => new(happened.Sequence, happened.Kind switch
    {
        JobEventKind.Log => ServerSentEvent.Write("log", happened.ToLogLine(), happened.Sequence),
        JobEventKind.Trial => ServerSentEvent.Write("trial", happened.Trial, happened.Sequence),
        _ => ReadOnlyMemory<byte>.Empty,
    });
}
