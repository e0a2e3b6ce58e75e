using Trad.Candles;

namespace Trad.Formats.Candles.Times;

/// <summary>The days of a file as they are in one reading of its dates, and whether candles have such days.</summary>
internal sealed class DayRun
{
    // Over Easter an exchange is closed for so long.
    private const long LongestBreak = 5 * TimeCursor.Day;

    // The dates that may be read in two ways are few: twelve days of twelve months. Beyond, what was seen is enough.
    private const int Most = 1 << 14;

    private readonly SortedSet<long> _days = [];
    private long? _previous;
    private int _forward;
    private int _backward;

    /// <summary>Days that differ.</summary>
    public int Count => _days.Count;

    /// <summary>Takes the day of a row, epoch milliseconds.</summary>
    public void Add(long day)
    {
        _forward += _previous < day ? 1 : 0;
        _backward += _previous > day ? 1 : 0;
        _previous = day;
        if (_days.Count < Most)
        {
            _days.Add(day);
        }
    }

    /// <summary>Whether the rows go one way in time.</summary>
    public bool IsInOrder => _forward == 0 || _backward == 0;

    /// <summary>The last day.</summary>
    public long Last => _days.Max;

    /// <summary>Whether all days lie in a range.</summary>
    public bool IsWithin(TimeRange range) => _days.Min >= range.Start && _days.Max < range.End;

    /// <summary>Whether candles follow one another so.</summary>
    /// <param name="interval">Their interval; null where it is not known.</param>
    /// <param name="areDays">Whether each day has one candle, which may be of a week or a month as well.</param>
    public bool IsRegular(Interval? interval, bool areDays)
    {
        if (interval is { } known && known > Trad.Candles.Interval.OneDay)
        {
            return _days.All(known.IsAligned) && AreApart(known.LongestMilliseconds);
        }

        return AreApart(LongestBreak)
            || (interval is null && areDays
                && (IsRegular(Trad.Candles.Interval.OneWeek, areDays) || IsRegular(Trad.Candles.Interval.OneMonth, areDays)));
    }

    private bool AreApart(long most) => _days.Zip(_days.Skip(1)).All(pair => pair.Second - pair.First <= most);
}
