using Trad.Formats.Candles.Times;

namespace Trad.Formats.Candles;

/// <summary>
/// Finds the zone that a file states for times that have none: one that is always as far from UTC is taken off, of another nobody here
/// knows how far it is, and the file is refused.
/// </summary>
/// <param name="names">The names of the columns.</param>
/// <param name="values">The first values of a column.</param>
internal sealed class ZoneFinder(IReadOnlyList<string> names, Func<int, IEnumerable<string>>? values)
{
    private static readonly string[] Columns =
        ["timezone", "tz", "utcoffset", "gmtoffset", "tzoffset", "timezoneoffset", "timezonename", "tzname"];

    /// <summary>What stands above the candles; null where nothing does.</summary>
    public StatedZone? Above { get; init; }

    /// <summary>Whether a column has the zones of times.</summary>
    public static bool IsZone(string name) => Array.IndexOf(Columns, CandleColumnNames.Normalize(name)) >= 0;

    /// <summary>Finds the zone.</summary>
    /// <param name="fields">The columns; of those without names, none has one.</param>
    /// <param name="hasNames">Whether the columns have names.</param>
    /// <param name="zone">The zone; null where none is stated.</param>
    /// <returns>What is wrong, in words; null when nothing is.</returns>
    public string? Find(CandleFields fields, bool hasNames, out StatedZone? zone)
    {
        zone = null;
        const string Remedy = "write them in UTC, or with an offset as +01:00";
        if (hasNames)
        {
            foreach (var field in new[] { fields.Time, fields.TimeOfDay }.Where(field => field >= 0))
            {
                zone ??= StatedZone.OfName(names[field], out _);
                if (zone is { Offset: null })
                {
                    return $"column '{names[field]}' has times in the zone {zone.Text}; {Remedy}; where they are UTC, rename it";
                }
            }

            // Each row may have another, as summers do.
            for (var field = 0; values is not null && field < names.Count; field++)
            {
                if (IsZone(names[field]) && values(field).FirstOrDefault(IsElsewhere) is { } elsewhere)
                {
                    return $"column '{names[field]}' says '{elsewhere.Trim()}', and the times have no zone of their own; {Remedy}; where they "
                        + "are UTC, leave the column out";
                }
            }
        }

        zone ??= Above;
        return zone is { Offset: null } ? $"the file says that its times are in the zone {zone.Text}; {Remedy}" : null;
    }

    private static bool IsElsewhere(string text) => text.Trim() is { Length: > 0 } written && StatedZone.Of(written).Offset != 0;
}
