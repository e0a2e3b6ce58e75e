using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Trad.Training.Jobs;

namespace Trad.Functions.Training.Streams;

/// <summary>
/// Follows one job for all its readers in this process: reads what is stored, when this process stored something and a few
/// times a second in any case, because other machines store too.
/// </summary>
internal sealed class JournalTail : IDisposable
{
    // Other machines report progress several times a second, so that while anything happens readers have something new after
    // 250 ms at most; a job that waits for its turn costs little.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(125);
    private static readonly TimeSpan QuietInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(5);

    private readonly string _jobId;
    private readonly IJobJournal _journal;
    private readonly IProgressStore _progress;
    private readonly JobReader _reader;
    private readonly JobSignals _signals;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline _reads;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<bool> _stored =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _guard = new();
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StreamFrame[] _frames = new StreamFrame[16];
    private int _count;
    private int _attempt;
    private long _lastChange;
    private ReadOnlyMemory<byte>? _progressFrame;
    private string? _progressVersion;
    private DateTimeOffset? _silentSince;
    private StreamFrame? _done;
    private int _endedAttempt;
    private bool _isJobRead;
    private bool _mayBeOver;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public JournalTail(
        string jobId, IJobJournal journal, IProgressStore progress, JobReader reader, JobSignals signals, TimeProvider clock, ILogger log)
    {
        _jobId = jobId;
        _journal = journal;
        _progress = progress;
        _reader = reader;
        _signals = signals;
        _clock = clock;
        _reads = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = static read => ValueTask.FromResult(read.Outcome.Exception is not null),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Constant,
                Delay = Patience,
                OnRetry = read =>
                {
                    log.LogWarning(
                        read.Outcome.Exception, "The journal of the job {JobId} could not be read; trying again", jobId);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
        signals.Stored += OnStored;
        _ = Task.Run(FollowAsync);
    }

    /// <summary>Readers; following ends with the last of them.</summary>
    public int Readers { get; set; }

    /// <summary>What is known now, once the journal has been read for the first time.</summary>
    public async Task<JournalView> ViewAsync(CancellationToken cancellationToken)
    {
        await _loaded.Task.WaitAsync(cancellationToken);
        lock (_guard)
        {
            return new JournalView(new ArraySegment<StreamFrame>(_frames, 0, _count), _progressFrame, _done, _changed.Task);
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
            Add(await RepeatAsync(() => _journal.ReadForReadersAsync(_jobId, _stopping.Token)));
            Task<bool>? stored = null;
            while (true)
            {
                await RepeatAsync(PollAsync);
                _loaded.TrySetResult();
                stored ??= _stored.Reader.WaitToReadAsync(_stopping.Token).AsTask();
                var interval = _clock.GetElapsedTime(_lastChange) < Quiet ? Interval : QuietInterval;
                if (await Task.WhenAny(stored, Task.Delay(interval, _clock, _stopping.Token)) == stored)
                {
                    stored = null;
                }

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

    private async Task<bool> PollAsync()
    {
        while (await _journal.ReadNextAsync(
            _jobId, _count == 0 ? 0 : _frames[_count - 1].Sequence + 1, _stopping.Token) is { Count: > 0 } next)
        {
            Add(next);
        }

        if (_isJobRead)
        {
            await PollProgressAsync();
        }

        if (!_isJobRead || _mayBeOver)
        {
            await PollJobAsync();
        }

        return true;
    }

    // What is left of an attempt that is over is not how far the next one is.
    private async Task PollProgressAsync()
    {
        if (_done is null
            && await _progress.FindAsync(_jobId, _stopping.Token) is { Progress: not null } recorded
            && recorded.Attempt >= _attempt
            && recorded.ToldAt(_clock.GetUtcNow()) is { } progress
            && (recorded.Version != _progressVersion || progress.SilentSince != _silentSince))
        {
            (_progressVersion, _attempt, _silentSince) = (recorded.Version, recorded.Attempt, progress.SilentSince);
            Publish(() => _progressFrame = ServerSentEvent.Write("progress", progress));
        }
    }

    // A job is recorded as finished before the end is written behind everything else, which is waited for; a host that was
    // killed in between may never write it.
    private async Task PollJobAsync()
    {
        var job = await _reader.FindAsync(_jobId, _stopping.Token);
        var isFinished = job is { IsFinished: true };
        var isOver = isFinished
            && (job!.Attempt <= _endedAttempt || job.JournalRemovedAt is not null || _clock.GetUtcNow() - job.FinishedAt > EndPatience);
        if (isOver)
        {
            var sequence = _count == 0 ? 0 : _frames[_count - 1].Sequence;
            Publish(() =>
            {
                _progressFrame = ServerSentEvent.Write("progress", job!.Progress);
                _done = new StreamFrame(sequence, ServerSentEvent.Write("done", job, sequence));
            });
        }
        else if (!_isJobRead && job is not null)
        {
            // The first record is the one that the job itself shows.
            _attempt = job.Attempt;
            Publish(() => _progressFrame = ServerSentEvent.Write("progress", job.Progress));
        }

        _isJobRead = true;
        _mayBeOver = isFinished && !isOver;
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
            _mayBeOver |= _done is not null;
            foreach (var happened in events)
            {
                // What readers hold of the old array stays as it is.
                if (_count == _frames.Length)
                {
                    Array.Resize(ref _frames, _count * 2);
                }

                _frames[_count++] = ToFrame(happened);
                if (happened.Kind == JobEventKind.Done)
                {
                    _endedAttempt = happened.Attempt!.Value;
                    _mayBeOver = true;
                }
            }

            _done = null;
        });
    }

    private void Publish(Action change)
    {
        TaskCompletionSource changed;
        _lastChange = _clock.GetTimestamp();
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
        try
        {
            return await _reads.ExecuteAsync(async _ => await read(), _stopping.Token);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && _stopping.IsCancellationRequested)
        {
            // The library hands out the last failure when it was cancelled behind it; nobody reads any more.
            throw new OperationCanceledException(failure.Message, failure, _stopping.Token);
        }
    }

    private static StreamFrame ToFrame(JobEvent happened) => new(happened.Sequence, happened.Kind switch
    {
        JobEventKind.Log => ServerSentEvent.Write("log", happened.ToLogLine(), happened.Sequence),
        JobEventKind.Trial => ServerSentEvent.Write("trial", happened.Trial, happened.Sequence),
        _ => ReadOnlyMemory<byte>.Empty,
    });
}
