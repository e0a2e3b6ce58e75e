using Trad.Candles.Gaps;

namespace Trad.Backtesting.Simulation;

/// <summary>The next interruptions of the candles, seen from a candle that moves on and never back.</summary>
/// <param name="interruptions">Where the candles are interrupted.</param>
/// <param name="count">How many candles there are.</param>
internal ref struct InterruptionCursor(Interruptions interruptions, int count)
{
    private readonly ReadOnlySpan<int> _ends = interruptions.Ends;
    private readonly ReadOnlySpan<(int Start, int End)> _filled = interruptions.Filled;
    private int _hole = -1;
    private int _fill = -1;

    /// <summary>The last candle before the next long hole; beyond all candles when there is none.</summary>
    public int LastBeforeHole { get; private set; } = -1;

    /// <summary>The next stretch of candles that nobody traded; beyond all candles when there is none.</summary>
    public (int Start, int End) NextFilled { get; private set; } = (-1, -1);

    /// <summary>Moves on to a candle.</summary>
    public void MoveTo(int t)
    {
        while (t > LastBeforeHole)
        {
            // A hole behind the last candle is none: the series ends there.
            LastBeforeHole = ++_hole < _ends.Length && _ends[_hole] < count - 1 ? _ends[_hole] : int.MaxValue;
        }

        while (t >= NextFilled.End)
        {
            NextFilled = ++_fill < _filled.Length ? _filled[_fill] : (int.MaxValue, int.MaxValue);
        }
    }
}
