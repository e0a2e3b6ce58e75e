namespace Trad.Candles.Quality;

/// <summary>The middle of values, which a few wrong ones among them do not move.</summary>
/// <remarks>
/// MathNet's counterpart is <c>ArrayStatistics.MedianInplace</c>, which selects where this sorts, with the same result. Candles know
/// no library, and their value types are not to bring one along for a line.
/// </remarks>
internal static class Median
{
    /// <summary>
    /// What makes a median of absolute deviations the standard deviation of normal ones: 1 / Φ⁻¹(¾). Rousseeuw and Croux (1993),
    /// Alternatives to the Median Absolute Deviation, JASA 88(424).
    /// </summary>
    public const double NormalConsistency = 1.4826;

    /// <summary>The middle value, of an even number the mean of the two in the middle; the values are sorted.</summary>
    /// <param name="values">At least one.</param>
    public static double Compute(Span<double> values)
    {
        values.Sort();
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
