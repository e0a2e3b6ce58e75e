namespace Trad.Backtesting.Indicators;

/// <summary>On-balance volume: the volume of rising closes less that of falling ones, from the first candle on.</summary>
/// <remarks>Granville (1963), Granville's New Key to Stock Market Profits.</remarks>
public static class OnBalanceVolume
{
    /// <summary>Fills the running sum, which is zero at the first candle.</summary>
    /// <param name="close">Closes, oldest first.</param>
    /// <param name="volume">Volumes, as many.</param>
    /// <param name="result">Filled; as long as <paramref name="close"/>.</param>
    public static void Compute(ReadOnlySpan<double> close, ReadOnlySpan<double> volume, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(result.Length, close.Length, nameof(result));
        DoubleDouble sum = default;
        for (var i = 0; i < close.Length; i++)
        {
            if (i > 0 && close[i] != close[i - 1])
            {
                sum.Add(close[i] > close[i - 1] ? volume[i] : -volume[i]);
            }

            result[i] = sum.Value;
        }
    }
}
