using System.Buffers;

namespace Trad.Formats.Candles.Prices;

/// <summary>
/// Tells by the first rows of a file that a column of prices was written as people look at numbers, <c>4.2E+04</c> or <c>42.3K</c>, so that
/// its last digits are gone: what is left moves in steps that no market knows, and no check of the prices around would find it.
/// </summary>
internal static class ShortenedPrices
{
    // A scientific format of a spreadsheet shows two decimals; programs that write an exponent write all digits.
    private const int MostDecimals = 3;

    // Programs write numbers so great, and small ones, with an exponent because they are.
    private const int Greatest = 15;
    private const int Smallest = -3;

    // A round price among others may be written so by chance, as 1e+05 is by R.
    private const double Most = 0.5;
    private const int Fewest = 3;

    private static readonly SearchValues<char> Signs = SearchValues.Create("0123456789.,");

    /// <summary>Whether and where prices have lost digits.</summary>
    /// <param name="column">What the column is called.</param>
    /// <param name="prices">Its first values, as they are written.</param>
    /// <returns>What is wrong, in words; null when nothing is.</returns>
    public static string? Find(string column, IEnumerable<string> prices)
    {
        var written = prices.Where(price => !NumberText.IsNothing(price)).ToList();
        var shortened = written.FindAll(price => IsShortened(price.AsSpan().Trim()));
        return written.Count < Fewest || shortened.Count <= written.Count * Most ? null
            : $"column '{column}' has prices that have lost their last digits, as {string.Join(", ", shortened.Distinct().Take(3).Select(
                price => $"'{price.Trim()}'"))}, which is what a spreadsheet shows of them; open the original file as it is, or give the "
                + "column a format that shows all digits before it is saved";
    }

    /// <summary>Whether a text is a number as it is shown and not as it is.</summary>
    internal static bool IsShortened(ReadOnlySpan<char> text)
    {
        var exponent = text.IndexOfAny('e', 'E');
        return exponent > 0 ? IsShownWithExponent(text[..exponent], text[(exponent + 1)..])
            : text.Length > 1 && text[^1] is 'K' or 'k' or 'M' && HasCoarseSteps(text[..^1], text[^1] == 'M' ? 6 : 3);
    }

    // Spreadsheets write the sign and two digits: E+04.
    private static bool IsShownWithExponent(ReadOnlySpan<char> number, ReadOnlySpan<char> exponent) =>
        exponent.Length == 3 && exponent[0] is '+' or '-' && int.TryParse(exponent, out var power)
        && power is >= Smallest and <= Greatest && IsNumber(number) && Decimals(number) <= MostDecimals;

    // The last digit stands for ten and more.
    private static bool HasCoarseSteps(ReadOnlySpan<char> number, int power) => IsNumber(number) && power - Decimals(number) >= 1;

    private static bool IsNumber(ReadOnlySpan<char> number) => number.Length > 0 && !number.ContainsAnyExcept(Signs)
        && number.ContainsAnyInRange('1', '9');

    private static int Decimals(ReadOnlySpan<char> number) =>
        number.IndexOfAny('.', ',') is var point and >= 0 ? number.Length - point - 1 : 0;
}
