using System.Runtime.Intrinsics;

namespace Trad.Backtesting.Metrics;

/// <summary>
/// Running sums over the returns per candle. Candles without a position return zero and are only counted; the other
/// returns are kept for the quantile.
/// </summary>
/// <remarks>
/// Lanes are fixed at four (<see cref="Vector256"/>, not <c>Vector&lt;double&gt;</c>), so that sums round alike on every machine.
/// </remarks>
/// <param name="values">Room for one return per candle.</param>
internal sealed class ReturnStatistics(double[] values)
{
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
        Count < 2 ? null : Math.Sqrt(Math.Max(0, (Vector256.Sum(_squares) - (Sum * Sum / Count)) / (Count - 1)));

    /// <summary>Second, third and fourth central moment.</summary>
    public (double Second, double Third, double Fourth) CentralMoments
    {
        get
        {
            var mean = Mean;
            var (second, third, fourth) = (Vector256.Sum(_squares) / Count, Vector256.Sum(_cubes) / Count, Vector256.Sum(_fourths) / Count);
            return (
                Math.Max(0, second - (mean * mean)),
                third - (3 * mean * second) + (2 * mean * mean * mean),
                fourth - (4 * mean * third) + (6 * mean * mean * second) - (3 * mean * mean * mean * mean));
        }
    }

    /// <summary>The returns that were not passed as zeros, in order; a caller may change their order.</summary>
    public Span<double> Kept => _values.AsSpan(0, _kept);

    /// <summary>Adds a return.</summary>
    public void Add(double change)
    {
        AddToSums(Vector256.CreateScalar(change));
        _values[_kept++] = change;
        Count++;
    }

    /// <summary>Adds four returns in a row.</summary>
    public void Add(Vector256<double> changes)
    {
        AddToSums(changes);
        changes.CopyTo(_values, _kept);
        _kept += Vector256<double>.Count;
        Count += Vector256<double>.Count;
    }

    /// <summary>Adds candles that returned nothing.</summary>
    public void AddZeros(int count) => Count += count;

    private void AddToSums(Vector256<double> changes)
    {
        var squares = changes * changes;
        var negatives = Vector256.Min(changes, Vector256<double>.Zero);
        _sum += changes;
        _squares += squares;
        _cubes += squares * changes;
        _fourths += squares * squares;
        _negatives += negatives;
        _negativeSquares += negatives * negatives;
    }
}
