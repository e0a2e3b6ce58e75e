namespace Trad.Backtesting.Indicators;

/// <summary>The simple moving average, or rolling mean: the mean of the last <c>length</c> values.</summary>
/// <remarks>Murphy (1999), Technical Analysis of the Financial Markets, ch. 9.</remarks>
public static class SimpleMovingAverage
{
    /// <summary>Fills the average at every position; NaN before <paramref name="length"/> values were seen.</summary>
    /// <param name="source">Values, oldest first; NaN only at the beginning.</param>
    /// <param name="length">Number of values in each mean; at least one.</param>
    /// <param name="result">Filled; as long as <paramref name="source"/>.</param>
    public static void Compute(ReadOnlySpan<double> source, int length, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(result.Length, source.Length, nameof(result));
        var start = LeadingNaN.Count(source);
        result[..Math.Min(start + length - 1, result.Length)].Fill(double.NaN);

        // A compensated sum (Neumaier, 1974): over years of candles a plain running sum would drift.
        double sum = 0, lost = 0;
        for (var i = start; i < source.Length; i++)
        {
            Add(ref sum, ref lost, source[i]);
            if (i >= start + length)
            {
                Add(ref sum, ref lost, -source[i - length]);
            }

            if (i >= start + length - 1)
            {
                result[i] = (sum + lost) / length;
            }
        }
    }

    private static void Add(ref double sum, ref double lost, double value)
    {
        var total = sum + value;
        lost += Math.Abs(sum) >= Math.Abs(value) ? sum - total + value : value - total + sum;
        sum = total;
    }
}
