using Trad.Candles;

namespace Trad.Formats.Candles;

/// <summary>
/// Tells splits of shares and redenominations of coins from wrong prices: while nothing was traded the price leaps to a whole part or a
/// whole multiple, and stays there.
/// </summary>
/// <remarks>
/// A split by ten, a hundred or a thousand looks like a decimal point that was lost for good, or another unit: it is told, and can be
/// accepted. Of shares 1:2 to 1:50 are usual, of those that cost little 1:3 to 1:50 the other way round.
/// </remarks>
internal static class PriceSplits
{
    private const int Most = 50;

    // What a share moves by overnight, beside the split.
    private const double Near = 1.1;

    // So many candles on either side show that the price stays.
    private const int Stays = 3;

    // Further than this from the first of them it does not.
    private const double Same = 1.5;

    /// <summary>Whether the open of a candle leaps from the close before it as a split does.</summary>
    /// <param name="candles">Candles in order of time.</param>
    /// <param name="at">The position of the candle, which needs one before it.</param>
    public static bool IsAt(CandleSeries candles, int at)
    {
        var hasPause = candles.Interval >= Interval.OneDay
            || candles.OpenTime[at] > candles.Interval.CloseOf(candles.OpenTime[at - 1]);
        if (!hasPause || at < Stays || at + Stays > candles.Count)
        {
            return false;
        }

        var ratio = candles.Open[at] / candles.Close[at - 1];
        var parts = Math.Round(Math.Max(ratio, 1 / ratio));
        return parts is >= 2 and <= Most and not 10
            && PriceOutliers.IsNear(Math.Max(ratio, 1 / ratio), parts, Near)
            && AreNear(candles.Close[(at - Stays)..at], candles.Close[at - 1])
            && AreNear(candles.Close[at..(at + Stays)], candles.Open[at]);
    }

    private static bool AreNear(ReadOnlySpan<double> closes, double level)
    {
        foreach (var close in closes)
        {
            if (!PriceOutliers.IsNear(close, level, Same))
            {
                return false;
            }
        }

        return true;
    }
}
