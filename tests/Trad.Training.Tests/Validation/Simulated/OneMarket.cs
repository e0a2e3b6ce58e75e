using System.Runtime.CompilerServices;
using Trad.Candles;
using Trad.Candles.Stores;

namespace Trad.Training.Tests.Validation.Simulated;

/// <summary>Candles in memory, as if they were stored.</summary>
/// <param name="series">The candles of every symbol.</param>
internal sealed class OneMarket(IReadOnlyDictionary<string, CandleSeries> series) : ICandleReader
{
    public Task<CandleSeries> ReadAsync(Market market, TimeRange range, CancellationToken cancellationToken) =>
        Task.FromResult(
            series.TryGetValue(
                market.Symbol,
                out var found) && found.Interval == market.Interval ? found.Slice(range) : CandleSeries.Empty(market.Interval));

    public async IAsyncEnumerable<CandleSeries> ReadMonthsAsync(
        Market market, TimeRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var partition in await ListPartitionsAsync(market, cancellationToken))
        {
            yield return await ReadAsync(market, partition.Range.Intersect(range), cancellationToken);
        }
    }

    public Task<IReadOnlyList<CandlePartition>> ListPartitionsAsync(Market market, CancellationToken cancellationToken)
    {
        var partitions = new List<CandlePartition>();
        if (series.TryGetValue(market.Symbol, out var found) && found.Interval == market.Interval)
        {
            for (var i = 0; i < found.Count;)
            {
                var time = DateTimeOffset.FromUnixTimeMilliseconds(found.OpenTime[i]);
                var end = found.IndexAtOrAfter(
                    new DateTimeOffset(time.Year, time.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1).ToUnixTimeMilliseconds());
                partitions.Add(new CandlePartition(time.Year, time.Month, "1", end - i, found.OpenTime[i], found.OpenTime[end - 1], 0));
                i = end;
            }
        }

        return Task.FromResult<IReadOnlyList<CandlePartition>>(partitions);
    }
}
