namespace Trad.LocalRuntime.Durable;

/// <summary>
/// Does things at their moment. The clock is asked at least once a second, so that its jumps are noticed: set forward, it
/// makes things due; set back, it does not make them wait again.
/// </summary>
internal sealed class DurableTimers : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _clock;
    private readonly PriorityQueue<Action, DateTimeOffset> _due = new();
    private readonly SemaphoreSlim _earlier = new(0);
    private DateTimeOffset _lastNow;
    private long _lastTimestamp;

    public DurableTimers(TimeProvider clock)
    {
        _clock = clock;
        _lastNow = clock.GetUtcNow();
        _lastTimestamp = clock.GetTimestamp();
    }

    /// <summary>Does something at a moment, or at once when that has passed.</summary>
    public void At(DateTimeOffset moment, Action action)
    {
        if (moment <= _clock.GetUtcNow())
        {
            action();
            return;
        }

        bool isNext;
        lock (_due)
        {
            isNext = !_due.TryPeek(out _, out var next) || moment < next;
            _due.Enqueue(action, moment);
        }

        if (isNext)
        {
            _earlier.Release();
        }
    }

    /// <summary>Watches the clock until the host stops.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var wait = DoWhatIsDue();
            using var rest = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var earlier = _earlier.WaitAsync(rest.Token);
            await Task.WhenAny(earlier, Task.Delay(wait, _clock, rest.Token));
            await rest.CancelAsync();
            await earlier.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => _earlier.Dispose();

    private TimeSpan DoWhatIsDue()
    {
        while (true)
        {
            Action action;
            lock (_due)
            {
                var now = ReadClock();
                if (!_due.TryPeek(out action!, out var moment) || moment > now)
                {
                    var left = _due.Count == 0 ? LongestWait : moment - now;
                    return left < LongestWait ? left : LongestWait;
                }

                _due.Dequeue();
            }

            action();
        }
    }

    private DateTimeOffset ReadClock()
    {
        var now = _clock.GetUtcNow();
        var timestamp = _clock.GetTimestamp();
        var setBack = _lastNow + _clock.GetElapsedTime(_lastTimestamp, timestamp) - now;
        if (setBack > LongestWait)
        {
            var moved = _due.UnorderedItems.Select(item => (item.Element, item.Priority - setBack)).ToList();
            _due.Clear();
            _due.EnqueueRange(moved);
        }

        (_lastNow, _lastTimestamp) = (now, timestamp);
        return now;
    }
}
