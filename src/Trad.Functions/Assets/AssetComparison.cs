using Trad.Training.Assets;

namespace Trad.Functions.Assets;

/// <summary>Assets side by side.</summary>
/// <param name="Assets">The assets in the order asked for.</param>
/// <param name="Equity">Their equity curves in the same order.</param>
public sealed record AssetComparison(IReadOnlyList<TrainedAsset> Assets, IReadOnlyList<AssetEquity> Equity);

/// <summary>The equity curve of an asset among others.</summary>
/// <param name="Id">The asset.</param>
/// <param name="Points">Its points, oldest first.</param>
public sealed record AssetEquity(string Id, IReadOnlyList<EquityPoint> Points);

/// <summary>An equity curve.</summary>
/// <param name="Points">Its points, oldest first.</param>
public sealed record EquityPoints(IReadOnlyList<EquityPoint> Points);
