using Trad.Training.Assets;

namespace Trad.Functions.Assets;

/// <summary>What keeps an asset from being deleted.</summary>
internal static class AssetUse
{
    /// <summary>What the asset is in use for and how to end that; null when it is not in use.</summary>
    public static string? Of(TrainedAsset asset) => asset switch
    {
        { Stage: AssetStage.Paper or AssetStage.LiveCandidate } =>
            $"Its stage is {AssetStages.NameOf(asset.Stage)}; set it to {AssetStages.NameOf(AssetStage.Retired)} first.",
        _ when asset.Revalidations.Any(revalidation => revalidation.State == RevalidationState.Running) =>
            "It is being revalidated; wait until that has ended.",
        _ => null,
    };
}
