namespace Trad.Candles.Stores;

/// <summary>Where candles are read, whether they are stored as asked for or made from shorter ones.</summary>
public interface ICandleReader
{
    /// <summary>The candles of the market that open inside the range, in order; empty when there are none.</summary>
    /// <exception cref="CandleStoreException">A stored partition cannot be read.</exception>
    Task<CandleSeries> ReadAsync(Market market, TimeRange range, CancellationToken cancellationToken);

    /// <summary>The months with candles of a market, oldest first; empty when there are none.</summary>
    Task<IReadOnlyList<CandlePartition>> ListPartitionsAsync(Market market, CancellationToken cancellationToken);
}
