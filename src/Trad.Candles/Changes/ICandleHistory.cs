namespace Trad.Candles.Changes;

/// <summary>Where the changes of stored candles are kept, each with what it replaced for as long as it can be undone.</summary>
/// <remarks>
/// Where somebody waits, as behind a request over HTTP, a storage that does not answer is told after the time that is set for that; where
/// it refuses, and where nobody waits, every method throws what its client throws. The API answers both with 503. A token that ends an
/// attempt ends it with <see cref="OperationCanceledException"/>.
/// </remarks>
public interface ICandleHistory
{
    /// <summary>The recorded changes of a market, newest first; empty when there are none.</summary>
    /// <remarks>
    /// Candles on their way into their months are brought there first, if they can be; damaged ones keep nobody from the list.
    /// </remarks>
    /// <exception cref="Stores.StorageUnavailableException">The storage does not answer in time.</exception>
    Task<IReadOnlyList<CandleChange>> ListChangesAsync(Market market, CancellationToken cancellationToken);

    /// <summary>The markets of which changes are recorded, those of which nothing is stored any more included.</summary>
    /// <exception cref="Stores.StorageUnavailableException">The storage does not answer in time.</exception>
    Task<IReadOnlyList<Market>> ListChangedMarketsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// What brings back the candles as they were before the change; of one that is not reversible any more, where the candles open that
    /// it changed; null when not even that is kept.
    /// </summary>
    /// <exception cref="Stores.CandleStoreException">What is kept of it cannot be read.</exception>
    /// <exception cref="Stores.StorageUnavailableException">The storage does not answer in time.</exception>
    Task<CandleEdit?> ReadReverseAsync(CandleChange change, CancellationToken cancellationToken);

    /// <summary>
    /// Drops what changes replaced that cannot be undone any more, joins old records of runs that nobody could ever undo to one a month,
    /// and forgets records of months of which nothing is stored any more.
    /// </summary>
    /// <param name="now">The moment.</param>
    /// <param name="joinBefore">Nothing before it is undone any more: of older changes only the record is kept.</param>
    /// <param name="cancellationToken">Ends it; it goes on next time.</param>
    /// <remarks>A record that cannot be read loses what it kept, and a record that another host has changed is left to that one.</remarks>
    /// <exception cref="Stores.StorageUnavailableException">The storage does not answer in time.</exception>
    Task PruneChangesAsync(DateTimeOffset now, DateTimeOffset joinBefore, CancellationToken cancellationToken);
}
