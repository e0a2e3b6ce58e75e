using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Trad.MarketData.Backfills;

namespace Trad.Functions.Backfills;

/// <summary>
/// A backfill: plan from what is stored, then fetch month by month, a few at once. After a crash it goes on where it stopped.
/// </summary>
public static class BackfillOrchestrator
{
    /// <summary>The event that cancels a backfill; its payload says who asked.</summary>
    public const string CancelEvent = "cancel";

    /// <summary>Carries out a backfill, records its summary and returns it.</summary>
    /// <exception cref="InvalidOperationException">
    /// Months could not be fetched; the message names each. What was fetched is stored.
    /// </exception>
    [Function(nameof(BackfillOrchestrator))]
    public static async Task<BackfillProgress> Run([OrchestrationTrigger] TaskOrchestrationContext context, BackfillRun run)
    {
        var tally = new BackfillTally(run, context.CurrentUtcDateTime);
        var isCancelled = await new BackfillCourse(context, run, tally).FollowAsync();
        tally.State = isCancelled ? BackfillStatus.Cancelled
            : tally.Failures.Count > 0 ? BackfillStatus.Failed
            : BackfillStatus.Completed;
        var ended = context.CurrentUtcDateTime;
        context.SetCustomStatus(tally.At(ended));
        await context.CallActivityAsync(nameof(RecordBackfill), tally.ToRecord(ended), BackfillCourse.Persistent);
        return tally.State == BackfillStatus.Failed
            ? throw new InvalidOperationException(string.Join(" | ", tally.Failures))
            : tally.At(ended);
    }
}
