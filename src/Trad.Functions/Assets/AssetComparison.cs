using Trad.Training.Assets;

namespace Trad.Functions.Assets;

/// <summary>Assets side by side.</summary>
/// <param name="Assets">The assets in the order asked for.</param>
/// <param name="Equity">Their equity curves in the same order.</param>
public sealed record AssetComparison(IReadOnlyList<TrainedAsset> Assets, IReadOnlyList<AssetEquity> Equity);
