namespace Trad.Backtesting.Indicators;

/// <summary>The warm-up of an indicator that another is computed from.</summary>
internal static class LeadingNaN
{
    /// <summary>How many values at the beginning are NaN.</summary>
    public static int Count(ReadOnlySpan<double> values)
    {
        var count = 0;
        while (count < values.Length && double.IsNaN(values[count]))
        {
            count++;
        }

        return count;
    }
}
