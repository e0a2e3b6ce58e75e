namespace Trad.Storage.Tables;

/// <summary>The tables of the stores, by purpose; they are made together when a host starts, and nowhere else.</summary>
internal static class TableSet
{
    /// <summary>Trained assets.</summary>
    public const string Assets = "Assets";

    /// <summary>Summaries of backfill runs.</summary>
    public const string Backfills = "Backfills";

    /// <summary>The jobs that wait and run, and when the timers ran last.</summary>
    public const string Backlog = "Backlog";

    /// <summary>Which jobs changed, for those who follow them all.</summary>
    public const string Changes = "Changes";

    /// <summary>The coverage of stored months.</summary>
    public const string Coverage = "Coverage";

    /// <summary>Idempotency keys.</summary>
    public const string JobKeys = "JobKeys";

    /// <summary>Jobs by number.</summary>
    public const string JobNumbers = "JobNumbers";

    /// <summary>Jobs.</summary>
    public const string Jobs = "Jobs";

    /// <summary>What happened in each job: trials, log, progress.</summary>
    public const string Journal = "Journal";

    /// <summary>Strategies of one's own, in versions.</summary>
    public const string Strategies = "Strategies";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Assets, Backfills, Backlog, Changes, Coverage, JobKeys, JobNumbers, Jobs, Journal, Strategies];
}
