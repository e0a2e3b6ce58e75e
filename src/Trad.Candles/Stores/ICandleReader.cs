namespace Trad.Candles.Stores;

/// <summary>Where candles are read, whether they are stored as asked for or made from shorter ones.</summary>
/// <remarks>
/// Where somebody waits, as behind a request over HTTP, a storage that does not answer is told after the time that is set for that; where
/// it refuses, and where nobody waits, every method throws what its client throws. The API answers both with 503. A token that ends an
/// attempt ends it with <see cref="OperationCanceledException"/>.
/// </remarks>
public interface ICandleReader
{
    /// <summary>The candles of the market that open inside the range, in order; empty when there are none.</summary>
    /// <exception cref="CandleStoreException">
    /// A stored partition of the range cannot be read, or others changed it each time that it was.
    /// </exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<CandleSeries> ReadAsync(Market market, TimeRange range, CancellationToken cancellationToken);

    /// <summary>
    /// The candles of the market that open inside the range, month by month, oldest first, so that memory holds one month and not all of
    /// them. All of them are what was stored at one moment, however long the reading takes; months without any are left out.
    /// </summary>
    /// <exception cref="CandleStoreException">
    /// A stored partition of the range cannot be read, or others changed it each time that it was; thrown while it is enumerated.
    /// </exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    IAsyncEnumerable<CandleSeries> ReadMonthsAsync(Market market, TimeRange range, CancellationToken cancellationToken);

    /// <summary>The months with candles of a market, oldest first; empty when there are none.</summary>
    /// <exception cref="CandleStoreException">A partition that another program wrote cannot be read.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<IReadOnlyList<CandlePartition>> ListPartitionsAsync(Market market, CancellationToken cancellationToken);
}
