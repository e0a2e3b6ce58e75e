using System.Collections.Concurrent;
using BitFaster.Caching.Lru;
using Trad.Candles;
using Trad.Candles.Aggregation;

namespace Trad.MarketData.Simulation;

/// <summary>
/// A generated market: regimes that last days, volatility that clusters, jumps, a daily pattern of volume, and stop hunts that
/// pierce an old extreme with a burst of volume and turn back. A candle is a pure function of seed, symbol and time, and
/// longer candles are exact aggregates of the one-minute candles.
/// </summary>
public sealed class GeneratedMarket : ISimulatedMarket
{
    /// <summary>The first candle of every symbol: nothing was traded before.</summary>
    public static readonly DateTimeOffset Listing = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// The symbol with a trend planted in it, so that there is something to find: its drift keeps its sign for five days on average.
    /// The others have no edge that was put there.
    /// </summary>
    public const string PlantedTrendSymbol = "TRENDUSDT";

    private const int DaysKept = 64;
    private const long DayLength = 86_400_000;

    private static readonly Dictionary<string, double> StartPrices = new(StringComparer.Ordinal)
    {
        ["BTCUSDT"] = 60_000,
        ["ETHUSDT"] = 3_000,
        ["SOLUSDT"] = 150,
        [PlantedTrendSymbol] = 20_000,
    };

    private readonly ulong _seed;
    private readonly ConcurrentDictionary<string, DailyPath> _paths = new(StringComparer.Ordinal);
    private readonly ConcurrentLru<(string Symbol, int Day), CandleSeries> _days = new(DaysKept);

    /// <summary>The market of a seed.</summary>
    public GeneratedMarket(int seed) => _seed = (ulong)seed;

    /// <inheritdoc/>
    public IReadOnlyList<string> Symbols { get; } = [.. StartPrices.Keys.Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public CandleSeries Read(string symbol, Interval interval, TimeRange range)
    {
        var listed = range.Intersect(new TimeRange(Listing.ToUnixTimeMilliseconds(), TimeRange.Always.End));
        if (!StartPrices.ContainsKey(symbol) || listed.IsEmpty || !interval.IsTiledBy(Interval.OneMinute))
        {
            return CandleSeries.Empty(interval);
        }

        // What divides a day needs no other day; longer candles are made of days, those of the last one after the range included.
        var (parts, end) = Interval.OneDay.IsTiledBy(interval)
            ? (interval, listed.End)
            : (Interval.OneDay, interval.OpenAtOrAfter(listed.End));
        var days = new List<CandleSeries>();
        for (var start = Interval.OneDay.OpenOf(listed.Start); start < end; start += DayLength)
        {
            var minutes = Day(symbol, (int)((start - Listing.ToUnixTimeMilliseconds()) / DayLength));
            days.Add(CandleAggregation.Aggregate(minutes, parts));
        }

        return CandleAggregation.Aggregate(CandleSeries.Concat(parts, days), interval).Slice(listed);
    }

    private CandleSeries Day(string symbol, int day) => _days.GetOrAdd((symbol, day), MakeDay);

    private CandleSeries MakeDay((string Symbol, int Day) wanted)
    {
        var (symbol, day) = wanted;
        var identity = symbol.Aggregate(0UL, (hash, letter) => (hash * 131) + letter);
        var regimes = symbol == PlantedTrendSymbol ? DailyRegimes.PlantedTrend : DailyRegimes.Usual;
        var path = _paths.GetOrAdd(symbol, _ => new DailyPath(RandomStream.For(_seed, identity), StartPrices[symbol], regimes));
        return MinuteCandles.Make(
            path.At(day), RandomStream.For(_seed, identity, (ulong)day + 1), Listing.ToUnixTimeMilliseconds() + (day * DayLength));
    }
}
