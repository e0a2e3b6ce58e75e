namespace Trad.Training.Operations;

/// <summary>When the timers ran last.</summary>
public interface ITimerLog
{
    /// <summary>Records that a timer runs.</summary>
    Task RecordAsync(string timer, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>The last run of every timer that ever ran.</summary>
    Task<IReadOnlyDictionary<string, DateTimeOffset>> ReadAsync(CancellationToken cancellationToken);
}
