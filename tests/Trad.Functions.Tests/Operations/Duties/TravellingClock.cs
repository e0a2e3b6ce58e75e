namespace Trad.Functions.Tests.Operations.Duties;

/// <summary>A clock that stands still but for waits, which are over at once and move it on.</summary>
internal sealed class TravellingClock(DateTimeOffset now) : TimeProvider
{
    private readonly Lock _guard = new();

    /// <summary>The moment.</summary>
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_guard)
        {
            return Now;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        lock (_guard)
        {
            Now += dueTime;
        }

        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
