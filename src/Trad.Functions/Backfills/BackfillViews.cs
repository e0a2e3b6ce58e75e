using Microsoft.DurableTask.Client;
using Trad.Functions.Operations;
using Trad.Functions.Training;
using Trad.MarketData.Backfills;

namespace Trad.Functions.Backfills;

/// <summary>Makes the view of a backfill run from its orchestration while it runs, and from its record afterwards.</summary>
internal static class BackfillViews
{
    /// <summary>
    /// The view of the run that the orchestration carries out, or carried out last; null when that is none or another run.
    /// </summary>
    /// <param name="found">The orchestration, with its input and outputs; null when there is none.</param>
    /// <param name="id">The run; null for whichever it is.</param>
    public static BackfillState? FromInstance(OrchestrationMetadata? found, string? id)
    {
        if (found is not { Name: nameof(BackfillOrchestrator) }
            || found.ReadInputAs<BackfillRun>() is not { } run
            || (id ?? run.Id) != run.Id)
        {
            return null;
        }

        var progress = found.SerializedCustomStatus is null ? null : found.ReadCustomStatusAs<BackfillProgress>();
        var state = found.RuntimeStatus switch
        {
            OrchestrationRuntimeStatus.Pending => BackfillStatus.Pending,
            OrchestrationRuntimeStatus.Completed => progress?.State ?? BackfillStatus.Completed,
            OrchestrationRuntimeStatus.Failed => BackfillStatus.Failed,
            OrchestrationRuntimeStatus.Terminated => BackfillStatus.Cancelled,
            _ => BackfillStatus.Running,
        };
        return new BackfillState(
            run.Id,
            run.Exchange,
            run.Symbol,
            run.Interval,
            run.Range.StartTime,
            run.Range.EndTime,
            run.Trigger,
            state,
            found.CreatedAt,
            OrchestrationReport.ChangeOf(found),
            found.IsCompleted ? OrchestrationReport.ChangeOf(found) : null,
            progress,
            OrchestrationFailure.ReasonOf(found));
    }

    /// <summary>The view of a run whose orchestration is gone, from its record: one that did not record its end was cut short.</summary>
    public static BackfillState FromRecordAlone(BackfillRecord record) => record.State != BackfillStatus.Running
        ? FromRecord(record)
        : FromRecord(record) with
        {
            State = BackfillStatus.Failed,
            EndedAt = record.StartedAt,
            Error = "Its orchestration was ended or forgotten before the run had recorded its end; what was fetched is stored.",
        };

    /// <summary>The view of a run from its record.</summary>
    public static BackfillState FromRecord(BackfillRecord record) => new(
        record.Id,
        record.Exchange,
        record.Symbol,
        record.Interval,
        record.From,
        record.To,
        record.Trigger,
        record.State,
        record.StartedAt,
        record.EndedAt ?? record.StartedAt,
        record.EndedAt,
        Summary(record),
        record.Failures.Count > 0 ? string.Join(" | ", record.Failures) : null);

    private static BackfillProgress Summary(BackfillRecord record)
    {
        var counts = record.Counts;
        var seconds = ((record.EndedAt ?? record.StartedAt) - record.StartedAt).TotalSeconds;
        return BackfillProgress.From(
            counts,
            record.Id,
            record.State,
            counts.Partitions == 0 ? 100 : 100.0 * counts.PartitionsDone / counts.Partitions,
            seconds,
            record.EndedAt,
            null,
            record.Failures,
            record.Notes);
    }
}
