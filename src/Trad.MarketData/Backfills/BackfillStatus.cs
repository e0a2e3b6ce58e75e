using System.Text.Json.Serialization;

namespace Trad.MarketData.Backfills;

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
