using Trad.Candles;
using Trad.Formats.Candles;

namespace Trad.MarketData.Import;

/// <summary>
/// The candles at both ends of every month of a file, to be looked at beside those that lie beyond: in the file's other months, and in
/// the store. Within its month each candle was looked at before, <see cref="PriceOutliers"/>.
/// </summary>
/// <param name="interval">The interval of the candles.</param>
internal sealed class MonthEdges(Interval interval)
{
    private const int Neighbours = PriceOutliers.Neighbours;

    // Those that are looked at, and their neighbours on the near side.
    private const int Kept = 2 * Neighbours;

    private readonly SortedList<long, (IReadOnlyList<Candle> Head, IReadOnlyList<Candle> Tail)> _months = [];

    /// <summary>Takes a month.</summary>
    public void Add(CandleSeries month)
    {
        var kept = Math.Min(Kept, month.Count);
        _months.Add(
            month.OpenTime[0],
            ([.. Enumerable.Range(0, kept).Select(i => month[i])], [.. Enumerable.Range(month.Count - kept, kept).Select(i => month[i])]));
    }

    /// <summary>What is wrong with a price at an end, with its time and in words; null when nothing is.</summary>
    /// <param name="readStored">Reads what is stored in a span.</param>
    public async Task<string?> FindOutlierAsync(Func<TimeRange, Task<CandleSeries>> readStored)
    {
        for (var i = 0; i < _months.Count; i++)
        {
            var (head, tail) = _months.Values[i];
            var (start, end) = (head[0].OpenTime, interval.CloseOf(tail[^1].OpenTime));
            var before = await NeighboursAsync(new TimeRange(interval.Shift(start, -Neighbours), start), i, -1, readStored);
            var after = await NeighboursAsync(new TimeRange(end, interval.Shift(end, Neighbours)), i, 1, readStored);

            // A month of few candles, as weeks are, is looked at as a whole: there is no near side to look at an end from.
            var outlier = head.Count < Kept
                ? FindOutlier(before, head, 0, head.Count, after)
                : FindOutlier(before, head, 0, Neighbours, [])
                    ?? FindOutlier([], tail, tail.Count - Neighbours, Neighbours, after);
            if (outlier is not null)
            {
                return outlier;
            }
        }

        return null;
    }

    // What the months of the file on one side of a month do not tell of a span, the store does.
    private async Task<List<Candle>> NeighboursAsync(
        TimeRange span, int month, int step, Func<TimeRange, Task<CandleSeries>> readStored)
    {
        var found = new Dictionary<long, Candle>();
        for (var i = month + step; i >= 0 && i < _months.Count; i += step)
        {
            var inside = (step < 0 ? _months.Values[i].Tail : _months.Values[i].Head).Where(candle => span.Contains(candle.OpenTime))
                .ToList();
            if (inside.Count == 0)
            {
                break;
            }

            inside.ForEach(candle => found.Add(candle.OpenTime, candle));
        }

        if (found.Count < Neighbours)
        {
            var stored = await readStored(span);
            for (var i = 0; i < stored.Count; i++)
            {
                found.TryAdd(stored.OpenTime[i], stored[i]);
            }
        }

        return [.. found.Values.OrderBy(candle => candle.OpenTime)];
    }

    // With nothing beyond the end there is nothing that was not looked at, unless candles are longer than a day. The candle behind the
    // last tells of a leap from it.
    private string? FindOutlier(List<Candle> before, IReadOnlyList<Candle> edge, int from, int count, List<Candle> after)
    {
        if (before.Count + after.Count == 0 && interval <= Interval.OneDay)
        {
            return null;
        }

        var series = CandleSeries.From(interval, [.. before, .. edge, .. after]);
        var position = PriceOutliers.Find(series, before.Count + from, out var defect);
        return position >= 0 && position < before.Count + from + count + (after.Count > 0 ? 1 : 0)
            ? $"{Timestamp.Format(series.OpenTime[position])}: {defect}"
            : null;
    }
}
