using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Assets.Reports;

namespace Trad.Functions.Assets;

/// <summary>Reports of assets over HTTP.</summary>
public sealed class AssetReportFunctions(IAssetStore assets, TimeProvider clock)
{
    private const int PlottedPoints = 1200;

    /// <summary>
    /// <c>GET /api/assets/{id}/report?format=json|html&amp;view=</c>: whether the asset is more than luck, with the evidence; as HTML one
    /// page with plots that asks for nothing else, to be mailed. Without a format who accepts <c>text/html</c> gets the page.
    /// </summary>
    [Function(nameof(GetAssetReport))]
    [Answers(StatusCodes.Status200OK, typeof(AssetReport), Files = "text/html", Errors = "404")]
    [Tagged]
    [Parameter("format", "The format; when absent html for who accepts text/html, as browsers do, else json.", Values = "json|html")]
    [Parameter(HoldOutView.Name, HoldOutView.Meaning, Type = typeof(bool))]
    public async Task<IResult> GetAssetReport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/assets/{id}/report")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var format = EvidenceFormat.Read(request, PrefersHtml(request) ? ["html", "json"] : ["json", "html"], errors);
        var isView = HoldOutView.Read(request, errors);
        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        if (await assets.FindAsync(id, cancellationToken) is not { } found)
        {
            return AssetFunctions.NoSuchAsset(id);
        }

        var report = AssetReport.FromAsset(
            isView ? await HoldOutView.CountAsync(assets, found.Asset, request, clock, cancellationToken) : found.Asset);
        request.HttpContext.Response.Headers.Append("Vary", "Accept");
        if (format == "json")
        {
            return Answers.Json(request, report);
        }

        var equity = EquityCurve.Thin(await assets.ReadEquityAsync(id, cancellationToken), PlottedPoints);
        request.HttpContext.Response.Headers.ContentSecurityPolicy = AssetReportPage.ContentSecurityPolicy;
        return Results.Content(AssetReportPage.Write(report, equity), "text/html; charset=utf-8", Encoding.UTF8);
    }

    // Who names neither takes anything, and JSON is what the rest of the API gives.
    private static bool PrefersHtml(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return QualityOf("text/html") is { } html && html > 0 && html >= (QualityOf("application/json") ?? 0);

        double? QualityOf(string type) =>
            accepted.FirstOrDefault(each => each.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)) is { } named
                ? named.Quality ?? 1
                : null;
    }
}
