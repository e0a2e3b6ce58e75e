using Trad.Candles.Stores;

namespace Trad.Training.Operations;

/// <summary>When what the app does by itself ran last, for all its processes.</summary>
/// <remarks>
/// Where somebody waits, as behind a request over HTTP, a storage that does not answer is told after the time that is set for that; where
/// it refuses, and where nobody waits, every method throws what its client throws. The API answers both with 503. A token that ends an
/// attempt ends it with <see cref="OperationCanceledException"/>.
/// </remarks>
public interface ITimerLog
{
    /// <summary>Writes a record unless somebody else has written it since it was read.</summary>
    /// <returns>The record as it is now; null when somebody else was first.</returns>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<DutyRecord?> TryWriteAsync(DutyRecord record, CancellationToken cancellationToken);

    /// <summary>The last run of everything that is known, by its name.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<IReadOnlyDictionary<string, DutyRecord>> ReadAsync(CancellationToken cancellationToken);
}
