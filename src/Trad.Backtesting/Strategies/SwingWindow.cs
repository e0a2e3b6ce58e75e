namespace Trad.Backtesting.Strategies;

/// <summary>The swing points between a first and a last position, both moving forward only.</summary>
/// <param name="positions">Positions of swing points, in order.</param>
/// <param name="prices">Their prices.</param>
internal ref struct SwingWindow(ReadOnlySpan<int> positions, ReadOnlySpan<double> prices)
{
    private readonly ReadOnlySpan<int> _positions = positions;
    private readonly ReadOnlySpan<double> _prices = prices;
    private int _first;
    private int _end;

    /// <summary>The prices of the swing points from <paramref name="first"/> to <paramref name="last"/>, both inclusive.</summary>
    public ReadOnlySpan<double> MoveTo(int first, int last)
    {
        while (_end < _positions.Length && _positions[_end] <= last)
        {
            _end++;
        }

        while (_first < _end && _positions[_first] < first)
        {
            _first++;
        }

        return _prices[_first.._end];
    }
}
