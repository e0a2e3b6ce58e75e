using Trad.Training.Jobs;

namespace Trad.Training.Assets;

/// <summary>Removes deleted assets with everything they own: files, count of views, the orchestrations of their revalidations.</summary>
public sealed class AssetRemoval(IAssetStore assets, OrchestrationPurge purge)
{
    /// <summary>Removes an asset. Its row goes last, so that an interrupted removal is taken up again.</summary>
    public async Task RemoveAsync(TrainedAsset asset, IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        foreach (var revalidation in asset.Revalidations)
        {
            await purge.RunAsync(revalidation.OrchestrationId, orchestrations, cancellationToken);
        }

        await assets.RemoveAsync(asset.Id, cancellationToken);
    }

    /// <summary>Removes what was deleted before a moment.</summary>
    /// <returns>How many assets that were.</returns>
    public async Task<int> PurgeAsync(DateTimeOffset deletedBefore, IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        var deleted = await assets.ReadDeletedAsync(deletedBefore, cancellationToken);
        foreach (var asset in deleted)
        {
            await RemoveAsync(asset, orchestrations, cancellationToken);
        }

        return deleted.Count;
    }
}
