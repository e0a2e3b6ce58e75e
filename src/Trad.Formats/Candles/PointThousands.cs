using Trad.Formats.Candles.Times;

namespace Trad.Formats.Candles;

/// <summary>
/// Tells whether points of numbers as <c>42.283</c> may stand between thousands: where a spreadsheet or a website wrote the file as people
/// write numbers and dates, and not where a program did.
/// </summary>
internal static class PointThousands
{
    private const int YearDigits = 4;

    // What is quoted with three decimals.
    private static readonly string[] Quotes = ["JPY", "HUF", "THB"];

    /// <summary>Whether they may.</summary>
    /// <param name="delimiter">What separates fields: not the comma, which has no decimals to stand before then.</param>
    /// <param name="time">The time of a row, as it is written.</param>
    /// <param name="file">The file.</param>
    public static bool MayBe(char delimiter, ReadOnlySpan<char> time, CandleFile file) =>
        delimiter != ',' && IsWrittenByHand(time.Trim()) && !HasThreeDecimals(file);

    // Programs write numbers since 1970, ISO 8601, 20240131 170000 (HistData) and 2024.01.31 (MetaTrader).
    private static bool IsWrittenByHand(ReadOnlySpan<char> time) =>
        TimeText.Read(time, DateOrder.Unknown, out var read) == TimeTextFault.None && read.Readings != DateReadings.None
        && !(time.Length > YearDigits && time[YearDigits] == '.');

    private static bool HasThreeDecimals(CandleFile file) => (file.Market?.Symbol ?? FileGuess.FromFileName(file.Name).Symbol) is { } symbol
        && Array.Exists(Quotes, quote => symbol.EndsWith(quote, StringComparison.Ordinal));
}
