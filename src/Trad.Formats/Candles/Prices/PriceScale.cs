using Trad.Candles;

namespace Trad.Formats.Candles.Prices;

/// <summary>Whole numbers that stand for prices in a file, as many of them as <paramref name="PerUnit"/> being one of the currency.</summary>
/// <param name="PerUnit">A power of ten: the quotient of a whole number and it is the nearest to the price that there is.</param>
/// <param name="Name">What these numbers are called, in the plural.</param>
public sealed record PriceScale(double PerUnit, string Name)
{
    /// <summary>
    /// Databento's and Nautilus': billionths, with the greatest number of 64 bits for a price that is not there.
    /// </summary>
    /// <remarks>https://databento.com/docs/standards-and-conventions/common-fields-enums-types, "Prices".</remarks>
    public static readonly PriceScale FixedPoint = new(1e9, "Databento's fixed-point numbers");

    /// <summary>LEAN's ten-thousandths of a dollar, in which its files of equities are; those of coins have plain prices.</summary>
    /// <remarks>https://github.com/QuantConnect/Lean/tree/master/Data/equity, "Daily &amp; Hour".</remarks>
    public static readonly PriceScale TenThousandths = new(1e4, "LEAN's ten-thousandths");

    // The greatest number of 64 bits, which a double cannot tell from those right below.
    private const double Undefined = 9.2e18;

    /// <summary>What one of the numbers is worth, for example 1e-9.</summary>
    public double Factor => 1 / PerUnit;

    /// <summary>The candle with its prices in the currency; those that are not there become NaN.</summary>
    /// <param name="candle">The candle as it was written.</param>
    /// <param name="scaled">The candle.</param>
    /// <returns>What is wrong, in words; null when nothing is.</returns>
    public string? Apply(Candle candle, out Candle scaled)
    {
        var defect = WholePrices.AreWhole(candle)
            ? null
            : $"a price is no whole number (open {candle.Open:R}, high {candle.High:R}, low {candle.Low:R}, close {candle.Close:R}), and "
                + $"the first rows show {Name}; write all prices in one way";
        scaled = candle with
        {
            Open = Apply(candle.Open),
            High = Apply(candle.High),
            Low = Apply(candle.Low),
            Close = Apply(candle.Close),
        };
        return defect;
    }

    private double Apply(double number) => number >= Undefined ? double.NaN : number / PerUnit;
}
