using Microsoft.AspNetCore.Http;
using Trad.Functions.Api;
using Trad.Training;
using Trad.Training.Assets;

namespace Trad.Functions.Assets;

/// <summary>
/// A look at an asset's hold-out: whoever sees the evidence has seen it, and one visit that asks for several parts is one look.
/// </summary>
internal static class HoldOutView
{
    /// <summary>The query parameter.</summary>
    public const string Name = "view";

    /// <summary>What the parameter says.</summary>
    public const string Meaning =
        "False for the further parts of a visit that has been counted as a look at the hold-out already; true when absent.";

    /// <summary>Reads <c>view</c>, true when absent; records a wrong one.</summary>
    public static bool Read(HttpRequest request, ValidationErrors errors) => QueryReader.ReadFlag(request, Name, errors, absent: true);

    /// <summary>Counts a look at the asset, when it has a hold-out; the asset with the new count.</summary>
    public static async Task<TrainedAsset> CountAsync(IAssetStore assets, TrainedAsset asset, CancellationToken cancellationToken) =>
        asset.HoldOut is null ? asset : asset with { HoldOutViews = await assets.CountViewAsync(asset.Id, cancellationToken) };
}
