namespace Trad.Testing;

/// <summary>A clock over another one, as a machine's that somebody sets: what it shows is moved, what it ticks goes on.</summary>
/// <param name="inner">Ticks, and calls timers.</param>
public sealed class SetBackClock(TimeProvider inner) : TimeProvider
{
    private long _moved;

    /// <inheritdoc/>
    public override long TimestampFrequency => inner.TimestampFrequency;

    /// <summary>Sets it back by some time.</summary>
    public void SetBack(TimeSpan time) => Interlocked.Add(ref _moved, -time.Ticks);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow().AddTicks(Interlocked.Read(ref _moved));

    /// <inheritdoc/>
    public override long GetTimestamp() => inner.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}
