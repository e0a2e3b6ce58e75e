namespace Trad.Backtesting.Strategies;

/// <summary>The swing points between a first and a last position, both moving forward only.</summary>
/// <param name="positions">Positions of swing points, in order.</param>
internal ref struct SwingWindow(ReadOnlySpan<int> positions)
{
    private readonly ReadOnlySpan<int> _positions = positions;
    private int _first;
    private int _end;

    /// <summary>The swing points from <paramref name="first"/> to <paramref name="last"/>, both inclusive.</summary>
    public ReadOnlySpan<int> MoveTo(int first, int last)
    {
        while (_end < _positions.Length && _positions[_end] <= last)
        {
            _end++;
        }

        while (_first < _end && _positions[_first] < first)
        {
            _first++;
        }

        return _positions[_first.._end];
    }
}
