namespace Trad.Backtesting.Indicators;

/// <summary>Keltner channel: an exponential average and, around it, a multiple of the average true range.</summary>
/// <remarks>Raschke's form of Keltner (1960), How to Make Money in Commodities.</remarks>
public static class KeltnerChannel
{
    /// <summary>Fills the three lines; NaN before there are enough values for both parts.</summary>
    /// <param name="close">Closes, oldest first.</param>
    /// <param name="averageTrueRange">Average true range of the same candles.</param>
    /// <param name="length">Length of the average; at least one.</param>
    /// <param name="multiplier">Distance of the outer lines, in average true ranges.</param>
    /// <param name="lower">Filled; as long as <paramref name="close"/>.</param>
    /// <param name="middle">Filled likewise.</param>
    /// <param name="upper">Filled likewise.</param>
    public static void Compute(
        ReadOnlySpan<double> close,
        ReadOnlySpan<double> averageTrueRange,
        int length,
        double multiplier,
        Span<double> lower,
        Span<double> middle,
        Span<double> upper)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(averageTrueRange.Length, close.Length, nameof(averageTrueRange));
        ArgumentOutOfRangeException.ThrowIfNotEqual(lower.Length, close.Length, nameof(lower));
        ArgumentOutOfRangeException.ThrowIfNotEqual(upper.Length, close.Length, nameof(upper));
        ExponentialMovingAverage.Compute(close, length, middle);
        for (var i = 0; i < close.Length; i++)
        {
            lower[i] = middle[i] - (multiplier * averageTrueRange[i]);
            upper[i] = middle[i] + (multiplier * averageTrueRange[i]);
        }
    }
}
