namespace Trad.Training.Validation.Statistics;

/// <summary>How alike two series move: Pearson's product-moment correlation coefficient.</summary>
/// <remarks>
/// MathNet's counterpart is <c>Correlation.Pearson</c>. It takes one pair at a time from enumerations with a division for each, and
/// says NaN of a series that does not vary; here spans of one matrix are compared some thousand times, their means are taken first
/// (two passes, Chan, Golub and LeVeque, 1983), and what is not defined is null.
/// </remarks>
public static class Correlation
{
    /// <summary>Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² Σ (y − ȳ)²), from -1 to 1; null when one of the two does not vary.</summary>
    /// <param name="one">A series.</param>
    /// <param name="other">Another of the same length, value by value at the same time.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double? Compute(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        if (one.Length != other.Length)
        {
            throw new ArgumentException($"The series have {one.Length} and {other.Length} values.", nameof(other));
        }

        var (meanOfOne, meanOfOther) = (Mean(one), Mean(other));
        var (products, squaresOfOne, squaresOfOther) = (0.0, 0.0, 0.0);
        for (var i = 0; i < one.Length; i++)
        {
            var (x, y) = (one[i] - meanOfOne, other[i] - meanOfOther);
            products += x * y;
            squaresOfOne += x * x;
            squaresOfOther += y * y;
        }

        var scale = Math.Sqrt(squaresOfOne) * Math.Sqrt(squaresOfOther);
        return scale > 0 ? Math.Clamp(products / scale, -1, 1) : null;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return values.IsEmpty ? 0 : sum / values.Length;
    }
}
