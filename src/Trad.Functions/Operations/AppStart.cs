namespace Trad.Functions.Operations;

/// <summary>When this process started to serve.</summary>
/// <param name="clock">Tells the moment.</param>
public sealed class AppStart(TimeProvider clock)
{
    /// <summary>The moment.</summary>
    public DateTimeOffset At { get; } = clock.GetUtcNow();
}
