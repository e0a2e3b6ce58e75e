namespace Trad.LocalRuntime.Tests.Hosting;

/// <summary>The system's clock, until somebody sets it: only the time of day jumps, delays do not.</summary>
internal sealed class AdjustableClock : TimeProvider
{
    private long _offset;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offset));

    public void Jump(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);
}
