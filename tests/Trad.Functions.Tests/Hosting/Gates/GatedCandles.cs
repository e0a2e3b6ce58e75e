using Trad.Candles;
using Trad.Candles.Stores;

namespace Trad.Functions.Tests.Hosting.Gates;

/// <summary>The real candles, with a gate before the reading of a range.</summary>
public sealed class GatedCandles(ICandleReader candles, Gate gate) : ICandleReader
{
    public async Task<CandleSeries> ReadAsync(Market market, TimeRange range, CancellationToken cancellationToken)
    {
        await gate.PassAsync(cancellationToken);
        return await candles.ReadAsync(market, range, cancellationToken);
    }

    public IAsyncEnumerable<CandleSeries> ReadMonthsAsync(Market market, TimeRange range, CancellationToken cancellationToken) =>
        candles.ReadMonthsAsync(market, range, cancellationToken);

    public Task<IReadOnlyList<CandlePartition>> ListPartitionsAsync(Market market, CancellationToken cancellationToken) =>
        candles.ListPartitionsAsync(market, cancellationToken);
}
