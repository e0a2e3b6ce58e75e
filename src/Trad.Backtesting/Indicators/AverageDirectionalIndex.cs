namespace Trad.Backtesting.Indicators;

/// <summary>Wilder's directional movement: +DI, −DI and their average directional index (ADX), each 0 to 100.</summary>
/// <remarks>Wilder (1978), New Concepts in Technical Trading Systems.</remarks>
public static class AverageDirectionalIndex
{
    /// <summary>Fills the three lines; NaN before there are enough candles, length for the first two and twice that for the last.</summary>
    /// <param name="high">Highs, oldest first.</param>
    /// <param name="low">Lows, as many.</param>
    /// <param name="trueRange">True ranges of the same candles, the first NaN.</param>
    /// <param name="length">Smoothing length; at least one.</param>
    /// <param name="plus">Filled with +DI; as long as <paramref name="high"/>.</param>
    /// <param name="minus">Filled with −DI; likewise.</param>
    /// <param name="index">Filled with the ADX; likewise.</param>
    public static void Compute(
        ReadOnlySpan<double> high,
        ReadOnlySpan<double> low,
        ReadOnlySpan<double> trueRange,
        int length,
        Span<double> plus,
        Span<double> minus,
        Span<double> index)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(index.Length, high.Length, nameof(index));
        double range = 0, up = 0, down = 0;
        plus[..Math.Min(length, plus.Length)].Fill(double.NaN);
        minus[..Math.Min(length, minus.Length)].Fill(double.NaN);
        index[..Math.Min(length, index.Length)].Fill(double.NaN);
        for (var i = 1; i < high.Length; i++)
        {
            var (rise, fall) = (high[i] - high[i - 1], low[i - 1] - low[i]);
            var kept = i <= length ? 1 : 1 - (1.0 / length);
            range = (range * kept) + trueRange[i];
            up = (up * kept) + (rise > fall ? Math.Max(rise, 0) : 0);
            down = (down * kept) + (fall > rise ? Math.Max(fall, 0) : 0);
            if (i >= length)
            {
                plus[i] = range > 0 ? 100 * up / range : 0;
                minus[i] = range > 0 ? 100 * down / range : 0;
                index[i] = up + down > 0 ? 100 * Math.Abs(up - down) / (up + down) : 0;
            }
        }

        WilderMovingAverage.Compute(index, length, index);
    }
}
