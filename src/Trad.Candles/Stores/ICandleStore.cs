namespace Trad.Candles.Stores;

/// <summary>Where candles are kept: one partition per market and calendar month UTC. It reads what is stored and nothing else.</summary>
public interface ICandleStore : ICandleReader
{
    /// <summary>
    /// Merges candles into the stored partitions; where both have an open time, the new candle wins.
    /// A reader sees each partition either before or after, never in between.
    /// </summary>
    /// <exception cref="CandleStoreException">A stored partition cannot be read; nothing of it was changed.</exception>
    Task<CandleMergeResult> MergeAsync(Market market, CandleSeries candles, CancellationToken cancellationToken);

    /// <summary>Every market with at least one partition, in the order of exchange, symbol and interval.</summary>
    Task<IReadOnlyList<Market>> ListMarketsAsync(CancellationToken cancellationToken);
}
