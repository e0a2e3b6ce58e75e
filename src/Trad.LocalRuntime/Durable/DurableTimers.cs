namespace Trad.LocalRuntime.Durable;

/// <summary>Does things at their moment. The clock is asked at least once a second, so that its jumps are noticed.</summary>
internal sealed class DurableTimers(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly PriorityQueue<Action, DateTimeOffset> _due = new();
    private readonly SemaphoreSlim _earlier = new(0);

    /// <summary>Does something at a moment, or at once when that has passed.</summary>
    public void At(DateTimeOffset moment, Action action)
    {
        if (moment <= clock.GetUtcNow())
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
            await Task.WhenAny(earlier, Task.Delay(wait, clock, rest.Token));
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
                var now = clock.GetUtcNow();
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
}
