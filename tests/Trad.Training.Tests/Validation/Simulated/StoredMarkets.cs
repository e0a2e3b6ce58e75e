using Trad.Candles;
using Trad.Candles.Changes;
using Trad.Candles.Stores;

namespace Trad.Training.Tests.Validation.Simulated;

/// <summary>Candles in memory with their list of markets; nothing is written. Every partition has the version that is set.</summary>
/// <param name="exchange">The exchange of all of them.</param>
/// <param name="series">The candles of every symbol.</param>
internal sealed class StoredMarkets(string exchange, IReadOnlyDictionary<string, CandleSeries> series) : ICandleStore
{
    private readonly OneMarket _reader = new(series);

    /// <summary>The version of every partition.</summary>
    public string Version { get; set; } = "1";

    /// <summary>The markets whose partitions were listed.</summary>
    public HashSet<string> Listed { get; } = [];

    public Task<IReadOnlyList<Market>> ListMarketsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Market>>(
        [.. series.Select(each => new Market(exchange, each.Key, each.Value.Interval))]);

    public Task<CandleSeries> ReadAsync(Market market, TimeRange range, CancellationToken cancellationToken) =>
        _reader.ReadAsync(market, range, cancellationToken);

    public IAsyncEnumerable<CandleSeries> ReadMonthsAsync(Market market, TimeRange range, CancellationToken cancellationToken) =>
        _reader.ReadMonthsAsync(market, range, cancellationToken);

    public async Task<IReadOnlyList<CandlePartition>> ListPartitionsAsync(Market market, CancellationToken cancellationToken)
    {
        Listed.Add(market.Symbol);
        return [.. (await _reader.ListPartitionsAsync(market, cancellationToken)).Select(each => each with { Version = Version })];
    }

    public Task<CandleMergeResult> MergeAsync(Market market, CandleSeries candles, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<CandleMergeResult> MergeAsync(
        Market market, CandleSeries candles, CandleRun? run, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ICandleStaging Stage(Market market, string? source, CandleRun? run = null) => throw new NotSupportedException();

    public Task<IReadOnlyList<CandlePartition>> ListWithDamagedAsync(Market market, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<CandleSeries?> ReadPartitionAsync(Market market, CandlePartition partition, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> DropPartitionAsync(Market market, Month month, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<string?> FindDamagedCommitAsync(Market market, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> DropDamagedCommitAsync(Market market, CancellationToken cancellationToken) => throw new NotSupportedException();
}
