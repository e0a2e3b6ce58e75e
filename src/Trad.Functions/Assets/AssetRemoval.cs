using Microsoft.DurableTask.Client;
using Trad.Functions.Training;
using Trad.Training.Assets;

namespace Trad.Functions.Assets;

/// <summary>Removes deleted assets with everything they own: files, count of views, the orchestrations of their revalidations.</summary>
public sealed class AssetRemoval(IAssetStore assets, OrchestrationPurge orchestrations)
{
    /// <summary>Removes an asset. Its row goes last, so that an interrupted removal is taken up again.</summary>
    public async Task RemoveAsync(TrainedAsset asset, DurableTaskClient client, CancellationToken cancellationToken)
    {
        foreach (var revalidation in asset.Revalidations)
        {
            await orchestrations.RunAsync(RevalidationRun.InstanceOf(revalidation.Id), client, cancellationToken);
        }

        await assets.RemoveAsync(asset.Id, cancellationToken);
    }

    /// <summary>Removes what was deleted before a moment.</summary>
    /// <returns>How many assets that were.</returns>
    public async Task<int> PurgeAsync(DateTimeOffset deletedBefore, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var deleted = await assets.ReadDeletedAsync(deletedBefore, cancellationToken);
        foreach (var asset in deleted)
        {
            await RemoveAsync(asset, client, cancellationToken);
        }

        return deleted.Count;
    }
}
