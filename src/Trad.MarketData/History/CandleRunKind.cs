using System.Text.Json.Serialization;

namespace Trad.MarketData.History;

/// <summary>What changes stored candles.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CandleRunKind>))]
public enum CandleRunKind
{
    /// <summary>A file was imported.</summary>
    [JsonStringEnumMemberName("import")]
    Import,

    /// <summary>Somebody asked for a backfill.</summary>
    [JsonStringEnumMemberName("backfill")]
    Backfill,

    /// <summary>The timer's backfill, which fetches again what is removed.</summary>
    [JsonStringEnumMemberName("timer")]
    Timer,

    /// <summary>Somebody asked for a repair.</summary>
    [JsonStringEnumMemberName("repair")]
    Repair,

    /// <summary>Candles were deleted.</summary>
    [JsonStringEnumMemberName("delete")]
    Delete,

    /// <summary>Another run was undone.</summary>
    [JsonStringEnumMemberName("undo")]
    Undo,
}
