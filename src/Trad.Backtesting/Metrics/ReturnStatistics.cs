using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Trad.Backtesting.Metrics;

/// <summary>
/// Running sums over the returns per candle. Candles without a position return zero and are only counted; the other
/// returns are kept for the quantile.
/// </summary>
/// <remarks>
/// Lanes are fixed at four (<see cref="Vector256"/>, not <c>Vector&lt;double&gt;</c>), so that sums round alike on every machine.
/// MathNet's counterpart is <c>RunningStatistics</c>, which takes one value at a time with a division for each, knows no candles
/// that returned nothing, and no losses apart. Its updates about the running mean lose fewer digits than sums of powers do: these
/// lose the share (mean ÷ deviation)⁴ of them in the fourth moment. Returns per candle have a mean far below their deviation; where
/// it is so far above that nothing but rounding is left, there is no variation.
/// </remarks>
/// <param name="values">Room for one return per candle.</param>
internal sealed class ReturnStatistics(double[] values)
{
    // 2⁻⁵², a last digit. Each of four lanes adds a quarter of the values and may lose half of one with each, alike for alike values;
    // the sum loses it twice, being squared.
    private const double LastDigit = 1.0 / (1L << 52);
    private const int Fewest = 8;

    private readonly double[] _values = values;
    private Vector256<double> _sum;
    private Vector256<double> _squares;
    private Vector256<double> _cubes;
    private Vector256<double> _fourths;
    private Vector256<double> _negatives;
    private Vector256<double> _negativeSquares;
    private int _kept;

    /// <summary>Candles seen.</summary>
    public int Count { get; private set; }

    /// <summary>Mean return per candle.</summary>
    public double Mean => Sum / Count;

    /// <summary>Sum of the returns.</summary>
    public double Sum => Vector256.Sum(_sum);

    /// <summary>Sum of the losses, a number not above zero.</summary>
    public double SumOfNegatives => Vector256.Sum(_negatives);

    /// <summary>Mean of the squared negative returns over all candles.</summary>
    public double DownsideVariance => Vector256.Sum(_negativeSquares) / Count;

    /// <summary>Standard deviation of the returns, of a sample; null below two candles.</summary>
    public double? Deviation =>
        Count < 2 ? null : Math.Sqrt(Left(Vector256.Sum(_squares), Sum * Sum / Count) / (Count - 1));

    /// <summary>Second, third and fourth central moment.</summary>
    public (double Second, double Third, double Fourth) CentralMoments
    {
        get
        {
            var mean = Mean;
            var (second, third, fourth) = (Vector256.Sum(_squares) / Count, Vector256.Sum(_cubes) / Count, Vector256.Sum(_fourths) / Count);
            return (
                Left(second, mean * mean),
                third - (3 * mean * second) + (2 * mean * mean * mean),
                fourth - (4 * mean * third) + (6 * mean * mean * second) - (3 * mean * mean * mean * mean));
        }
    }

    /// <summary>The returns that were not passed as zeros, in order; a caller may overwrite them.</summary>
    public Span<double> Kept => _values.AsSpan(0, _kept);

    /// <summary>Adds a return.</summary>
    public void Add(double change)
    {
        AddToSums(Vector256.CreateScalar(change));
        _values[_kept++] = change;
        Count++;
    }

    /// <summary>Adds the returns of a position from close to close: the equity is cash plus size times close.</summary>
    /// <param name="cash">Cash.</param>
    /// <param name="size">Size, negative when short.</param>
    /// <param name="close">The closes, the one before the first return included.</param>
    public void AddHeld(double cash, double size, ReadOnlySpan<double> close)
    {
        ref var prices = ref MemoryMarshal.GetReference(close);
        ref var kept = ref MemoryMarshal.GetReference(_values.AsSpan(_kept, close.Length - 1));
        var (cashes, sizes) = (Vector256.Create(cash), Vector256.Create(size));
        var (sum, squares, cubes, fourths) = (_sum, _squares, _cubes, _fourths);
        var (negatives, negativeSquares) = (_negatives, _negativeSquares);
        var i = 1;
        for (; i <= close.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            var before = cashes + (sizes * Vector256.LoadUnsafe(ref prices, (nuint)(i - 1)));
            var after = cashes + (sizes * Vector256.LoadUnsafe(ref prices, (nuint)i));
            var change = (after / before) - Vector256<double>.One;
            change = Vector256.ConditionalSelect(Vector256.GreaterThan(before, Vector256<double>.Zero), change, Vector256<double>.Zero);
            change.StoreUnsafe(ref kept, (nuint)(i - 1));
            var square = change * change;
            var negative = Vector256.Min(change, Vector256<double>.Zero);
            sum += change;
            squares += square;
            cubes += square * change;
            fourths += square * square;
            negatives += negative;
            negativeSquares += negative * negative;
        }

        (_sum, _squares, _cubes, _fourths) = (sum, squares, cubes, fourths);
        (_negatives, _negativeSquares) = (negatives, negativeSquares);
        _kept += i - 1;
        Count += i - 1;
        for (; i < close.Length; i++)
        {
            var before = cash + (size * close[i - 1]);
            Add(before > 0 ? ((cash + (size * close[i])) / before) - 1 : 0);
        }
    }

    /// <summary>Adds candles that returned nothing.</summary>
    public void AddZeros(int count) => Count += count;

    // What is left of the squares after the mean's, if it is more than the sums may have lost.
    private double Left(double squares, double ofMean) =>
        squares - ofMean is var left && left > (Count + Fewest) * LastDigit * squares ? left : 0;

    private void AddToSums(Vector256<double> change)
    {
        var square = change * change;
        var negative = Vector256.Min(change, Vector256<double>.Zero);
        _sum += change;
        _squares += square;
        _cubes += square * change;
        _fourths += square * square;
        _negatives += negative;
        _negativeSquares += negative * negative;
    }
}
