using Trad.Candles;
using Trad.Candles.Gaps;
using Trad.Candles.Quality;
using Trad.MarketData.Coverage;

namespace Trad.Functions.Candles;

/// <summary>The stored months of a market.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">The candle interval.</param>
/// <param name="Rows">Candles stored.</param>
/// <param name="Missing">
/// Candles missing between the first and the last that are stored, months of which nothing is stored included.
/// </param>
/// <param name="Gaps">The spans without candles between them, oldest first, start inclusive, end exclusive.</param>
/// <param name="Outages">
/// The same spans with what the price did across them; of a month with more than a hundred those with the largest jumps.
/// </param>
/// <param name="Months">The months of which something is stored, oldest first.</param>
/// <param name="Damage">
/// Why its months cannot be listed, or candles on their way into them cannot be read, so that nothing can be stored; absent when
/// neither is so.
/// </param>
public sealed record MarketCoverage(
    string Exchange,
    string Symbol,
    string Interval,
    long Rows,
    long Missing,
    IReadOnlyList<DateTimeOffset[]> Gaps,
    IReadOnlyList<Outage> Outages,
    IReadOnlyList<MonthCoverage> Months,
    string? Damage)
{
    internal static MarketCoverage Create(Market market, IReadOnlyList<CoveredMonth> months, string? damage)
    {
        var gaps = GapsBetween(market, months);
        return new MarketCoverage(
            market.Exchange,
            market.Symbol,
            market.Interval.Code,
            months.Sum(month => month.Partition.Rows),
            gaps.Sum(gap => gap.CountCandles(market.Interval)),
            [.. gaps.Select(gap => new[] { gap.StartTime, gap.EndTime })],
            OutagesBetween(market, months),
            [.. months.Select(month => MonthCoverage.Create(market, month))],
            damage);
    }

    internal static MarketCoverage Damaged(Market market, string damage) =>
        new(market.Exchange, market.Symbol, market.Interval.Code, 0, 0, [], [], [], damage);

    // Those within the months and those from one month to the next that has candles, unless one between them cannot be read.
    private static List<Outage> OutagesBetween(Market market, IReadOnlyList<CoveredMonth> months)
    {
        var outages = new List<Outage>();
        for (var i = 0; i < months.Count; i++)
        {
            if (i > 0 && months[i - 1].Coverage?.Quality.Edges is { } before && months[i].Coverage?.Quality.Edges is { } after)
            {
                var span = new TimeRange(
                    market.Interval.CloseOf(months[i - 1].Partition.LastOpenTime), months[i].Partition.FirstOpenTime);
                if (!span.IsEmpty)
                {
                    outages.Add(Trad.Candles.Gaps.Outages.Between(
                        market.Interval, span, before.LastClose, after.FirstOpen, Math.Max(before.UsualMove, after.UsualMove)));
                }
            }

            outages.AddRange(months[i].Coverage?.Quality.Outages ?? []);
        }

        return outages;
    }

    // What is stored of a month is everything but its gaps; of a damaged month it is not known and taken as stored.
    private static IReadOnlyList<TimeRange> GapsBetween(Market market, IReadOnlyList<CoveredMonth> months)
    {
        if (months.Count == 0)
        {
            return [];
        }

        var between = new TimeRange(months[0].Partition.FirstOpenTime, market.Interval.CloseOf(months[^1].Partition.LastOpenTime));
        var stored = months.SelectMany(month => CandleGaps.Except([month.Partition.Range], month.Coverage?.Quality.Gaps ?? []));
        return CandleGaps.Except([between], [.. stored]);
    }
}
