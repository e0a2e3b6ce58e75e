using Trad.Candles;

namespace Trad.MarketData.Simulation;

/// <summary>Faults inside an otherwise well-formed page of candles.</summary>
internal static class KlineFaults
{
    private const int Overlap = 3;

    /// <summary>The rows to send.</summary>
    /// <param name="page">The true rows.</param>
    /// <param name="fault">What to do to them.</param>
    /// <param name="read">Reads rows of another range.</param>
    public static IReadOnlyList<Candle> Apply(CandleSeries page, ExchangeFault fault, Func<TimeRange, CandleSeries> read)
    {
        var rows = ToList(page);
        if (rows.Count == 0)
        {
            return rows;
        }

        var middle = rows.Count / 2;
        switch (fault)
        {
            case ExchangeFault.DuplicatedCandles:
                rows.Insert(middle, rows[middle]);
                rows.Add(rows[0]);
                break;
            case ExchangeFault.MissingCandle:
                rows.RemoveAt(middle);
                break;
            case ExchangeFault.BadCandle:
                rows[middle] = rows[middle] with { High = rows[middle].Low / 2 };
                break;
            case ExchangeFault.AbsurdPrice:
                rows[middle] = rows[middle] with { High = 100 * rows[middle].High };
                break;
            case ExchangeFault.OverlappingPage:
                var (interval, range) = (page.Interval, page.Range);
                var before = ToList(read(new TimeRange(interval.Shift(range.Start, -Overlap), range.Start)));
                var after = ToList(read(new TimeRange(range.End, interval.Shift(range.End, Overlap))));
                return [.. before, .. rows, .. after];
        }

        return rows;
    }

    private static List<Candle> ToList(CandleSeries series)
    {
        var rows = new List<Candle>(series.Count + 2);
        for (var i = 0; i < series.Count; i++)
        {
            rows.Add(series[i]);
        }

        return rows;
    }
}
