using Microsoft.DurableTask.Client;
using Trad.Functions.Operations.Duties;
using Trad.Training.Assets;
using Trad.Training.Jobs;

namespace Trad.Functions.Training;

/// <summary>Takes care of jobs and revalidations that were lost, at every wake and when a host starts.</summary>
public sealed class OrphanCleanupDuty(
    JobCleanup cleanup, RevalidationCleanup revalidations, IJobBacklog backlog, WorkMetrics metrics) : IDuty
{
    /// <inheritdoc/>
    public string Name => "OrphanCleanup";

    /// <inheritdoc/>
    public DutySchedule Schedule { get; } = DutySchedule.Parse(DutyTimer.Schedule);

    /// <inheritdoc/>
    public bool RunsAtStart => true;

    /// <inheritdoc/>
    public async Task RunAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        await cleanup.RunDueAsync(new DurableOrchestrations(client), cancellationToken);
        await revalidations.RunAsync(new DurableOrchestrations(client), cancellationToken);
        if (metrics.IsQueueCollected)
        {
            var queue = await backlog.ReadAsync(cancellationToken);
            metrics.RecordQueue(queue.Waiting.Count(), queue.Running);
        }
    }
}
