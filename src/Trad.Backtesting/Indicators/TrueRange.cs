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

/// <summary>Wilder's average true range: <see cref="TrueRange"/> smoothed by <see cref="WilderMovingAverage"/>.</summary>
/// <remarks>Wilder (1978), New Concepts in Technical Trading Systems.</remarks>
public static class AverageTrueRange
{
    /// <summary>
    /// Fills the average: at position <paramref name="length"/> the mean of the first <paramref name="length"/> true ranges,
    /// from there (previous × (length − 1) + true range) / length; NaN before.
    /// </summary>
    /// <param name="trueRange">True ranges, the first NaN.</param>
    /// <param name="length">Smoothing length in candles; at least one.</param>
    /// <param name="result">Filled; as long as <paramref name="trueRange"/>.</param>
    public static void Compute(ReadOnlySpan<double> trueRange, int length, Span<double> result) =>
        WilderMovingAverage.Compute(trueRange, length, result);
}
