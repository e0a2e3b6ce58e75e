using Trad.Candles;

namespace Trad.Formats.Candles;

/// <summary>
/// Finds where the candles of a file are farther apart for a time than its interval, all of them by one longer interval: two files of
/// which somebody made one, or a source that changed.
/// </summary>
/// <remarks>
/// Candles that are missing since nothing was traded leave distances of every kind: as many equal ones in a row as are asked for here do
/// not come about by chance. Neither outages nor nights and weekends repeat themselves from candle to candle.
/// </remarks>
/// <param name="interval">The candles' interval.</param>
internal sealed class MixedSpacing(Interval interval)
{
    /// <summary>So many equal distances in a row are told in any file.</summary>
    public const int Enough = 30;

    /// <summary>
    /// So many are told where they are at least <see cref="ShareOfFew"/> of all, and as many of the interval follow one another.
    /// </summary>
    public const int EnoughOfFew = 5;

    /// <summary>So many are noted where they are too few to be told.</summary>
    public const int Noted = 9;

    /// <summary>The share of a file's distances from which on few are enough.</summary>
    public const double ShareOfFew = 0.2;

    // Of each month the stretches at its ends, which may go on in the next, and the longest.
    private readonly List<SpacingStretch> _found = [];
    private SpacingStretch? _atStart;
    private SpacingStretch? _longest;
    private SpacingStretch? _last;
    private long _regular;
    private long _longestRegular;

    /// <summary>Whether candles of the interval follow one another for long enough to be no chance.</summary>
    public bool HasRegular => _longestRegular >= EnoughOfFew;

    /// <summary>Takes a distance that is the interval.</summary>
    public void AddRegular()
    {
        if (++_regular == 1)
        {
            Keep();
            _last = null;
        }

        _longestRegular = Math.Max(_longestRegular, _regular);
    }

    /// <summary>Takes another distance between two candles of a month.</summary>
    /// <param name="from">The open time and the place of the first.</param>
    /// <param name="to">Those of the next.</param>
    /// <param name="isFirst">Whether these are the first two of the month.</param>
    public void Add((long Time, long Place) from, (long Time, long Place) to, bool isFirst)
    {
        var next = Interval.OfLength(to.Time - from.Time) is { } other && other > interval
            ? new SpacingStretch(other, from.Time, to.Time, from.Place, to.Place, 1)
            : (SpacingStretch?)null;
        _regular = 0;
        if (_last is { } last && next is { } more && last.Spacing == more.Spacing)
        {
            _last = last with { Last = more.Last, LastPlace = more.LastPlace, Distances = last.Distances + 1 };
        }
        else
        {
            Keep();
            _last = next;
        }

        if (isFirst)
        {
            _atStart = next;
        }
    }

    /// <summary>Ends a month.</summary>
    public void EndMonth()
    {
        var atEnd = _last;
        Keep();
        (_last, _regular) = (null, 0);
        _found.AddRange(new[] { _atStart, _longest, atEnd }.OfType<SpacingStretch>().Distinct());
        (_atStart, _longest) = (null, null);
    }

    /// <summary>The longest stretch of another interval that cannot be chance; null where there is none.</summary>
    /// <param name="distances">How many distances there are in the file.</param>
    public SpacingStretch? Find(long distances) => FindLongest() is { } found
        && (found.Distances >= Enough || (HasRegular && found.Distances >= EnoughOfFew && found.Distances >= ShareOfFew * distances))
        ? found
        : null;

    /// <summary>The longest stretch of another interval; null where there is none.</summary>
    public SpacingStretch? FindLongest()
    {
        SpacingStretch? longest = null;
        SpacingStretch? current = null;
        foreach (var stretch in _found.OrderBy(stretch => stretch.First))
        {
            current = current is { } before && before.IsFollowedBy(stretch) ? before.With(stretch) : stretch;
            longest = longest is { } best && best.Distances >= current.Value.Distances ? longest : current;
        }

        return longest;
    }

    // The stretch that ended, which began at the month's first candle or may be the longest.
    private void Keep()
    {
        if (_last is not { } ended)
        {
            return;
        }

        _atStart = _atStart is { } start && start.First == ended.First ? ended : _atStart;
        _longest = _longest is { } longest && longest.Distances >= ended.Distances ? longest : ended;
    }
}
