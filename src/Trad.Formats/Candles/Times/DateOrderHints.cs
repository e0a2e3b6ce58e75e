using System.Globalization;
using System.Text.RegularExpressions;
using Trad.Candles;

namespace Trad.Formats.Candles.Times;

/// <summary>What else than its dates tells how the dates of a file are meant.</summary>
/// <param name="Latest">The last moment that a date can be, epoch milliseconds; null where nothing is known of it.</param>
/// <param name="Interval">The interval of the candles; null where it is not known.</param>
/// <param name="FileName">The file's name, which may have days and months in it; empty for none.</param>
internal readonly partial record struct DateOrderHints(long? Latest, Interval? Interval, string FileName)
{
    // The last days of a range may be those of another zone.
    private const long Margin = TimeCursor.Day;

    /// <summary>Whether the file is made where people write the day before the month, as its names or decimal commas show.</summary>
    public bool IsDayFirst { get; init; }

    /// <summary>What somebody says of the dates; null where nobody does.</summary>
    public DateOrder? Stated { get; init; }

    /// <summary>Nothing.</summary>
    public static DateOrderHints None { get; } = new(null, null, "");

    /// <summary>Whether a day is yet to come.</summary>
    public bool IsLater(long day) => Latest is { } latest && day > latest;

    /// <summary>
    /// From the first to behind the last day or month that the name has, as <c>2024-03</c> and <c>20240301-20240312</c>; null where it has
    /// none.
    /// </summary>
    public TimeRange? FindNamedDays()
    {
        TimeRange? named = null;
        foreach (Match match in Dates().Matches(FileName))
        {
            if (!match.Groups["month"].Success || !DateTime.TryParseExact(
                $"{match.Groups["year"].Value}-{match.Groups["month"].Value}-{(match.Groups["day"].Success ? match.Groups["day"].Value : "01")}",
                "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var first))
            {
                continue;
            }

            var start = new DateTimeOffset(first).ToUnixTimeMilliseconds();
            var end = match.Groups["day"].Success
                ? start + TimeCursor.Day
                : new DateTimeOffset(first.AddMonths(1)).ToUnixTimeMilliseconds();
            named = named is { } before
                ? new TimeRange(Math.Min(before.Start, start - Margin), Math.Max(before.End, end + Margin))
                : new TimeRange(start - Margin, end + Margin);
        }

        return named;
    }

    // Days as 03.04.2024 are passed over, whose year is not that of the digits behind it: 03.04.2024-05.04.2024.
    [GeneratedRegex(
        @"(?<!\d)\d{1,2}[-_.]\d{1,2}[-_.]20\d\d(?!\d)"
        + @"|(?<!\d)(?<year>20\d\d)[-_.]?(?<month>0[1-9]|1[0-2])(?:[-_.]?(?<day>[0-3]\d))?(?!\d)")]
    private static partial Regex Dates();
}
