namespace Trad.Candles.Stores;

/// <summary>Where candles are kept: one partition per market and calendar month UTC.</summary>
public interface ICandleStore
{
    /// <summary>
    /// Merges candles into the stored partitions; where both have an open time, the new candle wins.
    /// A reader sees each partition either before or after, never in between.
    /// </summary>
    /// <exception cref="CandleStoreException">A stored partition cannot be read; nothing of it was changed.</exception>
    Task<CandleMergeResult> MergeAsync(Market market, CandleSeries candles, CancellationToken cancellationToken);

    /// <summary>The stored candles that open inside the range, in order; empty when there are none.</summary>
    /// <exception cref="CandleStoreException">A stored partition cannot be read.</exception>
    Task<CandleSeries> ReadAsync(Market market, TimeRange range, CancellationToken cancellationToken);

    /// <summary>The stored partitions of a market, oldest first; empty when it was never stored.</summary>
    Task<IReadOnlyList<CandlePartition>> ListPartitionsAsync(Market market, CancellationToken cancellationToken);

    /// <summary>Every market with at least one partition, in the order of exchange, symbol and interval.</summary>
    Task<IReadOnlyList<Market>> ListMarketsAsync(CancellationToken cancellationToken);
}
