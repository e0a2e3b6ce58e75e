namespace Trad.Training.Assets;

/// <summary>An asset as it is kept.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Version">Changes whenever the asset does, except for its views.</param>
public sealed record StoredAsset(TrainedAsset Asset, string Version);
