using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Trad.Training.Assets;

namespace Trad.Storage.Assets;

/// <summary>How often a hold-out was looked at, and who has been counted on the day of the last look.</summary>
/// <param name="Count">The looks.</param>
/// <param name="Day">The day of the last one, <c>yyyy-MM-dd</c>; empty when it is not known.</param>
/// <param name="Visitors">Who was counted on that day, the latest last.</param>
/// <param name="Version">The version of the row; null while there is none.</param>
internal sealed record AssetViews(int Count, string Day, IReadOnlyList<string> Visitors, ETag? Version)
{
    // A column holds 32 Ki characters.
    private const int MostVisitors = 1_000;

    /// <summary>Of what nobody has looked at.</summary>
    public static AssetViews None { get; } = new(0, "", [], null);

    /// <summary>From a row.</summary>
    public static AssetViews Read(TableEntity row) => new(
        row.TryGetValue(nameof(Count), out var count) && count is int known ? known : 0,
        row.TryGetValue(nameof(Day), out var day) && day is string text ? text : "",
        row.TryGetValue(nameof(Visitors), out var visitors) && visitors is string { Length: > 0 } names ? names.Split(',') : [],
        row.ETag);

    /// <summary>Whether the visit has been counted.</summary>
    public bool Has(HoldOutVisit visit) => Day == DayOf(visit) && Visitors.Contains(visit.Visitor);

    /// <summary>With one visit more; of very many visitors in one day the first are forgotten.</summary>
    public AssetViews After(HoldOutVisit visit) => this with
    {
        Count = Count + 1,
        Day = DayOf(visit),
        Visitors = Day == DayOf(visit) ? [.. Visitors.TakeLast(MostVisitors - 1), visit.Visitor] : [visit.Visitor],
    };

    /// <summary>Writes it into a row.</summary>
    public TableEntity WriteTo(TableEntity row)
    {
        row[nameof(Count)] = Count;
        row[nameof(Day)] = Day;
        row[nameof(Visitors)] = string.Join(',', Visitors);
        return row;
    }

    private static string DayOf(HoldOutVisit visit) => visit.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
