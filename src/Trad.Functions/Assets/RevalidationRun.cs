namespace Trad.Functions.Assets;

/// <summary>Which revalidation to carry out.</summary>
/// <param name="AssetId">The asset.</param>
/// <param name="RevalidationId">The revalidation.</param>
public sealed record RevalidationRun(string AssetId, string RevalidationId);
