using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Trad.Functions.Backfills;

/// <summary>Starts backfills, one at a time per market.</summary>
internal static class BackfillStarter
{
    /// <summary>Starts a backfill of the market unless one is running, and gives the id of the one that runs.</summary>
    /// <returns>The instance, and whether it was started now.</returns>
    public static async Task<(string Id, bool IsNew)> StartAsync(DurableTaskClient client, BackfillRun run, CancellationToken cancellationToken)
    {
        var id = $"backfill-{run.Exchange}-{run.Symbol}-{run.Interval}";
        if (await client.GetInstanceAsync(id, cancellation: cancellationToken) is { IsCompleted: false })
        {
            return (id, false);
        }

        await client.ScheduleNewOrchestrationInstanceAsync(
            nameof(BackfillOrchestrator), run, new StartOrchestrationOptions(InstanceId: id), cancellationToken);
        return (id, true);
    }
}
