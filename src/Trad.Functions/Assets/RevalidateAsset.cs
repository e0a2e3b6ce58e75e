using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Trad.Candles.Stores;
using Trad.Functions.Operations;
using Trad.Training;
using Trad.Training.Assets;

namespace Trad.Functions.Assets;

/// <summary>Measures an asset on other candles and records what came of it.</summary>
public sealed class RevalidateAsset(IAssetStore assets, Revalidator revalidator, ILogger<RevalidateAsset> logger)
{
    /// <summary>Measures and records; doing it again records the same.</summary>
    [Function(nameof(RevalidateAsset))]
    public async Task Run([ActivityTrigger] RevalidationRun run, CancellationToken cancellationToken)
    {
        using var scope = logger.BeginRevalidation(run.AssetId, run.RevalidationId);
        if (await assets.FindAsync(run.AssetId, cancellationToken) is not { } found
            || found.Asset.Revalidations.FirstOrDefault(each => each.Id == run.RevalidationId) is not { } asked)
        {
            return;
        }

        var ended = await MeasureAsync(found.Asset, asked, cancellationToken);
        await assets.UpdateAsync(
            run.AssetId,
            current => current.Asset with
            {
                Revalidations = [.. current.Asset.Revalidations.Select(each => each.Id == ended.Id ? ended : each)],
            },
            cancellationToken);
    }

    private async Task<Revalidation> MeasureAsync(TrainedAsset asset, Revalidation asked, CancellationToken cancellationToken)
    {
        try
        {
            return await revalidator.MeasureAsync(asset, asked, cancellationToken);
        }
        catch (Exception impossible) when (impossible is TrainingException or CandleStoreException)
        {
            return asked with { State = RevalidationState.Failed, Error = impossible.Message };
        }
    }
}
