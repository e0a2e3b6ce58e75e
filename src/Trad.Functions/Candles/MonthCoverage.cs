using Trad.Candles;
using Trad.MarketData.Coverage;
using Trad.MarketData.Exchanges;
using Trad.Training;

namespace Trad.Functions.Candles;

/// <summary>One stored month. A damaged month tells only what its listing tells, and the damage.</summary>
/// <param name="Month">For example <c>2025-06</c>.</param>
/// <param name="Rows">Candles stored.</param>
/// <param name="First">Open time of the first.</param>
/// <param name="Last">Open time of the last.</param>
/// <param name="Bytes">Size as stored.</param>
/// <param name="ExpectedRows">Candles that the part of the month that is over should hold.</param>
/// <param name="Gaps">Spans of it without candles, start inclusive, end exclusive.</param>
/// <param name="OwnGaps">Those of them that the exchange itself has: asked for twice, and later candles are there.</param>
/// <param name="Downtime">Those of them in which the exchange is known to have been down.</param>
/// <param name="ZeroVolumeRuns">Runs of candles without trades.</param>
/// <param name="Outliers">Candles that moved beyond the outlier threshold.</param>
/// <param name="DuplicatesDropped">Rows dropped while fetching.</param>
/// <param name="Refused">Candles refused while fetching.</param>
/// <param name="RefusedBy">How many of them broke which rule, for example <c>{"high-below-low":1}</c>.</param>
/// <param name="Source">Where the candles came from last: <c>archive</c>, <c>rest</c>, <c>import</c> or <c>unknown</c>.</param>
/// <param name="Checksum">The SHA-256 of the archive file.</param>
/// <param name="Damage">Why the month cannot be read; absent when it can.</param>
public sealed record MonthCoverage(
    string Month,
    long Rows,
    DateTimeOffset First,
    DateTimeOffset Last,
    long Bytes,
    long? ExpectedRows,
    IReadOnlyList<DateTimeOffset[]>? Gaps,
    IReadOnlyList<DateTimeOffset[]>? OwnGaps,
    IReadOnlyList<DateTimeOffset[]>? Downtime,
    int? ZeroVolumeRuns,
    int? Outliers,
    int? DuplicatesDropped,
    int? Refused,
    IReadOnlyDictionary<string, int>? RefusedBy,
    string? Source,
    string? Checksum,
    string? Damage)
{
    internal static MonthCoverage Create(Market market, CoveredMonth covered)
    {
        var partition = covered.Partition;
        var known = covered.Coverage;
        return new MonthCoverage(
            new Month(partition.Year, partition.Month).ToString(),
            partition.Rows,
            DateTimeOffset.FromUnixTimeMilliseconds(partition.FirstOpenTime),
            DateTimeOffset.FromUnixTimeMilliseconds(partition.LastOpenTime),
            partition.Bytes,
            known?.Quality.ExpectedRows,
            Spans(known?.Quality.Gaps),
            Spans(known?.OwnGaps),
            Spans(known is null ? null : KnownDowntime.In(market.Exchange, known.Quality.Gaps)),
            known?.Quality.ZeroVolumeRuns,
            known?.Quality.Outliers,
            known?.DuplicatesDropped,
            known?.Refused,
            known?.RefusedBy.ToDictionary(each => EnumNames.Format(each.Key), each => each.Value),
            known?.Source,
            known?.Checksum,
            covered.Damage);
    }

    private static List<DateTimeOffset[]>? Spans(IReadOnlyList<TimeRange>? spans) =>
        spans is null ? null : [.. spans.Select(span => new[] { span.StartTime, span.EndTime })];
}
