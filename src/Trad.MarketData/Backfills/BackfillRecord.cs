using System.Text.Json.Serialization;
using Trad.Candles;

namespace Trad.MarketData.Backfills;

/// <summary>The summary of one backfill run, kept after it has ended.</summary>
public sealed record BackfillRecord
{
    /// <summary>The run's identity; see <see cref="BackfillRunId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The exchange.</summary>
    public required string Exchange { get; init; }

    /// <summary>The symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>The candle interval.</summary>
    public required Interval Interval { get; init; }

    /// <summary>The first open time wanted.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The first open time not wanted any more.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>What started it: <c>timer</c>, <c>request</c> or <c>repair</c>.</summary>
    public required BackfillTrigger Trigger { get; init; }

    /// <summary><c>running</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required BackfillStatus State { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What it did.</summary>
    public required BackfillCounts Counts { get; init; }

    /// <summary>Why partitions were not fetched, each naming its partition.</summary>
    public IReadOnlyList<string> Failures { get; init; } = [];

    /// <summary>What a person should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>What a backfill did so far.</summary>
/// <param name="Partitions">Months to fetch.</param>
/// <param name="PartitionsDone">Months done.</param>
/// <param name="Missing">Candles that were missing at the start.</param>
/// <param name="Fetched">Candles fetched.</param>
/// <param name="Inserted">Candles stored that were not there before.</param>
/// <param name="Replaced">Stored candles that changed: repaired.</param>
/// <param name="Refused">Candles that break a rule and were not stored.</param>
/// <param name="DuplicatesDropped">Rows that came twice.</param>
/// <param name="NotThere">Candles that the exchange itself does not have.</param>
public sealed record BackfillCounts(
    int Partitions, int PartitionsDone, long Missing, long Fetched, long Inserted, long Replaced, long Refused, long DuplicatesDropped,
    long NotThere);

/// <summary>How a backfill stands, as its record and <c>GET /api/backfills</c> tell it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BackfillStatus>))]
public enum BackfillStatus
{
    /// <summary>Started, but nothing was done yet.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending,

    /// <summary>Planning, fetching, or waiting for the end of a ban.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>Everything that the exchange has is stored.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed,

    /// <summary>At least one partition could not be fetched; what was fetched is stored.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Stopped by request; what was fetched until then is stored.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}

/// <summary>What starts a backfill.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BackfillTrigger>))]
public enum BackfillTrigger
{
    /// <summary>The timer.</summary>
    [JsonStringEnumMemberName("timer")]
    Timer,

    /// <summary><c>POST /api/backfills</c>.</summary>
    [JsonStringEnumMemberName("request")]
    Request,

    /// <summary><c>POST /api/candles/repair</c>.</summary>
    [JsonStringEnumMemberName("repair")]
    Repair,
}
