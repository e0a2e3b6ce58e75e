using System.Globalization;
using System.Text.RegularExpressions;

namespace Trad.Formats.Candles.Times;

/// <summary>
/// A zone that a file states for times that have none themselves, in the name of their column as <c>Time (UTC+8)</c> or
/// <c>datetime_ny</c>, in a column, or in a comment.
/// </summary>
/// <param name="Text">The zone as it is written.</param>
/// <param name="Offset">How far it is ahead of UTC in milliseconds; null where that changes with the season, or is not known.</param>
internal sealed partial record StatedZone(string Text, long? Offset)
{
    private const long LongestOffset = 14;

    // Longer names and comments are sentences, and take long to look through.
    private const int LongestName = 100;

    private static readonly string[] Utc = ["utc", "gmt", "z", "zulu", "etc/utc", "etc/gmt", "universal", "coordinated universal time"];

    // What has no summer time, and has had none since there were coins.
    private static readonly Dictionary<string, int> Fixed = new(StringComparer.OrdinalIgnoreCase)
    {
        ["JST"] = 9,
        ["KST"] = 9,
        ["HKT"] = 8,
        ["SGT"] = 8,
    };

    private static readonly string[] Named =
    [
        "est", "edt", "et", "cst", "cdt", "ct", "mst", "mdt", "mt", "pst", "pdt", "pt", "cet", "cest", "eet", "eest", "wet", "west", "msk",
        "ist", "aest", "aedt", "acst", "awst", "bst", "nzst", "nzdt", "brt", "ny", "nyc", "newyork", "chicago", "london", "berlin", "paris",
        "zurich", "moscow", "istanbul", "dubai", "mumbai", "kolkata", "singapore", "hongkong", "shanghai", "beijing", "seoul", "tokyo",
        "sydney", "eastern", "local",
    ];

    // What stands in brackets behind a name of times and is no zone.
    private static readonly string[] NoZones = ["MS", "S", "SEC", "US", "NS", "UNIX", "EPOCH", "ISO"];

    /// <summary>The zone that the name of a column of times states; null where it states none, or UTC.</summary>
    /// <param name="name">The name.</param>
    /// <param name="rest">The name without it.</param>
    public static StatedZone? OfName(string name, out string rest)
    {
        rest = name;
        if (name.Length > LongestName)
        {
            return null;
        }

        foreach (var pattern in new[] { Behind(), Before() })
        {
            if (pattern.Match(name) is { Success: true } match && OfText(match.Groups["zone"].Value) is { Offset: not 0 } zone)
            {
                rest = match.Groups["rest"].Value;
                return zone;
            }
        }

        var inBrackets = Brackets().Match(name);
        if (inBrackets.Success && inBrackets.Groups["zone"].Value is var text && Array.IndexOf(NoZones, text) < 0
            && Of(text) is { Offset: not 0 } other)
        {
            rest = inBrackets.Groups["rest"].Value;
            return other;
        }

        return null;
    }

    /// <summary>What a comment or a title above the candles says of the zone of times; null where it says nothing.</summary>
    public static StatedZone? OfComment(string line) => line.Length > LongestName ? null
        : Comment().Match(line) is { Success: true } match ? Of(match.Groups["zone"].Value.Trim(' ', '"', '\'', ',', ';', '.', ')'))
        : Sentence().Match(line) is { Success: true } sentence ? OfText(sentence.Groups["zone"].Value) : null;

    /// <summary>A text that is nothing but a zone, of which any that is not known is a name.</summary>
    public static StatedZone Of(string text) => OfText(text) ?? (OfNumber(text) is { } offset ? new(text, offset) : new(text, null));

    private static StatedZone? OfText(string text)
    {
        if (Array.Exists(Utc, utc => utc.Equals(text, StringComparison.OrdinalIgnoreCase)))
        {
            return new(text, 0);
        }

        if (Written().Match(text) is { Success: true } match)
        {
            var hours = int.Parse(match.Groups["hours"].ValueSpan, CultureInfo.InvariantCulture);
            var minutes = match.Groups["minutes"] is { Success: true } found ? int.Parse(found.ValueSpan, CultureInfo.InvariantCulture) : 0;
            var offset = (hours * TimeCursor.Hour) + (minutes * TimeCursor.Minute);
            return hours > LongestOffset || minutes >= 60 ? null
                : new(text, match.Groups["sign"].ValueSpan is "-" or "\u2212" ? -offset : offset);
        }

        return Fixed.TryGetValue(text, out var ahead) ? new(text, ahead * TimeCursor.Hour)
            : Region().IsMatch(text) || Array.Exists(Named, name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) ? new(text, null)
            : null;
    }

    // Hours as 5.5 and -5, or seconds as 19800.
    private static long? OfNumber(string text) =>
        !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? null
        : Math.Abs(number) <= LongestOffset ? (long)(number * TimeCursor.Hour)
        : number % 900 == 0 && Math.Abs(number) <= LongestOffset * 3600 ? (long)(number * 1000)
        : null;

    [GeneratedRegex(@"\A(?<rest>.+?)[\s_\-.(\[]+(?<zone>(UTC|GMT)?\s?[+\-−]?[0-9:]+|[A-Za-z]+(/[A-Za-z_+\-0-9]+)*)\s*[)\]]?\s*\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Behind();

    [GeneratedRegex(@"\A(?<zone>[A-Za-z]+(/[A-Za-z_]+)*)[\s_\-.]+(?<rest>.+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Before();

    [GeneratedRegex(@"\A(?<rest>[^()]+)\((?<zone>[A-Z]{2,5})\)\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Brackets();

    // A sign alone, as of 2024-01, is none without UTC or a colon.
    [GeneratedRegex(@"\A((UTC|GMT)\s?(?<sign>[+\-−]?)(?<hours>\d{1,2})(:?(?<minutes>\d{2}))?|(?<sign>[+\-−])(?<hours>\d{2}):?(?<minutes>\d{2}))\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Written();

    [GeneratedRegex(@"\A(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|US|Canada|Etc)/[A-Za-z_/+\-0-9]+\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Region();

    [GeneratedRegex(@"\A\W*(time[\s_\-]?zone|tz|utc[\s_\-]?offset)\s*[:=,]\s*(?<zone>\S.*)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\btimes?(stamps?)?\s+(are\s+)?(in|is|are)\s+(?<zone>[A-Za-z/_]+([+\-−]\d[0-9:]*)?)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Sentence();
}
