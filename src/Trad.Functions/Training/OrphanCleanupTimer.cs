using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trad.Training.Assets;
using Trad.Training.Jobs;
using Trad.Training.Operations;

namespace Trad.Functions.Training;

/// <summary>Takes care of jobs and revalidations that were lost, every five minutes and when the host starts.</summary>
public sealed class OrphanCleanupTimer(
    JobCleanup cleanup, RevalidationCleanup revalidations, IJobBacklog backlog, ITimerLog timers, WorkMetrics metrics, TimeProvider clock)
{
    /// <summary>Its schedule.</summary>
    public const string Schedule = "0 */5 * * * *";

    /// <summary>Cleans up.</summary>
    [Function(nameof(OrphanCleanupTimer))]
    public async Task Run(
        [TimerTrigger(Schedule, RunOnStartup = true)] TimerInfo timer, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        await timers.RecordAsync(nameof(OrphanCleanupTimer), clock.GetUtcNow(), cancellationToken);
        await cleanup.RunDueAsync(new DurableOrchestrations(client), cancellationToken);
        await revalidations.RunAsync(new DurableOrchestrations(client), cancellationToken);
        if (metrics.IsQueueCollected)
        {
            var queue = await backlog.ReadAsync(cancellationToken);
            metrics.RecordQueue(queue.Waiting.Count(), queue.Running);
        }
    }
}
