namespace Trad.Backtesting.Strategies.Rules.Binding;

/// <summary>Functions over time that only rules have.</summary>
internal static class MovingKernels
{
    /// <summary>How many of the last values are one; the values are zero or one.</summary>
    public static void Count(ReadOnlySpan<double> source, int length, Span<double> result)
    {
        var count = 0;
        for (var i = 0; i < source.Length; i++)
        {
            count += source[i] != 0 ? 1 : 0;
            count -= i >= length && source[i - length] != 0 ? 1 : 0;
            result[i] = i >= length - 1 ? count : double.NaN;
        }
    }

    /// <summary>Candles since a value was one, zero at that candle; NaN when none of the last <paramref name="most"/> before was.</summary>
    public static void Since(ReadOnlySpan<double> source, int most, Span<double> result)
    {
        var last = int.MinValue / 2;
        for (var i = 0; i < source.Length; i++)
        {
            last = source[i] != 0 ? i : last;
            result[i] = i - last <= most ? i - last : double.NaN;
        }
    }

    /// <summary>The last value that is there, if it is not older than <paramref name="most"/> candles.</summary>
    public static void Latest(ReadOnlySpan<double> source, int most, Span<double> result)
    {
        var last = int.MinValue / 2;
        for (var i = 0; i < source.Length; i++)
        {
            last = double.IsFinite(source[i]) ? i : last;
            result[i] = i - last <= most ? source[last] : double.NaN;
        }
    }

    /// <summary>The price of the newest swing point that is known, if it does not lie more than some candles back.</summary>
    /// <param name="positions">Positions of the swing points, in order.</param>
    /// <param name="prices">Prices per candle.</param>
    /// <param name="confirmation">Candles after a swing point before it is known.</param>
    /// <param name="most">Candles that it may lie back.</param>
    /// <param name="result">Filled.</param>
    public static void Swing(
        ReadOnlySpan<int> positions, ReadOnlySpan<double> prices, int confirmation, int most, Span<double> result)
    {
        var next = 0;
        for (var i = 0; i < result.Length; i++)
        {
            while (next < positions.Length && positions[next] + confirmation <= i)
            {
                next++;
            }

            result[i] = next > 0 && i - positions[next - 1] <= most ? prices[positions[next - 1]] : double.NaN;
        }
    }
}
