using System.Globalization;
using Trad.Candles;

namespace Trad.Formats.Candles;

/// <summary>
/// Finds runs of candles whose decimal point stands elsewhere: each close is 10, 100, 1,000, … times that of the candle before the run,
/// or such a part of it, and behind the run the prices are back. The candles of a run bear each other out, so that
/// <see cref="PriceOutliers"/>, which asks the neighbours of each, takes the first for a leap that stays.
/// </summary>
/// <remarks>
/// No crash and no pump is told: it would have to lead to a tenth of the price within <see cref="Near"/>, stay there from candle to candle,
/// and come back to where it was. A split and a new unit stay.
/// </remarks>
internal static class DecimalRuns
{
    /// <summary>The most candles of a run; in an hour of five minutes somebody mends the source.</summary>
    public const int Longest = 12;

    /// <summary>How far prices may move meanwhile, as a factor.</summary>
    public const double Near = 1.2;

    // A price a billion times too high is written in another unit, and not by mistake.
    private const int MostDigits = 9;

    /// <summary>How many candles from a position on are a run; 0 when none is.</summary>
    /// <param name="candles">Candles in order of time.</param>
    /// <param name="from">The position; a run needs a candle before it.</param>
    /// <param name="defect">What is wrong with them, in words.</param>
    public static int LengthAt(CandleSeries candles, int from, out string? defect)
    {
        defect = null;
        var close = candles.Close;
        if (from == 0 || DigitsOf(close[from] / close[from - 1]) is not { } digits)
        {
            return 0;
        }

        var level = close[from - 1];
        var end = from + 1;
        while (end < candles.Count && end - from < Longest && DigitsOf(close[end] / level) == digits)
        {
            end++;
        }

        if (end == candles.Count || !IsNear(close[end] / level))
        {
            return 0;
        }

        var many = end - from == 1 ? "" : $" and those of the {end - from - 1} candles behind it";
        defect = $"close {close[from]:R}{many} {(end - from == 1 ? "is" : "are")} {Describe(digits)} the {level:R} before, and then it is "
            + $"{close[end]:R} again; a decimal point that stands elsewhere is taken for a wrong price";
        return end - from;
    }

    /// <summary>
    /// Which open, high or low of a candle has its decimal point elsewhere, in words: of a candle that closes where the one before did.
    /// Null when none has.
    /// </summary>
    /// <param name="candles">Candles in order of time.</param>
    /// <param name="at">The position of the candle, which needs one before it.</param>
    public static string? FindIn(CandleSeries candles, int at)
    {
        var level = candles.Close[at];
        if (at == 0 || !IsNear(candles.Close[at - 1] / level))
        {
            return null;
        }

        foreach (var (name, price) in (ReadOnlySpan<(string, double)>)[
            ("open", candles.Open[at]), ("high", candles.High[at]), ("low", candles.Low[at])])
        {
            if (DigitsOf(price / level) is { } digits)
            {
                return $"{name} {price:R} is {Describe(digits)} its close {level:R}; "
                    + "a decimal point that stands elsewhere is taken for a wrong price";
            }
        }

        return null;
    }

    // By how many digits a price is off, negative where it is too low; null where it is not ten, a hundred, … times another.
    private static int? DigitsOf(double ratio)
    {
        var digits = Math.Round(Math.Log10(ratio));
        return digits is not 0 and >= -MostDigits and <= MostDigits && IsNear(ratio / Math.Pow(10, digits)) ? (int)digits : null;
    }

    private static bool IsNear(double ratio) => ratio is <= Near and >= 1 / Near;

    private static string Describe(int digits) =>
        (digits < 0 ? "some 1/" : "some ") + Math.Pow(10, Math.Abs(digits)).ToString("N0", CultureInfo.InvariantCulture)
        + (digits < 0 ? " of" : " times");
}
