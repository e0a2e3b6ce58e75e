namespace Trad.Candles;

/// <summary>
/// The candles of one market, column by column, sorted by open time and unique. Immutable: slices share the columns.
/// </summary>
public sealed class CandleSeries
{
    /// <summary>The trade count of a candle whose source does not tell it.</summary>
    public const long UnknownTradeCount = -1;

    private readonly CandleColumns _columns;
    private readonly int _offset;

    /// <summary>Wraps columns without copying them; the caller gives them up.</summary>
    /// <exception cref="ArgumentException">The columns differ in length, or open times are not strictly increasing.</exception>
    public CandleSeries(Interval interval, CandleColumns columns)
        : this(interval, columns, [])
    {
    }

    /// <summary>Wraps columns of which some candles stand in for missing ones.</summary>
    /// <param name="interval">The length of each candle.</param>
    /// <param name="columns">The columns; the caller gives them up.</param>
    /// <param name="filled">The spans whose candles nobody traded, oldest first.</param>
    /// <exception cref="ArgumentException">The columns differ in length, or open times are not strictly increasing.</exception>
    public CandleSeries(Interval interval, CandleColumns columns, IReadOnlyList<TimeRange> filled)
        : this(interval, columns, 0, columns.OpenTime.Length, filled)
    {
        columns.EnsureEqualLengths();
        for (var i = 1; i < columns.OpenTime.Length; i++)
        {
            if (columns.OpenTime[i] <= columns.OpenTime[i - 1])
            {
                throw new ArgumentException(
                    $"Open times must increase: {Timestamp.Format(columns.OpenTime[i])} follows {Timestamp.Format(columns.OpenTime[i - 1])} at row {i}.",
                    nameof(columns));
            }
        }
    }

    private CandleSeries(Interval interval, CandleColumns columns, int offset, int count, IReadOnlyList<TimeRange> filled)
    {
        Filled = filled;
        Interval = interval;
        _columns = columns;
        _offset = offset;
        Count = count;
    }

    /// <summary>The length of each candle.</summary>
    public Interval Interval { get; }

    /// <summary>Number of candles.</summary>
    public int Count { get; }

    /// <summary>
    /// Spans whose candles stand in for missing ones, oldest first: nothing was traded in them, and nothing can be. A slice
    /// has those of the series that it is part of.
    /// </summary>
    public IReadOnlyList<TimeRange> Filled { get; }

    /// <summary>Open times, epoch milliseconds UTC.</summary>
    public ReadOnlySpan<long> OpenTime => _columns.OpenTime.AsSpan(_offset, Count);

    /// <summary>First prices.</summary>
    public ReadOnlySpan<double> Open => _columns.Open.AsSpan(_offset, Count);

    /// <summary>Highest prices.</summary>
    public ReadOnlySpan<double> High => _columns.High.AsSpan(_offset, Count);

    /// <summary>Lowest prices.</summary>
    public ReadOnlySpan<double> Low => _columns.Low.AsSpan(_offset, Count);

    /// <summary>Last prices.</summary>
    public ReadOnlySpan<double> Close => _columns.Close.AsSpan(_offset, Count);

    /// <summary>Traded amounts, base currency.</summary>
    public ReadOnlySpan<double> Volume => _columns.Volume.AsSpan(_offset, Count);

    /// <summary>Traded amounts, quote currency; NaN where unknown.</summary>
    public ReadOnlySpan<double> QuoteVolume => _columns.QuoteVolume.AsSpan(_offset, Count);

    /// <summary>Numbers of trades; <see cref="UnknownTradeCount"/> where unknown.</summary>
    public ReadOnlySpan<long> TradeCount => _columns.TradeCount.AsSpan(_offset, Count);

    /// <summary>From the first open time to the last close; empty for an empty series.</summary>
    public TimeRange Range => Count == 0
        ? default
        : new TimeRange(OpenTime[0], Interval.CloseOf(OpenTime[^1]));

    /// <summary>The candle at a position, as a value.</summary>
    public Candle this[int index] => new(
        OpenTime[index], Open[index], High[index], Low[index], Close[index], Volume[index], QuoteVolume[index], TradeCount[index]);

    /// <summary>A series without candles.</summary>
    public static CandleSeries Empty(Interval interval) => new(interval, CandleColumns.Allocate(0), 0, 0, []);

    /// <summary>A series made from single candles, which must be sorted and unique.</summary>
    /// <exception cref="ArgumentException">Open times are not strictly increasing.</exception>
    public static CandleSeries From(Interval interval, IReadOnlyList<Candle> candles)
    {
        var columns = CandleColumns.Allocate(candles.Count);
        for (var i = 0; i < candles.Count; i++)
        {
            columns.Set(i, candles[i]);
        }

        return new CandleSeries(interval, columns);
    }

    /// <summary>Several series in one, each beginning after the one before ends.</summary>
    /// <exception cref="ArgumentException">Open times are not strictly increasing across the series.</exception>
    public static CandleSeries Concat(Interval interval, IReadOnlyList<CandleSeries> parts)
    {
        if (parts.Count == 1 && parts[0].Interval == interval)
        {
            return parts[0];
        }

        var columns = CandleColumns.Allocate(parts.Sum(part => part.Count));
        var position = 0;
        foreach (var part in parts)
        {
            part.CopyTo(columns, position);
            position += part.Count;
        }

        return new CandleSeries(interval, columns, [.. parts.SelectMany(part => part.Filled)]);
    }

    /// <summary>Copies every column into others, from a position on.</summary>
    public void CopyTo(CandleColumns columns, int position)
    {
        OpenTime.CopyTo(columns.OpenTime.AsSpan(position));
        Open.CopyTo(columns.Open.AsSpan(position));
        High.CopyTo(columns.High.AsSpan(position));
        Low.CopyTo(columns.Low.AsSpan(position));
        Close.CopyTo(columns.Close.AsSpan(position));
        Volume.CopyTo(columns.Volume.AsSpan(position));
        QuoteVolume.CopyTo(columns.QuoteVolume.AsSpan(position));
        TradeCount.CopyTo(columns.TradeCount.AsSpan(position));
    }

    /// <summary>Part of the series, sharing its columns.</summary>
    public CandleSeries Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + count, Count, nameof(count));
        return new CandleSeries(Interval, _columns, _offset + start, count, Filled);
    }

    /// <summary>The candles that open inside the range, sharing the columns.</summary>
    public CandleSeries Slice(TimeRange range)
    {
        var start = IndexAtOrAfter(range.Start);
        return Slice(start, Math.Max(start, IndexAtOrAfter(range.End)) - start);
    }

    /// <summary>The last candles, at most as many as there are, sharing the columns.</summary>
    public CandleSeries TakeLast(int count)
    {
        var taken = Math.Min(count, Count);
        return Slice(Count - taken, taken);
    }

    /// <summary>The position of the first candle that opens at or after the moment; <see cref="Count"/> when there is none.</summary>
    public int IndexAtOrAfter(long time)
    {
        var found = OpenTime.BinarySearch(time);
        return found >= 0 ? found : ~found;
    }
}
