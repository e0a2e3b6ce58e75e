using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trad.Training.Assets;

namespace Trad.Functions.Assets;

/// <summary>Takes care of revalidations that nobody carries out: starts those that never were, and marks lost ones as failed.</summary>
public sealed class RevalidationCleanup(IAssetStore assets)
{
    /// <summary>Looks at every revalidation that has not ended; it does no harm to call it at any time.</summary>
    public async Task RunAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        foreach (var asset in await assets.ReadRevalidatingAsync(cancellationToken))
        {
            foreach (var open in asset.Revalidations.Where(each => each.State == RevalidationState.Running))
            {
                var instance = await client.GetInstanceAsync(RevalidationRun.InstanceOf(open.Id), cancellationToken);
                if (instance is null)
                {
                    await ScheduleAsync(client, new RevalidationRun(asset.Id, open.Id), cancellationToken);
                }
                else if (instance.IsCompleted)
                {
                    await FailAsync(asset.Id, open.Id, cancellationToken);
                }
            }
        }
    }

    /// <summary>Schedules the orchestration of a revalidation that is recorded; nothing happens when it is there.</summary>
    internal static async Task ScheduleAsync(DurableTaskClient client, RevalidationRun run, CancellationToken cancellationToken)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(RevalidationOrchestrator), run, new StartOrchestrationOptions(InstanceId: RevalidationRun.InstanceOf(run.RevalidationId)), cancellationToken);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // Somebody else noticed the same.
        }
    }

    // The result is recorded before the orchestration ends, so whoever finds none now will never find one.
    private Task<StoredAsset?> FailAsync(string assetId, string revalidationId, CancellationToken cancellationToken) => assets.UpdateAsync(
        assetId,
        found => found.Asset.Revalidations.Any(each => each.Id == revalidationId && each.State == RevalidationState.Running)
            ? found.Asset with
            {
                Revalidations =
                [
                    .. found.Asset.Revalidations.Select(each => each.Id == revalidationId
                        ? each with { State = RevalidationState.Failed, Error = "Its orchestration ended without a result; ask for it again." }
                        : each),
                ],
            }
            : found.Asset,
        cancellationToken);
}
