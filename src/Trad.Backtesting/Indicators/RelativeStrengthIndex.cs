namespace Trad.Backtesting.Indicators;

/// <summary>Wilder's relative strength index: 100 − 100 / (1 + average gain / average loss), both smoothed as he smooths.</summary>
/// <remarks>Wilder (1978), New Concepts in Technical Trading Systems.</remarks>
public static class RelativeStrengthIndex
{
    /// <summary>Fills the index, 0 to 100; NaN before <paramref name="length"/> changes were seen, 50 while nothing has moved.</summary>
    /// <param name="source">Values, oldest first; NaN only at the beginning.</param>
    /// <param name="length">Smoothing length; at least one.</param>
    /// <param name="result">Filled; as long as <paramref name="source"/>.</param>
    public static void Compute(ReadOnlySpan<double> source, int length, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(result.Length, source.Length, nameof(result));
        var start = LeadingNaN.Count(source);
        result[..Math.Min(start + length, result.Length)].Fill(double.NaN);
        double gain = 0, loss = 0;
        for (var i = start + 1; i < source.Length; i++)
        {
            var change = source[i] - source[i - 1];
            var (up, down) = (Math.Max(change, 0), Math.Max(-change, 0));
            if (i <= start + length)
            {
                gain += up / length;
                loss += down / length;
            }
            else
            {
                gain = ((gain * (length - 1)) + up) / length;
                loss = ((loss * (length - 1)) + down) / length;
            }

            if (i >= start + length)
            {
                result[i] = gain + loss > 0 ? 100 * gain / (gain + loss) : 50;
            }
        }
    }
}
