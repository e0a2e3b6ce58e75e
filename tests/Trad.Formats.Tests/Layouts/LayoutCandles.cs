using Trad.Candles;
using Trad.Testing;

namespace Trad.Formats.Tests.Layouts;

/// <summary>
/// The candles that every made file holds: twelve of an interval, over the end of a month, with whole amounts so that files with
/// thousands or few decimals can hold them too.
/// </summary>
internal static class LayoutCandles
{
    private static readonly double[] Moves = [7.5, -4.25, 0, 11];
    private static readonly double[] Volumes = [1250, 1510, 12_300, 900];

    public static CandleSeries FiveMinutes { get; } = Make(Interval.FiveMinutes, new(2024, 1, 31, 23, 30, 0, TimeSpan.Zero));

    public static CandleSeries Days { get; } = Make(Interval.OneDay, new(2024, 1, 25, 0, 0, 0, TimeSpan.Zero));

    /// <summary>The candles of a made file, whose name ends as <c>.5m.csv</c>, with what the file holds beside prices.</summary>
    public static CandleSeries Create(string file, bool hasQuoteVolume, bool hasTradeCount)
    {
        var whole = file.Contains(".1d.", StringComparison.Ordinal) ? Days : FiveMinutes;
        return Series(whole.Interval, whole.ToList().Select(candle => candle with
        {
            QuoteVolume = hasQuoteVolume ? candle.QuoteVolume : double.NaN,
            TradeCount = hasTradeCount ? candle.TradeCount : CandleSeries.UnknownTradeCount,
        }));
    }

    public static CandleSeries Series(Interval interval, IEnumerable<Candle> candles)
    {
        var list = candles.ToList();
        var columns = CandleColumns.Allocate(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            columns.Set(i, list[i]);
        }

        return new CandleSeries(interval, columns);
    }

    private static CandleSeries Make(Interval interval, DateTimeOffset start) => Series(interval, Enumerable.Range(0, 12).Select(i =>
    {
        var open = 42_000 + (i * 12.5);
        var close = open + Moves[i % 4];
        var (high, low, volume) = (Math.Max(open, close) + 3.75, Math.Min(open, close) - 2.5, Volumes[i % 4]);
        return new Candle(
            start.ToUnixTimeMilliseconds() + (i * interval.Milliseconds), open, high, low, close, volume,
            volume * Math.Round((high + low) / 2, 2, MidpointRounding.ToEven), 17 + i);
    }));
}
