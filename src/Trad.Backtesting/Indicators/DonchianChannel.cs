namespace Trad.Backtesting.Indicators;

/// <summary>Donchian channel: the highest high and the lowest low of the candles before the current one.</summary>
/// <remarks>Donchian (1960), High Finance in Copper, Financial Analysts Journal 16(6).</remarks>
public static class DonchianChannel
{
    /// <summary>Fills both lines from the <paramref name="length"/> candles before each; NaN before there are that many.</summary>
    /// <param name="high">Highs, oldest first.</param>
    /// <param name="low">Lows, as many.</param>
    /// <param name="length">Number of candles; at least one.</param>
    /// <param name="lower">Filled; as long as <paramref name="high"/>.</param>
    /// <param name="upper">Filled likewise.</param>
    public static void Compute(ReadOnlySpan<double> high, ReadOnlySpan<double> low, int length, Span<double> lower, Span<double> upper)
    {
        RollingExtreme.Maximum(high, length, upper);
        RollingExtreme.Minimum(low, length, lower);
        ShiftByOne(upper);
        ShiftByOne(lower);
    }

    private static void ShiftByOne(Span<double> values)
    {
        if (values.Length > 0)
        {
            values[..^1].CopyTo(values[1..]);
            values[0] = double.NaN;
        }
    }
}
