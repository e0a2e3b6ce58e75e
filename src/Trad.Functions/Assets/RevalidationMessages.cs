namespace Trad.Functions.Assets;

/// <summary>On which candles an asset shall be measured again; by default on everything newer than the data of its training.</summary>
/// <param name="From">The first moment, inclusive.</param>
/// <param name="To">The end, exclusive.</param>
public sealed record RevalidationRequest(DateTimeOffset? From = null, DateTimeOffset? To = null);

/// <summary>Which revalidation to carry out.</summary>
/// <param name="AssetId">The asset.</param>
/// <param name="RevalidationId">The revalidation.</param>
public sealed record RevalidationRun(string AssetId, string RevalidationId);
