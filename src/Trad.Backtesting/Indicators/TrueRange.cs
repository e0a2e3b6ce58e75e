namespace Trad.Backtesting.Indicators;

/// <summary>
/// Wilder's true range: the span a price travelled since the previous close (Wilder, 1978, New Concepts in Technical Trading Systems).
/// </summary>
public static class TrueRange
{
    /// <summary>Fills max(high, previous close) − min(low, previous close); NaN at the first candle, which has no previous close.</summary>
    public static void Compute(ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(result.Length, close.Length, nameof(result));
        if (result.Length > 0)
        {
            result[0] = double.NaN;
        }

        for (var i = 1; i < close.Length; i++)
        {
            result[i] = Math.Max(high[i], close[i - 1]) - Math.Min(low[i], close[i - 1]);
        }
    }
}
