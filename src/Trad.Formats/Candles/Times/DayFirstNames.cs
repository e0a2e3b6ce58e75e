namespace Trad.Formats.Candles.Times;

/// <summary>
/// Names of columns where people, and the programs that they use, write the day before the month: those of European languages, and those
/// of Dukascopy.
/// </summary>
internal static class DayFirstNames
{
    private static readonly string[] Programs = ["gmttime", "localtime"];

    private static readonly string[] Words =
    [
        "datum", "zeit", "zeitstempel", "uhrzeit", "hoch", "tief", "schluss", "schlusskurs", "erster", "zuletzt", "fecha", "hora", "apertura",
        "cierre", "dateheure", "horodatage", "heure", "ouverture", "ouv", "haut", "bas", "dernier", "dataora", "datahora", "massimo", "minimo",
        "chiusura", "abertura", "fechamento", "fecho", "otwarcie", "ostatnio", "hoog", "laag", "laatste", "tarih",
    ];

    /// <summary>Whether one of the names is such.</summary>
    public static bool Has(IEnumerable<string> names) => names.Select(CandleColumnNames.Normalize).Any(
        name => Array.IndexOf(Words, name) >= 0 || Array.IndexOf(Programs, name) >= 0 || (name.Any(IsAccented) && IsKnown(name)));

    private static bool IsKnown(string name) => Enum.GetValues<CandleColumn>().Any(column => CandleColumnNames.Rank(column, name) >= 0);

    // Latin letters with signs, and Cyrillic ones.
    private static bool IsAccented(char sign) => sign is (>= '\u00c0' and <= '\u024f') or (>= '\u0400' and <= '\u04ff');
}
