namespace Trad.Backtesting.Indicators;

/// <summary>The volume-weighted average of the typical price, (high + low + close) / 3, since the beginning of a session.</summary>
/// <remarks>Berkowitz, Logue and Noser (1988), The Total Cost of Transactions on the NYSE, Journal of Finance 43(1).</remarks>
public static class VolumeWeightedAveragePrice
{
    /// <summary>Fills the average; NaN until a session has any volume.</summary>
    /// <param name="openTime">Open times, epoch milliseconds UTC.</param>
    /// <param name="high">Highs, as many.</param>
    /// <param name="low">Lows, as many.</param>
    /// <param name="close">Closes, as many.</param>
    /// <param name="volume">Volumes, as many.</param>
    /// <param name="session">
    /// Length of a session in milliseconds, counted from the epoch (a day: from midnight UTC); zero for a single one.
    /// </param>
    /// <param name="result">Filled; as long as <paramref name="close"/>.</param>
    public static void Compute(
        ReadOnlySpan<long> openTime,
        ReadOnlySpan<double> high,
        ReadOnlySpan<double> low,
        ReadOnlySpan<double> close,
        ReadOnlySpan<double> volume,
        long session,
        Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(session);
        ArgumentOutOfRangeException.ThrowIfNotEqual(result.Length, close.Length, nameof(result));
        DoubleDouble traded = default, paid = default;
        for (var i = 0; i < close.Length; i++)
        {
            if (session > 0 && i > 0 && openTime[i] / session != openTime[i - 1] / session)
            {
                traded = default;
                paid = default;
            }

            traded.Add(volume[i]);
            paid.AddProduct((high[i] + low[i] + close[i]) / 3, volume[i]);
            result[i] = traded.Value > 0 ? paid.Value / traded.Value : double.NaN;
        }
    }
}
