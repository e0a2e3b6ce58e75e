namespace Trad.Candles.Changes;

/// <summary>Where the changes of stored candles are kept, each with what it replaced for as long as it can be undone.</summary>
public interface ICandleHistory
{
    /// <summary>The recorded changes of a market, newest first.</summary>
    Task<IReadOnlyList<CandleChange>> ListChangesAsync(Market market, CancellationToken cancellationToken);

    /// <summary>
    /// What brings back the candles as they were before the change; of one that is not reversible any more, where the candles open that
    /// it changed; null when not even that is kept.
    /// </summary>
    /// <exception cref="Stores.CandleStoreException">It cannot be read.</exception>
    Task<CandleEdit?> ReadReverseAsync(CandleChange change, CancellationToken cancellationToken);

    /// <summary>
    /// Drops what changes replaced that cannot be undone any more, joins old records of the timer's runs to one a month, and forgets
    /// records of months of which nothing is stored any more.
    /// </summary>
    /// <param name="now">The moment.</param>
    /// <param name="joinBefore">Nothing before it is undone any more: of older changes only the record is kept.</param>
    /// <param name="cancellationToken">Ends it; it goes on next time.</param>
    Task PruneChangesAsync(DateTimeOffset now, DateTimeOffset joinBefore, CancellationToken cancellationToken);
}
