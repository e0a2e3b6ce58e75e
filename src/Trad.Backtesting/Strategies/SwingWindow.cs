namespace Trad.Backtesting.Strategies;

/// <summary>The swing points between a first and a last position, both moving forward only.</summary>
/// <param name="positions">Positions of swing points, in order.</param>
/// <param name="prices">Their prices.</param>
/// <param name="room">Room for the prices of a window; <see cref="Capacity"/> tells how much.</param>
internal ref struct SwingWindow(ReadOnlySpan<int> positions, ReadOnlySpan<double> prices, Span<double> room)
{
    private readonly ReadOnlySpan<int> _positions = positions;
    private readonly ReadOnlySpan<double> _prices = prices;
    private readonly Span<double> _room = room;
    private int _first;
    private int _end;
    private int _sortedFirst;
    private int _sortedEnd;

    /// <summary>The prices of the swing points in the window, in order of time.</summary>
    public readonly ReadOnlySpan<double> Prices => _prices[_first.._end];

    /// <summary>How many swing points a window of some candles may hold: they lie at least three candles apart.</summary>
    public static int Capacity(int candles) => (candles / 3) + 1;

    /// <summary>Moves the window to the swing points from <paramref name="first"/> to <paramref name="last"/>, both inclusive.</summary>
    public void MoveTo(int first, int last)
    {
        while (_end < _positions.Length && _positions[_end] <= last)
        {
            _end++;
        }

        while (_first < _end && _positions[_first] < first)
        {
            _first++;
        }
    }

    /// <summary>The prices in the window from the lowest to the highest; sorted again only when the window has changed.</summary>
    public ReadOnlySpan<double> Sorted()
    {
        var sorted = _room[..(_end - _first)];
        if (_sortedFirst != _first || _sortedEnd != _end)
        {
            Prices.CopyTo(sorted);
            sorted.Sort();
            (_sortedFirst, _sortedEnd) = (_first, _end);
        }

        return sorted;
    }
}
