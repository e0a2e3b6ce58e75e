namespace Trad.MarketData.Backfills;

/// <summary>What starts a backfill.</summary>
public static class BackfillTriggers
{
    /// <summary>The timer.</summary>
    public const string Timer = "timer";

    /// <summary><c>POST /api/backfills</c>.</summary>
    public const string Request = "request";

    /// <summary><c>POST /api/candles/repair</c>.</summary>
    public const string Repair = "repair";
}
