using Trad.Candles.Quality;

namespace Trad.Candles.Stores;

/// <summary>What is known about one stored month beside its candles.</summary>
/// <param name="Month">The month.</param>
/// <param name="Version">The version of the partition that was looked at.</param>
/// <param name="Quality">Its quality, over the part of the month that was over then.</param>
/// <param name="OwnGaps">Gaps that the exchange itself has: asked for again, and still not there.</param>
/// <param name="DuplicatesDropped">Rows dropped while fetching because their open time had come before.</param>
/// <param name="Refused">Candles refused while fetching because they break a rule.</param>
/// <param name="Source">Where the candles came from: <c>archive</c>, <c>rest</c> or <c>import</c>.</param>
/// <param name="Checksum">The SHA-256 of the archive file; null for other sources.</param>
public sealed record PartitionCoverage(
    Month Month,
    string Version,
    CandleQuality Quality,
    IReadOnlyList<TimeRange> OwnGaps,
    int DuplicatesDropped,
    int Refused,
    string Source,
    string? Checksum);
