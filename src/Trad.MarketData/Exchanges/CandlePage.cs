using Trad.Candles;
using Trad.Candles.Quality;
using Trad.Formats.Candles;

namespace Trad.MarketData.Exchanges;

/// <summary>One page of candles as an exchange sent it, cleaned.</summary>
/// <param name="Candles">Sound candles, sorted and unique.</param>
/// <param name="DuplicatesDropped">Rows whose open time was there already.</param>
/// <param name="Refused">Rows that break a rule, described.</param>
internal sealed record CandlePage(CandleSeries Candles, int DuplicatesDropped, IReadOnlyList<RefusedCandle> Refused)
{
    /// <summary>Pages of consecutive windows as one result.</summary>
    public static FetchedCandles Join(Interval interval, IReadOnlyList<CandlePage> pages) => new(
        CandleSeries.Concat(interval, [.. pages.Select(page => page.Candles)]),
        pages.Sum(page => page.DuplicatesDropped),
        [.. pages.SelectMany(page => page.Refused)]);

    /// <summary>
    /// Cleans rows: those outside the window belong to another page, of rows with one open time the first counts,
    /// and rows that break a rule or hold what no market has are refused.
    /// </summary>
    public static CandlePage Clean(List<Candle> rows, Interval interval, TimeRange window)
    {
        rows.RemoveAll(row => !window.Contains(row.OpenTime));
        if (!IsSorted(rows))
        {
            // A stable sort, so that the first of two rows stays the first.
            rows = [.. rows.OrderBy(row => row.OpenTime)];
        }

        var sound = new List<Candle>(rows.Count);
        var refused = new List<RefusedCandle>();
        var duplicates = 0;
        foreach (var row in rows)
        {
            var defect = CandleRules.Check(row, interval);
            if (defect != CandleDefect.None)
            {
                refused.Add(new RefusedCandle(defect, $"{Timestamp.Format(row.OpenTime)}: {CandleRules.Describe(defect, row, interval)}"));
            }
            else if (CandlePlausibility.AtAnyTime.FindAbsurdity(row) is { } absurdity)
            {
                refused.Add(new RefusedCandle(CandleDefect.Implausible, $"{Timestamp.Format(row.OpenTime)}: {absurdity}"));
            }
            else if (sound.Count > 0 && sound[^1].OpenTime == row.OpenTime)
            {
                duplicates++;
            }
            else
            {
                sound.Add(row);
            }
        }

        return new CandlePage(CandleSeries.From(interval, sound), duplicates, refused);
    }

    private static bool IsSorted(List<Candle> rows)
    {
        for (var i = 1; i < rows.Count; i++)
        {
            if (rows[i].OpenTime < rows[i - 1].OpenTime)
            {
                return false;
            }
        }

        return true;
    }
}
