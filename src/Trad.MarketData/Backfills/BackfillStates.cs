namespace Trad.MarketData.Backfills;

/// <summary>The states of a backfill, as its record and <c>GET /api/backfills</c> tell them.</summary>
public static class BackfillStates
{
    /// <summary>Started, but nothing was done yet.</summary>
    public const string Pending = "pending";

    /// <summary>Planning, fetching, or waiting for the end of a ban.</summary>
    public const string Running = "running";

    /// <summary>Everything that the exchange has is stored.</summary>
    public const string Completed = "completed";

    /// <summary>At least one partition could not be fetched; what was fetched is stored.</summary>
    public const string Failed = "failed";

    /// <summary>Stopped by request; what was fetched until then is stored.</summary>
    public const string Cancelled = "cancelled";
}
