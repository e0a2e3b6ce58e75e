using System.Runtime.CompilerServices;

namespace Trad.Candles.Aggregation;

/// <summary>Longer candles from shorter ones that come month by month, so that memory holds one month of them and not all.</summary>
internal static class StreamedAggregation
{
    /// <summary>
    /// The longer candles as <see cref="CandleAggregation.Aggregate"/> makes them of all the shorter ones, each month of open times by
    /// itself, oldest first; months without any are left out.
    /// </summary>
    /// <param name="months">The shorter candles, oldest first.</param>
    /// <param name="interval">The longer interval, made up of the shorter.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<CandleSeries> AggregateAsync(
        IAsyncEnumerable<CandleSeries> months, Interval interval, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Made and not handed on yet, all of them of one month; and the parts of a candle that goes on in the next month.
        var made = CandleSeries.Empty(interval);
        CandleSeries? open = null;
        await foreach (var month in months.WithCancellation(cancellationToken))
        {
            if (month.Count == 0)
            {
                continue;
            }

            var position = 0;
            if (open is not null)
            {
                position = month.IndexAtOrAfter(interval.CloseOf(interval.OpenOf(open.OpenTime[0])));
                open = CandleSeries.Concat(month.Interval, [open, month.Slice(0, position)]);
                if (position == month.Count)
                {
                    continue;
                }

                made = Join(made, CandleAggregation.Aggregate(open, interval));
            }

            var last = interval.OpenOf(month.OpenTime[^1]);
            var isWhole = month.Interval.CloseOf(month.OpenTime[^1]) == interval.CloseOf(last);
            var end = isWhole ? month.Count : Math.Max(position, month.IndexAtOrAfter(last));
            open = end < month.Count ? month.Slice(end, month.Count - end) : null;
            made = Join(made, CandleAggregation.Aggregate(month.Slice(position, end - position), interval));
            foreach (var finished in Finished(ref made, open is null ? long.MaxValue : last))
            {
                yield return finished;
            }
        }

        if (open is not null)
        {
            made = Join(made, CandleAggregation.Aggregate(open, interval));
        }

        foreach (var finished in Finished(ref made, long.MaxValue))
        {
            yield return finished;
        }
    }

    private static CandleSeries Join(CandleSeries before, CandleSeries after) =>
        before.Count == 0 ? after : after.Count == 0 ? before : CandleSeries.Concat(before.Interval, [before, after]);

    // Whole months of what was made, but for the one in which the next candle opens: it stays.
    private static List<CandleSeries> Finished(ref CandleSeries made, long next)
    {
        var finished = new List<CandleSeries>();
        while (made.Count > 0)
        {
            var month = Month.Containing(made.OpenTime[0]).Range;
            if (month.Contains(next))
            {
                break;
            }

            var count = made.IndexAtOrAfter(month.End);
            finished.Add(made.Slice(0, count));
            made = made.Slice(count, made.Count - count);
        }

        return finished;
    }
}
