using Trad.Candles;

namespace Trad.Formats.Candles.Prices;

/// <summary>
/// Whether a file in LEAN's layout with whole prices is one of equities, whose prices are ten-thousandths and whose times within the day
/// are New York's; its files of coins, in the same layout, have plain prices and UTC.
/// </summary>
internal static class EquityPrices
{
    /// <summary>Decides how a scale that the rows of a file show is used.</summary>
    /// <param name="scale">The scale; null where prices stand for themselves.</param>
    /// <param name="market">The market that the file is imported into; null where any is right.</param>
    /// <param name="acceptsOutliers">Whether what is wrong by all appearances is taken as it is.</param>
    /// <returns>The scale to use, and what is wrong, in words.</returns>
    public static (PriceScale? Scale, string? Defect) Decide(PriceScale? scale, Market? market, bool acceptsOutliers)
    {
        if (scale != PriceScale.TenThousandths || market is not { } known)
        {
            return (scale, null);
        }

        const string Layout = "its rows are in LEAN's layout, and all prices are whole and end in 00";
        if (FileGuess.IsPair(known.Symbol))
        {
            return acceptsOutliers || PriceBand.Of(known.Symbol).Greatest > PriceBand.GreatestInDollars
                ? (null, null)
                : (null, $"{Layout}, as LEAN writes equities in ten-thousandths of a dollar and no pair such as {known.Symbol}; import it "
                    + $"under the symbol of the equity, write the prices in their currency, or {CandlePlausibility.Remedy}");
        }

        return known.Interval < Interval.OneDay && !acceptsOutliers
            ? (null, $"{Layout}, as LEAN writes equities, with the times of New York; write the times in UTC with their offset")
            : (scale, null);
    }
}
