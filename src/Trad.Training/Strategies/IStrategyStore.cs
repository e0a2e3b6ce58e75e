using Trad.Candles.Stores;

namespace Trad.Training.Strategies;

/// <summary>Where strategies of one's own are kept, each in versions that never change.</summary>
/// <remarks>
/// Where somebody waits, as behind a request over HTTP, a storage that does not answer is told after the time that is set for that; where
/// it refuses, and where nobody waits, every method throws what its client throws. The API answers both with 503. A token that ends an
/// attempt ends it with <see cref="OperationCanceledException"/>.
/// </remarks>
public interface IStrategyStore
{
    /// <summary>Every strategy whose record can be read, in the order of the names, and the records that cannot.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<(IReadOnlyList<OwnStrategy> Strategies, IReadOnlyList<DamagedRecord> Damaged)> ReadAllAsync(CancellationToken cancellationToken);

    /// <summary>The strategy, or null when there is none.</summary>
    /// <exception cref="DamagedRecordException">Its record cannot be read.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<OwnStrategy?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>A version of a strategy, or null when there is none.</summary>
    /// <exception cref="DamagedRecordException">Its record cannot be read.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<StrategyVersion?> FindVersionAsync(string name, int version, CancellationToken cancellationToken);

    /// <summary>Every version of a strategy, newest first; none when there is no such strategy.</summary>
    /// <exception cref="DamagedRecordException">A record cannot be read.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<IReadOnlyList<StrategyVersion>> ReadVersionsAsync(string name, CancellationToken cancellationToken);

    /// <summary>Adds a version; the draft is made again when somebody else changed the strategy meanwhile.</summary>
    /// <param name="name">The strategy; one that there is none of begins with this version.</param>
    /// <param name="draft">Makes the version, given the strategy as it is kept, null for a new one; null means no change.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The strategy as recorded; null when there is none.</returns>
    /// <exception cref="DamagedRecordException">Its record cannot be read.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time, or others always wrote first.</exception>
    Task<OwnStrategy?> AddVersionAsync(string name, Func<OwnStrategy?, StrategyDraft?> draft, CancellationToken cancellationToken);

    /// <summary>Removes a version, and with the last one the strategy.</summary>
    /// <param name="name">The strategy.</param>
    /// <param name="version">The version.</param>
    /// <param name="applies">Whether it is removed, given the strategy as it is kept; asked again when somebody changed it meanwhile.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Whether there was such a version to remove or keep.</returns>
    /// <exception cref="DamagedRecordException">A record cannot be read.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time, or others always wrote first.</exception>
    Task<bool> RemoveVersionAsync(string name, int version, Predicate<OwnStrategy> applies, CancellationToken cancellationToken);

    /// <summary>Removes a strategy with all its versions; also one whose record cannot be read, of which nobody is asked.</summary>
    /// <param name="name">The strategy.</param>
    /// <param name="applies">Whether it is removed, given the strategy as it is kept; asked again when somebody changed it meanwhile.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Whether there was such a strategy to remove or keep.</returns>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time, or others always wrote first.</exception>
    Task<bool> RemoveAsync(string name, Predicate<OwnStrategy> applies, CancellationToken cancellationToken);
}
