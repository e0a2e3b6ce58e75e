namespace Trad.MarketData.Backfills;

/// <summary>How far a backfill is; its custom status, and its summary when it has ended.</summary>
/// <param name="Run">The run.</param>
/// <param name="State">How it stands.</param>
/// <param name="Partitions">Months to fetch.</param>
/// <param name="PartitionsDone">Months done.</param>
/// <param name="CandlesMissing">Candles that were missing at the start.</param>
/// <param name="CandlesFetched">Candles fetched.</param>
/// <param name="CandlesInserted">Candles stored that were not there before.</param>
/// <param name="CandlesReplaced">Stored candles that changed.</param>
/// <param name="CandlesRefused">Candles that break a rule and were not stored.</param>
/// <param name="DuplicatesDropped">Rows that came twice.</param>
/// <param name="CandlesNotThere">Candles that the exchange itself does not have.</param>
/// <param name="Percent">Share of the missing candles whose months are done, 0 to 100.</param>
/// <param name="CandlesPerSecond">The rate so far.</param>
/// <param name="EstimatedEnd">When it will have ended; null before the first month is done.</param>
/// <param name="PausedUntil">Until when nothing is asked because the exchange bans this address; null when it does not.</param>
/// <param name="Failures">Why months were not fetched, each naming its partition.</param>
/// <param name="Notes">What a person should know.</param>
public sealed record BackfillProgress(
    string Run,
    BackfillStatus State,
    int Partitions,
    int PartitionsDone,
    long CandlesMissing,
    long CandlesFetched,
    long CandlesInserted,
    long CandlesReplaced,
    long CandlesRefused,
    long DuplicatesDropped,
    long CandlesNotThere,
    double Percent,
    double CandlesPerSecond,
    DateTimeOffset? EstimatedEnd,
    DateTimeOffset? PausedUntil,
    IReadOnlyList<string> Failures,
    IReadOnlyList<string> Notes)
{
    /// <summary>The progress that counts come to.</summary>
    /// <param name="counts">What was done so far.</param>
    /// <param name="run">The run.</param>
    /// <param name="state">How it stands.</param>
    /// <param name="percent">How far it is, 0 to 100.</param>
    /// <param name="seconds">How long it has taken so far.</param>
    /// <param name="estimatedEnd">When it will have ended, or has.</param>
    /// <param name="pausedUntil">Until when it waits for the exchange; null when it does not.</param>
    /// <param name="failures">Why months were not fetched.</param>
    /// <param name="notes">What a person should know.</param>
    public static BackfillProgress From(
        BackfillCounts counts, string run, BackfillStatus state, double percent, double seconds, DateTimeOffset? estimatedEnd,
        DateTimeOffset? pausedUntil, IReadOnlyList<string> failures, IReadOnlyList<string> notes) =>
        new(
            run,
            state,
            counts.Partitions,
            counts.PartitionsDone,
            counts.Missing,
            counts.Fetched,
            counts.Inserted,
            counts.Replaced,
            counts.Refused,
            counts.DuplicatesDropped,
            counts.NotThere,
            percent,
            seconds > 0 ? counts.Fetched / seconds : 0,
            estimatedEnd,
            pausedUntil,
            failures,
            notes);
}
