namespace Trad.Training.Operations;

/// <summary>When the timers ran last.</summary>
/// <remarks>
/// Where the storage does not answer, or refuses, every method throws what its client throws; the API answers that with 503. A token that
/// ends an attempt ends it with <see cref="OperationCanceledException"/>. What a method throws beside these stands with it.
/// </remarks>
public interface ITimerLog
{
    /// <summary>Records that a timer runs.</summary>
    Task RecordAsync(string timer, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>The last run of every timer that ever ran.</summary>
    Task<IReadOnlyDictionary<string, DateTimeOffset>> ReadAsync(CancellationToken cancellationToken);
}
