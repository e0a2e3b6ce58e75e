using Trad.Training.Validation;

namespace Trad.Training.Assets;

/// <summary>
/// Which stages an asset may come to without a word. Free are <c>discovery</c>, <c>validation</c>, <c>retired</c> and <c>rejected</c>,
/// and whatever means less trust than now. A step towards <c>paper</c> or <c>live-candidate</c> goes against every verdict but
/// robust and needs a reason, which the history keeps. An asset that nobody judged, from before there were verdicts, is free.
/// </summary>
public static class StageRules
{
    /// <summary>Why a step needs a reason, a sentence or two; null when it needs none.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="stage">The stage that it is to come to.</param>
    public static string? WhyReasonIsNeeded(TrainedAsset asset, AssetStage stage)
    {
        ArgumentNullException.ThrowIfNull(asset);
        return asset.Validation.Judgement is { Verdict: not Verdict.Robust } judgement
            && stage is (AssetStage.Paper or AssetStage.LiveCandidate)
            && Trust(stage) > Trust(asset.Stage)
            ? $"The verdict is {EnumNames.Format(judgement.Verdict)}: {judgement.Summary} The stage {EnumNames.Format(stage)} goes against it and needs a reason ('reason'), which the history keeps."
            : null;
    }

    private static int Trust(AssetStage stage) => stage switch
    {
        AssetStage.Discovery => 1,
        AssetStage.Validation => 2,
        AssetStage.Paper => 3,
        AssetStage.LiveCandidate => 4,
        _ => 0,
    };
}
