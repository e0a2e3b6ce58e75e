namespace Trad.Backtesting.Indicators;

/// <summary>The standard deviation of the last <c>length</c> values.</summary>
/// <remarks>From sums of the values and their squares with twice the digits, so that nothing drifts and little cancels.</remarks>
public static class RollingStandardDeviation
{
    // What is smaller than this part of the mean is rounding, not variation.
    private const double Noise = 1e-13;

    /// <summary>Fills the deviation at every position; NaN before <paramref name="length"/> values were seen.</summary>
    /// <param name="source">Values, oldest first; NaN only at the beginning.</param>
    /// <param name="length">Number of values in each window; at least one, two for a sample.</param>
    /// <param name="kind">Population or sample.</param>
    /// <param name="result">Filled; as long as <paramref name="source"/>.</param>
    public static void Compute(ReadOnlySpan<double> source, int length, DeviationKind kind, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, kind == DeviationKind.Sample ? 2 : 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(result.Length, source.Length, nameof(result));
        var start = LeadingNaN.Count(source);
        result[..Math.Min(start + length - 1, result.Length)].Fill(double.NaN);
        var divisor = (double)length * (kind == DeviationKind.Sample ? length - 1 : length);
        DoubleDouble sum = default, squares = default;
        for (var i = start; i < source.Length; i++)
        {
            sum.Add(source[i]);
            squares.AddProduct(source[i], source[i]);
            if (i >= start + length)
            {
                var left = source[i - length];
                sum.Add(-left);
                squares.AddProduct(-left, left);
            }

            if (i >= start + length - 1)
            {
                // n Σx² − (Σx)², so that no division comes before the difference.
                DoubleDouble spread = default;
                spread.AddMultiple(length, squares);
                spread.SubtractSquare(sum);
                var deviation = Math.Sqrt(Math.Max(0, spread.Value / divisor));
                result[i] = deviation > Noise * Math.Abs(sum.Value) / length ? deviation : 0;
            }
        }
    }
}

/// <summary>What a standard deviation divides the sum of squares by.</summary>
public enum DeviationKind
{
    /// <summary>The number of values n.</summary>
    Population,

    /// <summary>n − 1 (Bessel's correction).</summary>
    Sample,
}
