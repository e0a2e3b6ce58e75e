namespace Trad.Backtesting.Indicators;

/// <summary>
/// A sum kept as two doubles, about 32 digits: over years of candles a running sum of doubles would drift, and a
/// variance from running sums would lose most of its digits.
/// </summary>
/// <remarks>Dekker (1971), A Floating-Point Technique for Extending the Available Precision; Knuth's two-sum.</remarks>
internal struct DoubleDouble
{
    private double _high;
    private double _low;

    /// <summary>The nearest double.</summary>
    public readonly double Value => _high + _low;

    /// <summary>Adds a value.</summary>
    public void Add(double value)
    {
        var sum = _high + value;
        var rounded = sum - _high;
        var error = (_high - (sum - rounded)) + (value - rounded) + _low;
        _high = sum + error;
        _low = error - (_high - sum);
    }

    /// <summary>Adds the product of two values.</summary>
    public void AddProduct(double left, double right)
    {
        var product = left * right;
        Add(product);
        Add(Math.FusedMultiplyAdd(left, right, -product));
    }

    /// <summary>Adds a multiple of another sum.</summary>
    public void AddMultiple(double factor, in DoubleDouble other)
    {
        AddProduct(factor, other._high);
        AddProduct(factor, other._low);
    }

    /// <summary>Subtracts the square of another sum.</summary>
    public void SubtractSquare(in DoubleDouble other)
    {
        AddProduct(-other._high, other._high);
        AddProduct(-2 * other._high, other._low);
    }
}
