namespace Trad.Formats.Candles.Markets;

/// <summary>Pairs as Upbit writes them, with what is paid in front: <c>KRW-BTC</c> is <c>BTCKRW</c>.</summary>
internal static class QuoteFirst
{
    // What no dollar is sold for where it stands in front.
    private static readonly string[] Money =
        ["USD", "USDC", "BUSD", "FDUSD", "TUSD", "DAI", "EUR", "GBP", "JPY", "TRY", "AUD", "CAD", "CHF", "NZD", "BRL", "KRW", "RUB", "INR", "PLN"];

    /// <summary>The pair of two currencies in the order in which everybody else writes them.</summary>
    /// <param name="first">What is written first.</param>
    /// <param name="second">What is written second.</param>
    public static string Join(string first, string second) => Is(first, second) ? second + first : first + second;

    /// <summary>Whether the first of two currencies is what is paid: nobody sells won, or tether for coins.</summary>
    public static bool Is(string first, string second) => first.Equals("KRW", StringComparison.OrdinalIgnoreCase)
        || (first.Equals("USDT", StringComparison.OrdinalIgnoreCase) && !Money.Contains(second.ToUpperInvariant()));
}
