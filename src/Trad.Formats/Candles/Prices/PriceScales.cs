using Trad.Candles;

namespace Trad.Formats.Candles.Prices;

/// <summary>
/// Tells by the first rows of a file that its prices are whole multiples of a small unit. Only what is certain is told: a program's own
/// names or layout, together with prices that are whole without exception. The rest is left to <see cref="PriceBand"/>.
/// </summary>
internal static class PriceScales
{
    // A hundredth of a dollar as a fixed-point number; nothing that is traded for dollars was ever dearer than this many.
    private const double LeastFixedPoint = 1e7;

    // Cents in ten-thousandths: what exchanges of equities trade in.
    private const double Cent = 100;

    // A dime in ten-thousandths.
    private const double LeastTenThousandths = 1000;

    // So many rows of whole cents are no chance.
    private const int FewestRows = 5;

    /// <summary>The scale of the prices under names; null where they stand for themselves.</summary>
    /// <param name="names">The names of the columns.</param>
    /// <param name="prices">The four prices of the first rows, one after the other; NaN where there is none.</param>
    public static PriceScale? FindNamed(IReadOnlyList<string> names, IEnumerable<double> prices)
    {
        if (!names.Any(name => CandleColumnNames.Normalize(name) == "tsevent"))
        {
            return null;
        }

        var known = prices.Where(price => !double.IsNaN(price)).ToList();
        return known.Count > 0 && known.TrueForAll(price => price >= LeastFixedPoint && price == Math.Floor(price))
            ? PriceScale.FixedPoint
            : null;
    }

    /// <summary>The scale of prices without names, of rows as <c>20240102 00:00,4703600,4704000,4703000,4703500,12345</c>.</summary>
    /// <param name="times">The times of the first rows, as they are written.</param>
    /// <param name="prices">The four prices of the first rows, one after the other.</param>
    public static PriceScale? FindUnnamed(IReadOnlyList<string> times, IReadOnlyList<double> prices) =>
        times.Count >= FewestRows && times.All(IsOfLean)
        && prices.All(price => price >= LeastTenThousandths && price % Cent == 0)
            ? PriceScale.TenThousandths
            : null;

    // A day in eight digits, a blank, and hours and minutes.
    private static bool IsOfLean(string time) => time.Trim() is { Length: 14 } text && text[8] == ' ' && text[11] == ':'
        && text[..8].All(char.IsAsciiDigit);
}
