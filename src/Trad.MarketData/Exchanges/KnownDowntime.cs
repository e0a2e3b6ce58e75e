using System.Globalization;
using Trad.Candles;
using Trad.Candles.Quality;

namespace Trad.MarketData.Exchanges;

/// <summary>
/// When exchanges are known to have been down: nothing was traded there in any market, so no candle is missing because of us.
/// </summary>
/// <remarks>
/// Binance's are the spans of its first five years in which its one-hour candles are missing in the longest market (BTC/USDT),
/// widened to the five minutes where all of BTC/USDT, ETH/USDT and SOL/USDT lack the same candles.
/// </remarks>
public static class KnownDowntime
{
    private static readonly Dictionary<string, IReadOnlyList<TimeRange>> ByExchange = new(StringComparer.Ordinal)
    {
        [ExchangeConnections.Binance] = Parse(
            "2017-09-06 17:00/23:00", "2018-01-04 04:00/05:00", "2018-02-08 01:00/2018-02-09 10:00", "2018-06-26 02:00/12:00",
            "2018-06-27 13:00/14:00", "2018-07-04 01:00/08:00", "2018-10-19 06:00/09:00", "2018-11-14 02:00/09:00",
            "2019-03-12 02:00/08:00", "2019-05-15 03:00/13:00", "2019-08-15 02:00/10:00", "2019-11-13 02:00/04:00",
            "2019-11-25 02:00/04:00", "2020-02-09 02:00/03:00", "2020-02-19 12:00/17:00", "2020-03-04 10:00/11:00",
            "2020-04-25 02:00/04:00", "2020-06-28 02:00/05:00", "2020-11-30 06:00/07:00", "2020-12-21 14:00/18:00",
            "2020-12-25 02:00/03:00", "2021-02-11 03:45/05:00", "2021-03-06 02:00/03:30", "2021-04-20 02:00/04:30",
            "2021-04-25 04:05/08:45", "2021-08-13 02:00/06:00", "2021-09-29 07:00/09:00"),
    };

    /// <summary>The parts of the gaps in which the exchange is known to have been down, oldest first.</summary>
    public static IReadOnlyList<TimeRange> In(string exchange, IReadOnlyList<TimeRange> gaps) =>
        ByExchange.TryGetValue(exchange, out var known)
            ? CandleGaps.Except(gaps, CandleGaps.Except(gaps, known))
            : [];

    private static IReadOnlyList<TimeRange> Parse(params string[] spans) => [.. spans.Select(Parse)];

    /// <summary>Reads <c>date time/time</c> or <c>date time/date time</c>.</summary>
    private static TimeRange Parse(string span)
    {
        var (start, end) = (span[..16], span[17..]);
        return TimeRange.Between(Moment(start), Moment(end.Length == 5 ? $"{start[..11]}{end}" : end));
    }

    private static DateTimeOffset Moment(string text) =>
        DateTimeOffset.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
