namespace Trad.Backtesting.Strategies;

/// <summary>The swing points between a first and a last position, both moving forward only.</summary>
/// <param name="positions">Positions of swing points, in order.</param>
/// <param name="prices">Their prices.</param>
/// <param name="room">Room for the prices and levels of a window; <see cref="Capacity"/> tells how much.</param>
internal ref struct SwingWindow(ReadOnlySpan<int> positions, ReadOnlySpan<double> prices, Span<double> room)
{
    private readonly ReadOnlySpan<int> _positions = positions;
    private readonly ReadOnlySpan<double> _prices = prices;
    private readonly Span<double> _room = room[..(room.Length / 2)];
    private readonly Span<double> _levels = room[(room.Length / 2)..];
    private int _first;
    private int _end;
    private int _sortedFirst;
    private int _sortedEnd;
    private int _levelsFirst;
    private int _levelsEnd;
    private int _levelCount;

    /// <summary>The prices of the swing points in the window, in order of time.</summary>
    public readonly ReadOnlySpan<double> Prices => _prices[_first.._end];

    /// <summary>Most swing points of a window of some candles: they lie at least three candles apart.</summary>
    public static int MostSwings(int candles) => (candles / 3) + 1;

    /// <summary>Room for a window of some candles: as many prices may be levels.</summary>
    public static int Capacity(int candles) => 2 * MostSwings(candles);

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

    /// <summary>
    /// The levels of the window: the means of clusters of prices, built from the lowest up or from the highest down, so that
    /// mirrored prices make mirrored levels. They are made again only when the window has changed.
    /// </summary>
    /// <param name="width">Largest distance of a joining price from the mean so far, a fraction of the mean.</param>
    /// <param name="touches">Prices that make a level.</param>
    /// <param name="fromHighest">Whether they are built from the highest price down; always the same for a window.</param>
    public ReadOnlySpan<double> Levels(double width, int touches, bool fromHighest)
    {
        if (_levelsFirst != _first || _levelsEnd != _end)
        {
            _levelCount = fromHighest ? ClusterDown(Sorted(), width, touches, _levels) : ClusterUp(Sorted(), width, touches, _levels);
            (_levelsFirst, _levelsEnd) = (_first, _end);
        }

        return _levels[.._levelCount];
    }

    private static int ClusterUp(ReadOnlySpan<double> sorted, double width, int touches, Span<double> levels)
    {
        // A price joins while price − mean ≤ width × mean, written without a division.
        var (sum, members, grown, count) = (0.0, 0, 1 + width, 0);
        foreach (var price in sorted)
        {
            if (price * members > sum * grown)
            {
                if (members >= touches)
                {
                    levels[count++] = sum / members;
                }

                (sum, members) = (0, 0);
            }

            sum += price;
            members++;
        }

        if (members >= touches)
        {
            levels[count++] = sum / members;
        }

        return count;
    }

    private static int ClusterDown(ReadOnlySpan<double> sorted, double width, int touches, Span<double> levels)
    {
        // The mirror image: a price joins while mean − price ≤ width × mean.
        var (sum, members, shrunk, count) = (0.0, 0, 1 - width, 0);
        for (var i = sorted.Length - 1; i >= 0; i--)
        {
            var price = sorted[i];
            if (price * members < sum * shrunk)
            {
                if (members >= touches)
                {
                    levels[count++] = sum / members;
                }

                (sum, members) = (0, 0);
            }

            sum += price;
            members++;
        }

        if (members >= touches)
        {
            levels[count++] = sum / members;
        }

        return count;
    }

    // A window that moved by a few swings keeps the order of the others: prices that left are taken out and prices that came
    // are put in their places.
    private ReadOnlySpan<double> Sorted()
    {
        var changes = _first - _sortedFirst + _end - _sortedEnd;
        if (_sortedEnd <= _first || changes * 2 > _end - _first)
        {
            (_sortedFirst, _sortedEnd) = (_first, _end);
            Prices.CopyTo(_room);
            _room[..(_end - _first)].Sort();
        }

        while (_sortedFirst < _first)
        {
            Remove(_prices[_sortedFirst], _sortedEnd - _sortedFirst);
            _sortedFirst++;
        }

        while (_sortedEnd < _end)
        {
            Insert(_prices[_sortedEnd], _sortedEnd - _sortedFirst);
            _sortedEnd++;
        }

        return _room[..(_end - _first)];
    }

    private readonly void Remove(double price, int count)
    {
        var position = 0;
        while (_room[position] != price)
        {
            position++;
        }

        for (; position < count - 1; position++)
        {
            _room[position] = _room[position + 1];
        }
    }

    private readonly void Insert(double price, int count)
    {
        var position = count;
        for (; position > 0 && _room[position - 1] > price; position--)
        {
            _room[position] = _room[position - 1];
        }

        _room[position] = price;
    }
}
