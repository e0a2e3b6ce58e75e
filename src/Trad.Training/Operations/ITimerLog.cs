using Trad.Candles.Stores;

namespace Trad.Training.Operations;

/// <summary>When the timers ran last.</summary>
/// <remarks>
/// Where somebody waits, as behind a request over HTTP, a storage that does not answer is told after the time that is set for that; where
/// it refuses, and where nobody waits, every method throws what its client throws. The API answers both with 503. A token that ends an
/// attempt ends it with <see cref="OperationCanceledException"/>.
/// </remarks>
public interface ITimerLog
{
    /// <summary>Records that a timer runs.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task RecordAsync(string timer, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>The last run of every timer that ever ran.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<IReadOnlyDictionary<string, DateTimeOffset>> ReadAsync(CancellationToken cancellationToken);
}
