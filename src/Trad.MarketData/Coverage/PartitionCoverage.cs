using Trad.Candles;
using Trad.Candles.Quality;

namespace Trad.MarketData.Coverage;

/// <summary>What is known about one stored month beside its candles.</summary>
/// <param name="Month">The month.</param>
/// <param name="Version">The version of the partition that was looked at.</param>
/// <param name="Quality">Its quality, over the part of the month that was over then.</param>
/// <param name="OwnGaps">Gaps that the exchange itself has: asked for again, and still not there.</param>
/// <param name="DuplicatesDropped">Rows dropped while fetching because their open time had come before.</param>
/// <param name="RefusedBy">Candles refused while fetching, by the rule that they break.</param>
/// <param name="Source">
/// Where the candles came from: <c>archive</c>, <c>rest</c> or <c>import</c>; <c>unknown</c> when another program wrote them.
/// </param>
/// <param name="Checksum">The SHA-256 of the archive's file, or over those of its daily files; null for other sources.</param>
public sealed record PartitionCoverage(
    Month Month,
    string Version,
    CandleQuality Quality,
    IReadOnlyList<TimeRange> OwnGaps,
    int DuplicatesDropped,
    IReadOnlyDictionary<CandleDefect, int> RefusedBy,
    string Source,
    string? Checksum)
{
    /// <summary>The source of candles that another program wrote.</summary>
    public const string UnknownSource = "unknown";

    /// <summary>A month of which nothing is known yet: its version is that of no partition.</summary>
    public static PartitionCoverage Unknown(Month month) => new(
        month, "", new CandleQuality(0, 0, [], 0, 0), [], 0, new Dictionary<CandleDefect, int>(), UnknownSource, null);

    /// <summary>Those that the exchange was asked for again since they became so; each with the moment that was known of then.</summary>
    public IReadOnlyList<UncertainCandle> Settled { get; init; } = [];

    /// <summary>Candles refused while fetching because they break a rule.</summary>
    public int Refused => RefusedBy.Values.Sum();
}
