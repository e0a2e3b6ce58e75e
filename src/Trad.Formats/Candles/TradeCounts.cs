using Trad.Candles;

namespace Trad.Formats.Candles;

/// <summary>Numbers of trades, which many programs write as numbers with decimals.</summary>
internal static class TradeCounts
{
    /// <summary>The count; unknown for NaN, false for what is no whole number from 0.</summary>
    public static bool TryRead(double number, out long count)
    {
        count = double.IsNaN(number) ? CandleSeries.UnknownTradeCount : 0;
        if (double.IsNaN(number))
        {
            return true;
        }

        var isCount = number >= 0 && number <= CandlePlausibility.GreatestAmount && number == Math.Floor(number);
        count = isCount ? (long)number : 0;
        return isCount;
    }
}
