using System.Runtime.CompilerServices;
using Trad.Candles;
using Trad.Formats.Candles;

namespace Trad.MarketData.Import;

/// <summary>
/// The candles at both ends of every month of a file, to be looked at beside those that lie beyond: in the file's other months, and in
/// the store, across gaps as well. Within its month each candle was looked at before, <see cref="PriceOutliers"/>.
/// </summary>
/// <param name="interval">The interval of the candles.</param>
/// <param name="stored">The stored candles.</param>
internal sealed class MonthEdges(Interval interval, StoredNeighbours stored)
{
    // Half a year: what is further away says too little of what prices may be.
    private const long Furthest = 180L * 86_400_000;

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
    public async Task<string?> FindOutlierAsync(CancellationToken cancellationToken)
    {
        await foreach (var outlier in FindOutliersAsync(cancellationToken))
        {
            return outlier.Description;
        }

        return null;
    }

    /// <summary>The first price at each end that is wrong, with its open time and in words.</summary>
    public async IAsyncEnumerable<(long Time, string Description)> FindOutliersAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var i = 0; i < _months.Count; i++)
        {
            var (head, tail) = _months.Values[i];
            var before = await BeforeAsync(i, head[0].OpenTime, cancellationToken);
            var after = await AfterAsync(i, interval.CloseOf(tail[^1].OpenTime), cancellationToken);

            // A month of few candles, as weeks are, is looked at as a whole: there is no near side to look at an end from.
            if (head.Count < Kept)
            {
                if (FindOutlier(before, head, 0, head.Count, after) is { } outlier)
                {
                    yield return outlier;
                }

                continue;
            }

            if (FindOutlier(before, head, 0, Neighbours, []) is { } first)
            {
                yield return first;
            }

            if (FindOutlier([], tail, tail.Count - Neighbours, Neighbours, after) is { } last)
            {
                yield return last;
            }
        }
    }

    // What follows one another needs no look into the store.
    private async Task<List<Candle>> BeforeAsync(int month, long start, CancellationToken cancellationToken)
    {
        var found = new List<Candle>();
        for (var i = month - 1; i >= 0 && found.Count < Neighbours; i--)
        {
            found.InsertRange(0, _months.Values[i].Tail);
        }

        var from = found.Count == 0 ? start - Furthest : interval.CloseOf(found[^1].OpenTime);
        if (from < start)
        {
            found.AddRange(await stored.LastOfAsync(new TimeRange(from, start), Neighbours, cancellationToken));
        }

        return [.. found.TakeLast(Neighbours)];
    }

    private async Task<List<Candle>> AfterAsync(int month, long end, CancellationToken cancellationToken)
    {
        var found = new List<Candle>();
        for (var i = month + 1; i < _months.Count && found.Count < Neighbours; i++)
        {
            found.AddRange(_months.Values[i].Head);
        }

        var to = found.Count == 0 ? end + Furthest : found[0].OpenTime;
        if (end < to)
        {
            found.InsertRange(0, await stored.FirstOfAsync(new TimeRange(end, to), Neighbours, cancellationToken));
        }

        return [.. found.Take(Neighbours)];
    }

    // With nothing beyond the end there is nothing that was not looked at, unless candles are longer than a day. The candle behind the
    // last tells of a leap from it.
    private (long Time, string Description)? FindOutlier(
        List<Candle> before, IReadOnlyList<Candle> edge, int from, int count, List<Candle> after)
    {
        if (before.Count + after.Count == 0 && interval <= Interval.OneDay)
        {
            return null;
        }

        var series = CandleSeries.From(interval, [.. before, .. edge, .. after]);
        var position = PriceOutliers.Find(series, before.Count + from, out var defect);
        return position >= 0 && position < before.Count + from + count + (after.Count > 0 ? 1 : 0)
            ? (series.OpenTime[position], $"{Timestamp.Format(series.OpenTime[position])}: {defect}")
            : null;
    }
}
