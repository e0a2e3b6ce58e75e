using Trad.Candles;
using Trad.MarketData.Simulation;

namespace Trad.MarketData.Tests.Backfills;

/// <summary>A simulated market that replays real candles.</summary>
/// <param name="series">The candles by symbol.</param>
internal sealed class StoredMarket(IReadOnlyDictionary<string, CandleSeries> series) : ISimulatedMarket
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Symbols { get; } = [.. series.Keys.Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    /// <remarks>Only the interval of the stored candles has any.</remarks>
    public CandleSeries Read(string symbol, Interval interval, TimeRange range) =>
        series.TryGetValue(symbol, out var candles) && candles.Interval == interval ? candles.Slice(range) : CandleSeries.Empty(interval);
}
