namespace Trad.Training.Assets;

/// <summary>What keeps an asset from being deleted.</summary>
public static class AssetUse
{
    // A revalidation takes seconds; one that is older was lost together with its orchestration.
    private static readonly TimeSpan LongestRevalidation = TimeSpan.FromMinutes(15);

    /// <summary>What the asset is in use for at a moment and how to end that; null when it is not in use.</summary>
    public static string? Describe(TrainedAsset asset, DateTimeOffset now) => asset switch
    {
        { Stage: AssetStage.Paper or AssetStage.LiveCandidate } =>
            $"Its stage is {EnumNames.Format(asset.Stage)}; set it to {EnumNames.Format(AssetStage.Retired)} first.",
        _ when asset.Revalidations.Any(each => each.State == RevalidationState.Running && now - each.At < LongestRevalidation) =>
            "It is being revalidated; wait until that has ended.",
        _ => null,
    };
}
