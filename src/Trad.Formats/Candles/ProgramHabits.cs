namespace Trad.Formats.Candles;

/// <summary>
/// What some programs and websites write otherwise than their names of columns say: amounts of money as volumes, and the end of a bar as
/// its time.
/// </summary>
internal static class ProgramHabits
{
    private static readonly string[] Fiat = ["USD", "EUR", "GBP", "JPY", "AUD", "CAD", "CHF", "KRW", "INR", "BRL"];

    private const int LeastPair = 6;

    /// <summary>
    /// Whether the columns are those of TradeStation, which counts ticks up and down apart, and stamps bars within the day with their end.
    /// </summary>
    /// <param name="plain">The normalised names.</param>
    public static bool StampsTheEnd(IReadOnlyList<string> plain) =>
        plain.Contains("up") && plain.Contains("down") && plain.Contains("date") && plain.Contains("time");

    /// <summary>What the columns of a file may mean otherwise, in sentences.</summary>
    /// <param name="plain">The normalised names.</param>
    /// <param name="symbol">The symbol that it is imported as; null where it is not known.</param>
    public static IEnumerable<string> Doubts(IReadOnlyList<string> plain, string? symbol)
    {
        if (plain.Contains("marketcap"))
        {
            yield return "Volumes beside market capitalisations, as of CoinMarketCap, are amounts of money and not of the coin; they were taken "
                + "as they stand.";
        }
        else if (plain.Contains("adjclose") && symbol?.Length >= LeastPair
            && Array.Exists(Fiat, quote => symbol.EndsWith(quote, StringComparison.Ordinal)))
        {
            yield return "Volumes of coins beside adjusted closes, as of Yahoo, are amounts of money and not of the coin; they were taken as "
                + "they stand.";
        }

        if (plain.Contains("totalvolume") && plain.Contains("date") && plain.Contains("time"))
        {
            yield return "MultiCharts, which has such columns, writes when bars end; the times were taken for those at which they open. Where "
                + "they are the ends, write one column close_time.";
        }
    }

    /// <summary>Whether a time is written as 20240131 233000.</summary>
    public static bool IsCompact(string time) => time.Trim() is [_, _, _, _, _, _, _, _, ' ', _, _, _, _, _, _];

    /// <summary>What is said of rows without names that two programs write alike.</summary>
    public const string CompactTimes = "Rows as 20240131 233000;… without names are written by HistData, in New York's time without summer, "
        + "and by NinjaTrader, which writes when bars end; the times were taken for opens in UTC. Where they are not, name the columns: "
        + "close_time for ends, and a zone as 'open_time (UTC-5)'.";
}
