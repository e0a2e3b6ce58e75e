using Trad.Training.Jobs;

namespace Trad.Training.Assets;

/// <summary>Takes care of revalidations that nobody carries out: starts those that never were, and marks lost ones as failed.</summary>
public sealed class RevalidationCleanup(IAssetStore assets)
{
    /// <summary>Looks at every revalidation that has not ended; it does no harm to call it at any time.</summary>
    public async Task RunAsync(IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        foreach (var asset in await assets.ReadRevalidatingAsync(cancellationToken))
        {
            foreach (var open in asset.Revalidations.Where(each => each.State == RevalidationState.Running))
            {
                var instance = await orchestrations.FindAsync(open.OrchestrationId, cancellationToken);
                if (instance is null)
                {
                    await orchestrations.StartRevalidationAsync(asset.Id, open.Id, open.OrchestrationId, cancellationToken);
                }
                else if (instance.IsEnded)
                {
                    await FailAsync(asset.Id, open.Id, cancellationToken);
                }
            }
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
                        ? each with
                        {
                            State = RevalidationState.Failed,
                            Error = "Its orchestration ended without a result; ask for it again.",
                        }
                        : each),
                ],
            }
            : found.Asset,
        cancellationToken);
}
