using Trad.Candles;

namespace Trad.Formats.Candles;

/// <summary>How far apart the candles of a file are, whose months come in any order.</summary>
/// <param name="interval">The candles' interval.</param>
internal sealed class CandleSpacing(Interval interval)
{
    // Open times of the first and the last candle of each month.
    private readonly List<(long First, long Last)> _months = [];
    private long _shortestInside = long.MaxValue;
    private int _gapsInside;

    /// <summary>The shortest time between two candles, milliseconds; null below two candles.</summary>
    public long? Shortest
    {
        get
        {
            var shortest = Between().Select(pair => pair.First - pair.Last).Append(_shortestInside).Min();
            return shortest < long.MaxValue ? shortest : null;
        }
    }

    /// <summary>How often the candles break off between the first and the last.</summary>
    public int Gaps => _gapsInside + Between().Count(pair => pair.First > interval.CloseOf(pair.Last));

    /// <summary>A time between two candles in words: as an interval where it is one.</summary>
    public static string Describe(long milliseconds) =>
        Interval.OfLength(milliseconds)?.Code ?? TimeSpan.FromMilliseconds(milliseconds).ToString();

    /// <summary>Takes a month in order of time, not empty.</summary>
    public void Add(CandleSeries month)
    {
        var times = month.OpenTime;
        for (var i = 1; i < times.Length; i++)
        {
            var apart = times[i] - times[i - 1];
            _shortestInside = Math.Min(_shortestInside, apart);
            _gapsInside += times[i] > interval.CloseOf(times[i - 1]) ? 1 : 0;
        }

        _months.Add((times[0], times[^1]));
    }

    // One month's last candle and the next one's first.
    private IEnumerable<(long Last, long First)> Between()
    {
        var ordered = _months.OrderBy(month => month.First).ToList();
        return ordered.Skip(1).Zip(ordered, (next, before) => (before.Last, next.First));
    }
}
