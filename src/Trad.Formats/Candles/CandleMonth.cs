using Trad.Candles;
using Trad.Formats.Candles.Times;

namespace Trad.Formats.Candles;

/// <summary>The candles of one month as they come, put in order at its end.</summary>
internal sealed class CandleMonth
{
    // Rows for which there is room at first; a month of seconds has 2.7 million, 190 MB of them, and few files hold all of it.
    private const int FirstRoom = 65_536;

    private readonly Interval _interval;
    private readonly RowPlaces _rows;
    private readonly int _capacity;
    private CandleColumns _columns;
    private long[] _places;
    private int _count;
    private bool _isRising = true;
    private bool _isFalling = true;

    /// <summary>A month without candles.</summary>
    /// <param name="interval">The candles' interval.</param>
    /// <param name="month">The month.</param>
    /// <param name="rows">Says where rows stand.</param>
    public CandleMonth(Interval interval, Month month, RowPlaces rows)
    {
        _rows = rows;
        _interval = interval;
        Month = month;
        Range = month.Range;
        _capacity = (int)Range.CountCandles(interval);
        var room = Math.Min(_capacity, FirstRoom);
        _columns = CandleColumns.Allocate(room);
        _places = new long[room];
    }

    /// <summary>The month.</summary>
    public Month Month { get; }

    /// <summary>The moments of the month.</summary>
    public TimeRange Range { get; }

    /// <summary>Candles that repeated another to the last digit, and were left out.</summary>
    public long Duplicates { get; private set; }

    /// <summary>The place of a candle, by its position; of a finished month in order of time.</summary>
    public long PlaceOf(int position) => _places[position];

    /// <summary>Takes a sound candle of the month.</summary>
    /// <param name="candle">The candle.</param>
    /// <param name="place">Its place.</param>
    /// <returns>What is wrong, in words; null when nothing is.</returns>
    public string? Add(in Candle candle, long place)
    {
        if (_count > 0)
        {
            var previous = _columns.OpenTime[_count - 1];
            if (candle.OpenTime == previous)
            {
                return Repeat(candle) is { } difference
                    ? $"open_time {Timestamp.Format(candle.OpenTime)} is in {_rows.Describe(_places[_count - 1])} already, with another "
                        + $"{difference}; leave one of the two{SummerTime.Remedy(candle.OpenTime)}"
                    : null;
            }

            _isRising &= candle.OpenTime > previous;
            _isFalling &= candle.OpenTime < previous;
            if (_count == _places.Length)
            {
                if (_count < _capacity)
                {
                    Grow();
                }
                else if (Compact(2 * _capacity) is { } contradiction)
                {
                    return contradiction;
                }
            }
        }

        _columns.Set(_count, candle);
        _places[_count++] = place;
        return null;
    }

    /// <summary>The month in order of time.</summary>
    /// <param name="defect">What is wrong, in words; null when nothing is.</param>
    public CandleSeries? Finish(out string? defect)
    {
        defect = null;
        if (_isFalling && !_isRising)
        {
            Reverse();
        }
        else if (!_isRising)
        {
            defect = Compact(_count);
        }

        return _count == 0 || defect is not null ? null : new CandleSeries(_interval, _columns.Truncate(_count));
    }

    /// <summary>Counts the candle when it repeats the last one, and says where it contradicts it else.</summary>
    private string? Repeat(in Candle candle)
    {
        var difference = FindDifference(_columns.At(_count - 1), candle);
        Duplicates += difference is null ? 1 : 0;
        return difference;
    }

    private static string? FindDifference(in Candle one, in Candle other) =>
        !one.Open.Equals(other.Open) ? $"open ({one.Open:R} there, {other.Open:R} here)"
        : !one.High.Equals(other.High) ? $"high ({one.High:R} there, {other.High:R} here)"
        : !one.Low.Equals(other.Low) ? $"low ({one.Low:R} there, {other.Low:R} here)"
        : !one.Close.Equals(other.Close) ? $"close ({one.Close:R} there, {other.Close:R} here)"
        : !one.Volume.Equals(other.Volume) ? $"volume ({one.Volume:R} there, {other.Volume:R} here)"
        : !one.QuoteVolume.Equals(other.QuoteVolume) ? $"quote_volume ({one.QuoteVolume:R} there, {other.QuoteVolume:R} here)"
        : one.TradeCount != other.TradeCount ? $"trade_count ({one.TradeCount} there, {other.TradeCount} here)"
        : null;

    private void Reverse()
    {
        Array.Reverse(_columns.OpenTime, 0, _count);
        Array.Reverse(_columns.Open, 0, _count);
        Array.Reverse(_columns.High, 0, _count);
        Array.Reverse(_columns.Low, 0, _count);
        Array.Reverse(_columns.Close, 0, _count);
        Array.Reverse(_columns.Volume, 0, _count);
        Array.Reverse(_columns.QuoteVolume, 0, _count);
        Array.Reverse(_columns.TradeCount, 0, _count);
        Array.Reverse(_places, 0, _count);
    }

    private void Grow()
    {
        var room = (int)Math.Min(_capacity, 2L * _count);
        _columns = _columns.Grow(room);
        Array.Resize(ref _places, room);
    }

    /// <summary>
    /// Sorts what is there and leaves out what is repeated. While rows come there is room afterwards for as many as the month has
    /// candles: so this costs a row no more than sorting does, however often rows are repeated.
    /// </summary>
    private string? Compact(int room)
    {
        var order = new int[_count];
        for (var i = 0; i < _count; i++)
        {
            order[i] = i;
        }

        Array.Sort(_columns.OpenTime[.._count], order);
        var (unsorted, places) = (_columns, _places);
        (_columns, _places, _count) = (CandleColumns.Allocate(room), new long[room], 0);
        foreach (var from in order)
        {
            var candle = unsorted.At(from);
            if (_count > 0 && _columns.OpenTime[_count - 1] == candle.OpenTime)
            {
                if (Repeat(candle) is { } difference)
                {
                    return $"open_time {Timestamp.Format(candle.OpenTime)} is in {_rows.Describe(_places[_count - 1])} and in "
                        + $"{_rows.Describe(places[from])}, with another {difference}; leave one of the two"
                        + SummerTime.Remedy(candle.OpenTime);
                }

                continue;
            }

            _columns.Set(_count, candle);
            _places[_count++] = places[from];
        }

        (_isRising, _isFalling) = (true, false);
        return null;
    }
}
