using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Trad.Functions.Api;
using Trad.Training;
using Trad.Training.Assets;

namespace Trad.Functions.Assets;

/// <summary>
/// A look at an asset's hold-out: whoever sees the evidence has seen it. One visitor's looks of a day (UTC) are one, as are the parts
/// of a visit.
/// </summary>
internal static class HoldOutView
{
    /// <summary>The query parameter.</summary>
    public const string Name = "view";

    private const int VisitorDigits = 16;

    /// <summary>What the parameter says.</summary>
    public const string Meaning =
        "False for the further parts of a visit that has been counted as a look at the hold-out already; true when absent.";

    /// <summary>Reads <c>view</c>, true when absent; records a wrong one.</summary>
    public static bool Read(HttpRequest request, ValidationErrors errors) => QueryReader.ReadFlag(request, Name, errors, absent: true);

    /// <summary>Counts a look at the asset, when it has a hold-out; the asset with the new count.</summary>
    /// <param name="assets">Keeps the count.</param>
    /// <param name="asset">What is looked at.</param>
    /// <param name="request">Tells visitors apart.</param>
    /// <param name="clock">Tells the day.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<TrainedAsset> CountAsync(
        IAssetStore assets, TrainedAsset asset, HttpRequest request, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (asset.HoldOut is null)
        {
            return asset;
        }

        var visit = new HoldOutVisit(VisitorOf(request), DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        return asset with { HoldOutViews = await assets.CountViewAsync(asset.Id, visit, cancellationToken) };
    }

    // Who is signed in, from where, with what: enough to tell visitors apart, kept as a digest that names nobody.
    private static string VisitorOf(HttpRequest request)
    {
        var who = string.Join(
            '\n', request.Headers["X-MS-CLIENT-PRINCIPAL-ID"], request.Headers["X-Forwarded-For"], request.Headers.UserAgent,
            request.HttpContext.Connection.RemoteIpAddress);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(who)))[..VisitorDigits];
    }
}
