using System.Text.Json.Serialization;

namespace Trad.MarketData.Backfills;

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
