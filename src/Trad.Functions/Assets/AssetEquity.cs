using Trad.Training.Assets;

namespace Trad.Functions.Assets;

/// <summary>The equity curve of an asset among others.</summary>
/// <param name="Id">The asset.</param>
/// <param name="Points">Its points, oldest first.</param>
public sealed record AssetEquity(string Id, IReadOnlyList<EquityPoint> Points);
