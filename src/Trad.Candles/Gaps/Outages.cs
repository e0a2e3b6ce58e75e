namespace Trad.Candles.Gaps;

/// <summary>Finds the gaps of candles with what the price did across them.</summary>
public static class Outages
{
    /// <summary>
    /// Every gap between two stored candles, oldest first. Candles that stand in for missing ones are missing; what is missing before the
    /// first and after the last stored candle is no outage.
    /// </summary>
    public static IReadOnlyList<Outage> Find(CandleSeries candles)
    {
        if (candles.Filled.Count == 0 && candles.Range.CountCandles(candles.Interval) == candles.Count)
        {
            return [];
        }

        var outages = new List<Outage>();
        var filled = Interruptions.Find(candles, TimeSpan.MaxValue).Filled;
        var usual = -1.0;
        var (stretch, before) = (0, -1);
        for (var i = 0; i < candles.Count; i++)
        {
            while (stretch < filled.Length && filled[stretch].End <= i)
            {
                stretch++;
            }

            if (stretch < filled.Length && i >= filled[stretch].Start)
            {
                continue;
            }

            if (before >= 0 && candles.OpenTime[i] > candles.Interval.CloseOf(candles.OpenTime[before]))
            {
                usual = usual < 0 ? PriceMoves.Usual(candles) : usual;
                var span = new TimeRange(candles.Interval.CloseOf(candles.OpenTime[before]), candles.OpenTime[i]);
                outages.Add(Between(candles.Interval, span, candles.Close[before], candles.Open[i], usual));
            }

            before = i;
        }

        return outages;
    }

    /// <summary>The outage of a span without candles.</summary>
    /// <param name="interval">The interval of the candles.</param>
    /// <param name="span">From the close of the last candle before to the opening of the first after.</param>
    /// <param name="closeBefore">The last price before.</param>
    /// <param name="openAfter">The first price after.</param>
    /// <param name="usualMove">The usual move of one candle, <see cref="PriceMoves.Usual"/>.</param>
    public static Outage Between(Interval interval, TimeRange span, double closeBefore, double openAfter, double usualMove) =>
        new(span.StartTime, span.EndTime, span.CountCandles(interval), closeBefore, openAfter, usualMove);

    /// <summary>Those across which the price jumped furthest, either way, in their order; all where they are not more.</summary>
    /// <param name="outages">The outages, oldest first.</param>
    /// <param name="most">How many are wanted at most.</param>
    public static IReadOnlyList<Outage> Furthest(IReadOnlyList<Outage> outages, int most) => outages.Count <= most
        ? outages
        : [.. outages.OrderByDescending(outage => Math.Abs(Math.Log(outage.OpenAfter / outage.CloseBefore))).Take(most)
            .OrderBy(outage => outage.From)];
}
