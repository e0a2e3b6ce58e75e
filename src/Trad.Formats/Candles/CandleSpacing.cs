using System.Globalization;
using Trad.Candles;

namespace Trad.Formats.Candles;

/// <summary>How far apart the candles of a file are, whose months come in any order.</summary>
/// <param name="interval">The candles' interval.</param>
internal sealed class CandleSpacing(Interval interval)
{
    private const int NearlyAll = 10;
    private const int MostDistances = 1000;

    // Rows of which two neighbours are never as close as the interval: so few may be a market that is seldom traded.
    private const int FewestToTell = 5;

    // Open times of the first and the last candle of each month.
    private readonly List<(long First, long Last)> _months = [];
    private readonly Dictionary<long, long> _others = [];
    private readonly MixedSpacing _mixed = new(interval);
    private long _shortestInside = long.MaxValue;
    private long _regular;
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

    /// <summary>
    /// The length of another interval that lies between nearly all of the candles, milliseconds; null when none does. Candles that are
    /// missing here and there leave the interval's own the most frequent by far.
    /// </summary>
    public long? Other
    {
        get
        {
            var (length, count) = _others.Where(other => Interval.OfLength(other.Key) is not null)
                .Select(other => (other.Key, other.Value)).DefaultIfEmpty().MaxBy(other => other.Value);
            return count > NearlyAll * _regular ? length : null;
        }
    }

    /// <summary>How often the candles break off between the first and the last.</summary>
    public int Gaps => _gapsInside + Between().Count(pair => pair.First > interval.CloseOf(pair.Last));

    /// <summary>
    /// What shows that a part of the candles is of another interval than the rest, in words; null when nothing does. It may be right
    /// nevertheless, where nobody traded but a program that goes by the clock.
    /// </summary>
    /// <param name="count">How many candles there are.</param>
    /// <param name="describe">Says which line or row of which file a place is.</param>
    public string? FindMixture(long count, Func<long, string> describe) =>
        _regular > 0 && (_mixed.HasRegular || Other is null) && _mixed.Find(count - 1) is { } part
            ? $"its candles are {Describe(part, describe)}; import the parts one by one, each with its own interval"
            : null;

    /// <summary>The same of fewer candles than prove it, in a sentence; null where there are not even so many.</summary>
    /// <param name="describe">Says which line or row of which file a place is.</param>
    public string? FindNote(Func<long, string> describe) =>
        _mixed.HasRegular && _mixed.FindLongest() is { Distances: >= MixedSpacing.Noted } part
            ? $"Candles are {Describe(part, describe)}; where these are of two intervals, import them one by one."
            : null;

    /// <summary>What shows that the candles are of another interval, in words; null when nothing does.</summary>
    /// <param name="count">How many candles there are.</param>
    public string? FindDefect(long count)
    {
        if (Shortest is not { } shortest)
        {
            return null;
        }

        // Two candles an hour apart are hours, whatever else they are called; at another distance it takes some more to tell.
        var spacing = Other ?? shortest;
        if (interval.IsLength(spacing) || (Interval.OfLength(spacing) is null && count < FewestToTell))
        {
            return null;
        }

        return $"its candles are {Describe(spacing)} apart, and the file is imported as {interval}; "
            + (Interval.OfLength(spacing) is { } found
                ? $"import them as {found}"
                : $"no two of its {count:N0} candles are {interval} apart");
    }

    /// <summary>A time between two candles in words: as an interval where it is one.</summary>
    public static string Describe(long milliseconds) =>
        Interval.OfLength(milliseconds)?.Code ?? TimeSpan.FromMilliseconds(milliseconds) switch
        {
            { TotalDays: >= 2 } days => string.Create(CultureInfo.InvariantCulture, $"{days.TotalDays:0.##} days"),
            { TotalHours: >= 2 } hours => string.Create(CultureInfo.InvariantCulture, $"{hours.TotalHours:0.##} hours"),
            { TotalMinutes: >= 2 } minutes => string.Create(CultureInfo.InvariantCulture, $"{minutes.TotalMinutes:0.##} minutes"),
            var seconds => string.Create(CultureInfo.InvariantCulture, $"{seconds.TotalSeconds:0.###} seconds"),
        };

    private string Describe(SpacingStretch part, Func<long, string> describe) =>
        $"{part.Spacing} apart from {describe(part.FirstPlace)}, {Timestamp.Format(part.First)}, to "
        + $"{describe(part.LastPlace)}, {Timestamp.Format(part.Last)}, and {interval} elsewhere";

    /// <summary>Takes a month in order of time, not empty.</summary>
    /// <param name="month">Its candles.</param>
    /// <param name="placeOf">The line or row of a candle, by its position.</param>
    public void Add(CandleSeries month, Func<int, long> placeOf)
    {
        var times = month.OpenTime;
        for (var i = 1; i < times.Length; i++)
        {
            var apart = times[i] - times[i - 1];
            _shortestInside = Math.Min(_shortestInside, apart);
            if (interval.IsLength(apart))
            {
                _regular++;
                _mixed.AddRegular();
            }
            else
            {
                _mixed.Add((times[i - 1], placeOf(i - 1)), (times[i], placeOf(i)), isFirst: i == 1);
                if (_others.Count < MostDistances || _others.ContainsKey(apart))
                {
                    _others[apart] = _others.GetValueOrDefault(apart) + 1;
                }
            }

            _gapsInside += times[i] > interval.CloseOf(times[i - 1]) ? 1 : 0;
        }

        _mixed.EndMonth();
        _months.Add((times[0], times[^1]));
    }

    // One month's last candle and the next one's first.
    private IEnumerable<(long Last, long First)> Between()
    {
        var ordered = _months.OrderBy(month => month.First).ToList();
        return ordered.Skip(1).Zip(ordered, (next, before) => (before.Last, next.First));
    }
}
