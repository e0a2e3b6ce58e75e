using Microsoft.Extensions.Logging;
using Trad.MarketData.Backfills;

namespace Trad.Functions.Backfills;

/// <summary>What happens to backfills, as lines of the app's log.</summary>
internal static partial class BackfillLines
{
    /// <summary>A backfill began, or ended.</summary>
    public static void Tell(this ILogger log, BackfillRecord record)
    {
        var market = $"{record.Exchange} {record.Symbol} {record.Interval}";
        var counts = record.Counts;
        if (record.EndedAt is null)
        {
            Began(log, record.Id, market, counts.Partitions, counts.Missing);
        }
        else if (record.State == BackfillStatus.Failed)
        {
            Failed(log, record.Id, market, counts.PartitionsDone, counts.Partitions, string.Join(" | ", record.Failures));
        }
        else
        {
            Ended(log, record.Id, market, record.State, counts.PartitionsDone, counts.Partitions, counts.Inserted, counts.Replaced);
        }
    }

    [LoggerMessage(1201, LogLevel.Information, "Backfill {BackfillId} of {Market} begins: {Months} months, {Missing} candles are missing")]
    private static partial void Began(ILogger log, string backfillId, string market, int months, long missing);

    [LoggerMessage(1202, LogLevel.Warning, "Backfill {BackfillId} of {Market} failed after {MonthsDone} of {Months} months: {Reason}")]
    private static partial void Failed(ILogger log, string backfillId, string market, int monthsDone, int months, string reason);

    [LoggerMessage(1203, LogLevel.Information,
        "Backfill {BackfillId} of {Market} ended as {State}: {MonthsDone} of {Months} months, {Inserted} candles new, {Replaced} replaced")]
    private static partial void Ended(
        ILogger log, string backfillId, string market, BackfillStatus state, int monthsDone, int months, long inserted, long replaced);
}
