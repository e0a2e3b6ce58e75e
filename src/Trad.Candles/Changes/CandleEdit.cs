using Trad.Candles.Quality;

namespace Trad.Candles.Changes;

/// <summary>A change of the stored candles of one month: some go, then others come or take the place of those that are there.</summary>
/// <remarks>Doing it twice is doing it once.</remarks>
/// <param name="Month">The month.</param>
/// <param name="Removed">Where candles open that go, oldest first and apart from one another.</param>
/// <param name="Put">Candles that come, or take the place of those with their open times.</param>
public sealed record CandleEdit(Month Month, IReadOnlyList<TimeRange> Removed, CandleSeries Put)
{
    /// <summary>Whether it changes nothing, whatever is stored.</summary>
    public bool IsEmpty => Removed.Count == 0 && Put.Count == 0;

    /// <summary>
    /// From the first to behind the last candle that it removes or puts; empty for an empty one. Exact for one that
    /// <see cref="Between"/> made, since that removes single candles.
    /// </summary>
    public TimeRange Range => Touched is [var first, ..] and [.., var last] ? new TimeRange(first.Start, last.End) : default;

    /// <summary>Where the candles open that it removes or puts, oldest first.</summary>
    public IReadOnlyList<TimeRange> Touched
    {
        get
        {
            var put = new List<TimeRange>();
            foreach (var time in Put.OpenTime)
            {
                Append(put, time, Put.Interval);
            }

            return CandleGaps.Unite(Removed.Concat(put));
        }
    }

    /// <summary>What makes one month of candles into another.</summary>
    /// <param name="month">The month.</param>
    /// <param name="from">What is there.</param>
    /// <param name="to">What is to be there.</param>
    public static CandleEdit Between(Month month, CandleSeries from, CandleSeries to)
    {
        var removed = new List<TimeRange>();
        var put = CandleColumns.Allocate(to.Count);
        var count = 0;
        for (int i = 0, j = 0; i < from.Count || j < to.Count;)
        {
            if (j == to.Count || (i < from.Count && from.OpenTime[i] < to.OpenTime[j]))
            {
                Append(removed, from.OpenTime[i++], from.Interval);
                continue;
            }

            var isCommon = i < from.Count && from.OpenTime[i] == to.OpenTime[j];
            if (!isCommon || !from[i].Equals(to[j]))
            {
                put.Set(count++, to[j]);
            }

            i += isCommon ? 1 : 0;
            j++;
        }

        return new CandleEdit(month, removed, new CandleSeries(to.Interval, put.Truncate(count)));
    }

    /// <summary>The candles as they are afterwards.</summary>
    public CandleSeries ApplyTo(CandleSeries stored)
    {
        var columns = CandleColumns.Allocate(stored.Count + Put.Count);
        var (count, span) = (0, 0);
        for (int i = 0, j = 0; i < stored.Count || j < Put.Count;)
        {
            if (j < Put.Count && (i == stored.Count || Put.OpenTime[j] <= stored.OpenTime[i]))
            {
                i += i < stored.Count && stored.OpenTime[i] == Put.OpenTime[j] ? 1 : 0;
                columns.Set(count++, Put[j++]);
                continue;
            }

            var time = stored.OpenTime[i];
            while (span < Removed.Count && Removed[span].End <= time)
            {
                span++;
            }

            if (span == Removed.Count || !Removed[span].Contains(time))
            {
                columns.Set(count++, stored[i]);
            }

            i++;
        }

        return new CandleSeries(Put.Interval, columns.Truncate(count));
    }

    /// <summary>
    /// What is left of it when only candles count that are still as they were: of the others somebody has changed since, and that stays.
    /// </summary>
    /// <param name="before">The candles that it removes or replaces, as they were; what is not among them was not there.</param>
    /// <param name="stored">The month as it is.</param>
    public CandleEdit WhereStill(CandleSeries before, CandleSeries stored)
    {
        var removed = new List<TimeRange>();
        foreach (var span in Removed)
        {
            for (var i = stored.IndexAtOrAfter(span.Start); i < stored.Count && stored.OpenTime[i] < span.End; i++)
            {
                if (IsSame(before, stored, stored.OpenTime[i]))
                {
                    Append(removed, stored.OpenTime[i], stored.Interval);
                }
            }
        }

        var put = CandleColumns.Allocate(Put.Count);
        var count = 0;
        for (var i = 0; i < Put.Count; i++)
        {
            if (IsSame(before, stored, Put.OpenTime[i]))
            {
                put.Set(count++, Put[i]);
            }
        }

        return new CandleEdit(Month, removed, new CandleSeries(Put.Interval, put.Truncate(count)));
    }

    /// <summary>This and then another one of the same month, as one.</summary>
    public CandleEdit Then(CandleEdit later) => new(Month, CandleGaps.Unite(Removed.Concat(later.Removed)), later.ApplyTo(Put));

    /// <summary>What is left to know of it when its candles are not kept: it removes where it removed or put.</summary>
    public CandleEdit WithoutCandles() => new(Month, Touched, CandleSeries.Empty(Put.Interval));

    /// <summary>Whether both remove or put a candle of one open time.</summary>
    public bool Touches(CandleEdit other)
    {
        var (mine, theirs) = (Touched, other.Touched);
        for (int i = 0, j = 0; i < mine.Count && j < theirs.Count;)
        {
            if (!mine[i].Intersect(theirs[j]).IsEmpty)
            {
                return true;
            }

            var isMineFirst = mine[i].End <= theirs[j].Start;
            i += isMineFirst ? 1 : 0;
            j += isMineFirst ? 0 : 1;
        }

        return false;
    }

    private static bool IsSame(CandleSeries one, CandleSeries other, long time)
    {
        var (i, j) = (one.OpenTime.BinarySearch(time), other.OpenTime.BinarySearch(time));
        return i < 0 ? j < 0 : j >= 0 && one[i].Equals(other[j]);
    }

    private static void Append(List<TimeRange> spans, long time, Interval interval)
    {
        var end = interval.CloseOf(time);
        if (spans.Count > 0 && spans[^1].End >= time)
        {
            spans[^1] = new TimeRange(spans[^1].Start, end);
        }
        else
        {
            spans.Add(new TimeRange(time, end));
        }
    }
}
