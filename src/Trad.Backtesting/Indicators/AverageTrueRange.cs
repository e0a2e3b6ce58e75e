namespace Trad.Backtesting.Indicators;

/// <summary>Wilder's average true range (Wilder, 1978): a smoothed mean of <see cref="TrueRange"/>.</summary>
public static class AverageTrueRange
{
    /// <summary>
    /// Fills the average: at position <paramref name="length"/> the mean of the first <paramref name="length"/> true ranges,
    /// from there (previous × (length − 1) + true range) / length; NaN before.
    /// </summary>
    /// <param name="trueRange">True ranges, the first NaN.</param>
    /// <param name="length">Smoothing length in candles; at least one.</param>
    /// <param name="result">Filled; as long as <paramref name="trueRange"/>.</param>
    public static void Compute(ReadOnlySpan<double> trueRange, int length, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(result.Length, trueRange.Length, nameof(result));
        result[..Math.Min(length, result.Length)].Fill(double.NaN);
        if (trueRange.Length <= length)
        {
            return;
        }

        var average = 0.0;
        for (var i = 1; i <= length; i++)
        {
            average += trueRange[i];
        }

        average /= length;
        result[length] = average;
        for (var i = length + 1; i < trueRange.Length; i++)
        {
            average = ((average * (length - 1)) + trueRange[i]) / length;
            result[i] = average;
        }
    }
}
