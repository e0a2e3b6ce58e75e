using System.Text.RegularExpressions;

namespace Trad.Formats.Candles;

/// <summary>
/// What some programs and websites write otherwise than their names of columns say: amounts of money as volumes, and the end of a bar as
/// its time.
/// </summary>
internal static partial class ProgramHabits
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
            yield return "MultiCharts, which has such columns, writes when bars end; the times were taken for those at which they open; "
                + "where they are the ends, write one column close_time.";
        }
    }

    /// <summary>What programs mean by times without a zone that are written like this one, in a sentence; or null.</summary>
    /// <param name="file">The file's name, with that of the archive that it is in.</param>
    /// <param name="time">A time, as it is written.</param>
    /// <param name="delimiter">What separates the fields.</param>
    /// <param name="hasNames">Whether the columns have names.</param>
    public static string? DoubtOfTimes(string file, string time, char delimiter, bool hasNames) =>
        HistDataName().IsMatch(file)
            ? "HistData, as whose file this is named, writes New York's time without summer, which is UTC-5; the times were taken as UTC, "
                + "and a first line '# timezone: UTC-5' has them converted."
        : IsDotted(time)
            ? "MetaTrader, which writes dates as 2024.01.31, writes the time of the broker's server, often UTC+2, in summer UTC+3, and HistData "
                + "for it that of New York without summer; the times were taken as UTC, and a first line as "
                + "'# timezone: UTC+2' has others converted."
        : !hasNames && delimiter == ';' && IsCompact(time)
            ? "Rows as 20240131 233000;… without names are written by HistData, in New York's time without summer, and by NinjaTrader, which "
                + "writes when bars end; the times were taken for opens in UTC, and names of columns say it otherwise: close_time of ends, and "
                + "a zone as 'open_time (UTC-5)'."
        : null;

    // 20240131 233000.
    private static bool IsCompact(string time) => time.Trim() is [_, _, _, _, _, _, _, _, ' ', _, _, _, _, _, _];

    // 2024.01.31, with or without a time of day behind.
    private static bool IsDotted(string time) => time.Trim() is [_, _, _, _, '.', _, _, '.', _, _, ..];

    // DAT_MT_EURUSD_M1_2024.csv in HISTDATA_COM_MT_EURUSD_M12024.zip; MT, ASCII, NT, MS and XLSX.
    [GeneratedRegex(@"\A(.*/)?(DAT_(MT|ASCII|NT|MS|XLSX)_|HISTDATA_COM_)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HistDataName();
}
