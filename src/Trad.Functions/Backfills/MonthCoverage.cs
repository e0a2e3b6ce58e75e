using Trad.Candles;
using Trad.Candles.Stores;

namespace Trad.Functions.Backfills;

/// <summary>One stored month. What only a backfill finds out is null for a month that was imported.</summary>
/// <param name="Month">For example <c>2025-06</c>.</param>
/// <param name="Rows">Candles stored.</param>
/// <param name="First">Open time of the first.</param>
/// <param name="Last">Open time of the last.</param>
/// <param name="Bytes">Size as stored.</param>
/// <param name="ExpectedRows">Candles that the month should hold.</param>
/// <param name="Gaps">Spans without candles, start inclusive, end exclusive.</param>
/// <param name="OwnGaps">Those of them that the exchange itself has.</param>
/// <param name="ZeroVolumeRuns">Runs of candles without trades.</param>
/// <param name="Outliers">Candles that moved beyond the outlier threshold.</param>
/// <param name="DuplicatesDropped">Rows dropped while fetching.</param>
/// <param name="Refused">Candles refused while fetching.</param>
/// <param name="Source">Where the candles came from.</param>
/// <param name="Checksum">The SHA-256 of the archive file.</param>
public sealed record MonthCoverage(
    string Month,
    long Rows,
    DateTimeOffset First,
    DateTimeOffset Last,
    long Bytes,
    long? ExpectedRows,
    IReadOnlyList<DateTimeOffset[]>? Gaps,
    IReadOnlyList<DateTimeOffset[]>? OwnGaps,
    int? ZeroVolumeRuns,
    int? Outliers,
    int? DuplicatesDropped,
    int? Refused,
    string? Source,
    string? Checksum)
{
    internal static MonthCoverage Of(CandlePartition partition, PartitionCoverage? known)
    {
        // A record about an older version of the partition says nothing of this one's quality.
        var quality = known is not null && known.Version == partition.Version ? known.Quality : null;
        return new MonthCoverage(
            new Month(partition.Year, partition.Month).ToString(),
            partition.Rows,
            DateTimeOffset.FromUnixTimeMilliseconds(partition.FirstOpenTime),
            DateTimeOffset.FromUnixTimeMilliseconds(partition.LastOpenTime),
            partition.Bytes,
            quality?.ExpectedRows,
            Spans(quality?.Gaps),
            Spans(known?.OwnGaps),
            quality?.ZeroVolumeRuns,
            quality?.Outliers,
            known?.DuplicatesDropped,
            known?.Refused,
            known?.Source,
            known?.Checksum);
    }

    private static List<DateTimeOffset[]>? Spans(IReadOnlyList<TimeRange>? spans) =>
        spans is null ? null : [.. spans.Select(span => new[] { span.StartTime, span.EndTime })];
}
