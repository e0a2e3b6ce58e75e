namespace Trad.LocalRuntime.Tests.Hosting;

/// <summary>The system's clock, until somebody sets it; delays stay as they are.</summary>
internal sealed class AdjustableClock : TimeProvider
{
    private long _offset;
    private long _elapsed;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offset));

    public override long GetTimestamp() => System.GetTimestamp() + Interlocked.Read(ref _elapsed);

    /// <summary>The time of day jumps, and nothing else: a clock was corrected.</summary>
    public void Jump(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);

    /// <summary>Time passes for those who measure how much of it does.</summary>
    public void Elapse(TimeSpan by) => Interlocked.Add(ref _elapsed, (long)(by.TotalSeconds * TimestampFrequency));
}
