using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trad.Functions.Training;
using Trad.MarketData.Backfills;
using Trad.Storage.Requests;

namespace Trad.Functions.Backfills;

/// <summary>Starts backfills, one at a time per market.</summary>
internal static class BackfillStarter
{
    /// <summary>Starts a backfill of the market unless one is running, and gives the id of the one that runs.</summary>
    /// <returns>The run, and whether it was started now.</returns>
    public static async Task<(string Id, bool IsNew)> StartAsync(
        DurableTaskClient client, BackfillRun run, CancellationToken cancellationToken)
    {
        var instance = BackfillRunId.InstanceOf(run.ToMarket());
        if (await FindRunningAsync(client, instance, cancellationToken) is { } running)
        {
            return (running, false);
        }

        try
        {
            await StorageWait.ForAsync(
                token =>
                    client.ScheduleNewOrchestrationInstanceAsync(
                        nameof(BackfillOrchestrator), run, new StartOrchestrationOptions(InstanceId: instance), token),
                cancellationToken);
            return (run.Id, true);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // Another request was first.
            return (await FindRunningAsync(client, instance, cancellationToken) ?? instance, false);
        }
    }

    private static async Task<string?> FindRunningAsync(DurableTaskClient client, string instance, CancellationToken cancellationToken) =>
        await client.FindInstanceAsync(instance, cancellationToken) is { IsCompleted: false } found
            ? found.ReadInputAs<BackfillRun>()?.Id ?? instance
            : null;
}
