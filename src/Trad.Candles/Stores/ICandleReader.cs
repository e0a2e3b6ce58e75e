namespace Trad.Candles.Stores;

/// <summary>Where candles are read, whether they are stored as asked for or made from shorter ones.</summary>
/// <remarks>
/// Where the storage does not answer, or refuses, every method throws what its client throws; the API answers that with 503. A token that
/// ends an attempt ends it with <see cref="OperationCanceledException"/>. What a method throws beside these stands with it.
/// </remarks>
public interface ICandleReader
{
    /// <summary>The candles of the market that open inside the range, in order; empty when there are none.</summary>
    /// <exception cref="CandleStoreException">
    /// A stored partition of the range cannot be read, or others changed it each time that it was.
    /// </exception>
    Task<CandleSeries> ReadAsync(Market market, TimeRange range, CancellationToken cancellationToken);

    /// <summary>
    /// The candles of the market that open inside the range, month by month, oldest first, so that memory holds one month and not all of
    /// them. All of them are what was stored at one moment, however long the reading takes; months without any are left out.
    /// </summary>
    /// <exception cref="CandleStoreException">
    /// A stored partition of the range cannot be read, or others changed it each time that it was; thrown while it is enumerated.
    /// </exception>
    IAsyncEnumerable<CandleSeries> ReadMonthsAsync(Market market, TimeRange range, CancellationToken cancellationToken);

    /// <summary>The months with candles of a market, oldest first; empty when there are none.</summary>
    /// <exception cref="CandleStoreException">A partition that another program wrote cannot be read.</exception>
    Task<IReadOnlyList<CandlePartition>> ListPartitionsAsync(Market market, CancellationToken cancellationToken);
}
