using Trad.Candles.Changes;

namespace Trad.Candles.Stores;

/// <summary>Where candles are kept: one partition per market and calendar month UTC. It reads what is stored and nothing else.</summary>
/// <remarks>
/// Where somebody waits, as behind a request over HTTP, a storage that does not answer is told after the time that is set for that; where
/// it refuses, and where nobody waits, every method throws what its client throws. The API answers both with 503. A token that ends an
/// attempt ends it with <see cref="OperationCanceledException"/>.
/// </remarks>
public interface ICandleStore : ICandleReader
{
    /// <summary>
    /// Merges candles into the stored partitions; where both have an open time, the new candle wins.
    /// All of it is stored or nothing, and a reader of this store sees it before or after, never in between.
    /// </summary>
    /// <exception cref="ArgumentException">The candles are of another interval than the market, or one breaks a rule.</exception>
    /// <exception cref="CandleStoreException">
    /// A stored partition cannot be read, or others were always first; nothing was changed.
    /// </exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<CandleMergeResult> MergeAsync(Market market, CandleSeries candles, CancellationToken cancellationToken);

    /// <summary>The same, and records what it changes as a run's.</summary>
    /// <exception cref="ArgumentException">The candles are of another interval than the market, or one breaks a rule.</exception>
    /// <exception cref="CandleStoreException">
    /// A stored partition cannot be read, or others were always first; nothing was changed.
    /// </exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<CandleMergeResult> MergeAsync(Market market, CandleSeries candles, CandleRun? run, CancellationToken cancellationToken);

    /// <summary>Begins to gather candles that are to be merged all together, however many they are. Nothing is read or sent yet.</summary>
    /// <remarks>
    /// Of a run that undoes another one it changes only candles that are still as they were when their month was added: what somebody
    /// else changes from then on is later, and stays.
    /// </remarks>
    /// <param name="market">Their market.</param>
    /// <param name="source">What the coverage of their months names as their source; null to leave it as it is.</param>
    /// <param name="run">Whose change it is, for the record; null to record nothing.</param>
    ICandleStaging Stage(Market market, string? source, CandleRun? run = null);

    /// <summary>The stored months of a market, oldest first, those that cannot be read among them: it fails for no damage.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<IReadOnlyList<CandlePartition>> ListWithDamagedAsync(Market market, CancellationToken cancellationToken);

    /// <summary>The candles of one listed month, for one request; null when it has changed since it was listed, or is gone.</summary>
    /// <exception cref="CandleStoreException">It cannot be read.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<CandleSeries?> ReadPartitionAsync(Market market, CandlePartition partition, CancellationToken cancellationToken);

    /// <summary>
    /// Removes a stored month, whether it can be read or not, and whoever changes it; false when nothing is stored of it.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<bool> DropPartitionAsync(Market market, Month month, CancellationToken cancellationToken);

    /// <summary>
    /// Why candles of a market that were stored together, and are not all in their partitions yet, cannot be read; null when there
    /// are none such.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<string?> FindDamagedCommitAsync(Market market, CancellationToken cancellationToken);

    /// <summary>Drops such candles, if they cannot be read; false when there are none such. The partitions stay as they are.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<bool> DropDamagedCommitAsync(Market market, CancellationToken cancellationToken);

    /// <summary>Every market with at least one partition, in the order of exchange, symbol and interval.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<IReadOnlyList<Market>> ListMarketsAsync(CancellationToken cancellationToken);
}
