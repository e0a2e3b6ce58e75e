using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Trad.Backtesting.Metrics;

/// <summary>Running figures of the stretches in which the equity lies below an earlier peak.</summary>
/// <param name="initial">The equity before the first candle, the first peak.</param>
internal sealed class DrawdownStatistics(double initial)
{
    private double _peak = initial;
    private double _last = initial;
    private double _depth;
    private double _sumOfDepths;
    private double _sumOfSquares;
    private int _length;

    /// <summary>Largest fall from a peak, a fraction of the peak.</summary>
    public double Maximum { get; private set; }

    /// <summary>Longest drawdown, in candles.</summary>
    public int Longest { get; private set; }

    /// <summary>Number of drawdowns, the one not recovered from included.</summary>
    public int Episodes { get; private set; }

    /// <summary>Candles in a drawdown.</summary>
    public long Candles { get; private set; }

    /// <summary>Sum over the drawdowns of the deepest fall of each.</summary>
    public double SumOfDepths => _sumOfDepths + _depth;

    /// <summary>Sum over the candles of the squared fall from the peak.</summary>
    public double SumOfSquares => _sumOfSquares;

    /// <summary>Adds the equity at a close.</summary>
    public void Add(double equity)
    {
        _last = equity;
        if (equity >= _peak)
        {
            _peak = equity;
            _sumOfDepths += _depth;
            _depth = 0;
            _length = 0;
            return;
        }

        var fall = 1 - (equity / _peak);
        _sumOfSquares += fall * fall;
        Extend(fall, 1);
    }

    /// <summary>Adds the equity of a position at closes: cash plus size times close.</summary>
    public void AddHeld(double cash, double size, ReadOnlySpan<double> close)
    {
        ref var prices = ref MemoryMarshal.GetReference(close);
        var (cashes, sizes) = (Vector256.Create(cash), Vector256.Create(size));
        var i = 0;
        while (i <= close.Length - Vector256<double>.Count)
        {
            // Most candles lie below the peak: as long as they do, nothing depends on the candle before.
            var (peak, start) = (Vector256.Create(_peak), i);
            var (squares, deepest) = (Vector256<double>.Zero, Vector256<double>.Zero);
            for (; i <= close.Length - Vector256<double>.Count; i += Vector256<double>.Count)
            {
                var equities = cashes + (sizes * Vector256.LoadUnsafe(ref prices, (nuint)i));
                if (!Vector256.LessThanAll(equities, peak))
                {
                    break;
                }

                var falls = Vector256<double>.One - (equities / peak);
                squares += falls * falls;
                deepest = Vector256.Max(deepest, falls);
            }

            if (i > start)
            {
                _sumOfSquares += Vector256.Sum(squares);
                var halves = Vector128.Max(deepest.GetLower(), deepest.GetUpper());
                Extend(Math.Max(halves[0], halves[1]), i - start);
            }

            var end = Math.Min(i + Vector256<double>.Count, close.Length);
            for (; i < end; i++)
            {
                Add(cash + (size * close[i]));
            }
        }

        for (; i < close.Length; i++)
        {
            Add(cash + (size * close[i]));
        }

        _last = close.IsEmpty ? _last : cash + (size * close[^1]);
    }

    /// <summary>Adds candles at whose close the equity is what it was.</summary>
    public void Repeat(int candles)
    {
        if (_last < _peak)
        {
            var fall = 1 - (_last / _peak);
            _sumOfSquares += candles * fall * fall;
            Extend(fall, candles);
        }
    }

    private void Extend(double fall, int candles)
    {
        Episodes += _length == 0 ? 1 : 0;
        _length += candles;
        Candles += candles;
        _depth = Math.Max(_depth, fall);
        Maximum = Math.Max(Maximum, fall);
        Longest = Math.Max(Longest, _length);
    }
}
