using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Assets.Freqtrade;
using Trad.Training.Trials;

namespace Trad.Functions.Assets;

/// <summary>What trained assets did, over HTTP.</summary>
public sealed class AssetEvidenceFunctions(IAssetStore assets, TimeProvider clock)
{
    private const int MostCompared = 5;
    private const int ComparedPoints = 1000;

    /// <summary>
    /// <c>GET /api/assets/{id}/equity?maxPoints=&amp;format=json|csv|parquet&amp;view=</c>: the equity at every close, of the account
    /// that figures and trades are of, which begins anew at the hold-out, and chained end to end; thinned to highs and lows when it is
    /// longer than asked for.
    /// </summary>
    [Function(nameof(GetAssetEquity))]
    [Answers(StatusCodes.Status200OK, typeof(EquityPoints), Files = "text/csv,application/vnd.apache.parquet", Errors = "404")]
    [Tagged]
    [Parameter(
        "maxPoints", "How many points at most, 4 to 1000000; all when absent.", Type = typeof(int), Minimum = EvidenceFormat.FewestPoints,
        Maximum = EvidenceFormat.MostPoints)]
    [Parameter("format", "The format; json when absent.", Values = "json|csv|parquet")]
    [Parameter(HoldOutView.Name, HoldOutView.Meaning, Type = typeof(bool))]
    public async Task<IResult> GetAssetEquity(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/assets/{id}/equity")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var format = EvidenceFormat.Read(request, ["json", "csv", "parquet"], errors);
        var maxPoints = EvidenceFormat.ReadMaxPoints(request, errors);
        var isView = HoldOutView.Read(request, errors);
        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        if (await FindAsync(request, id, isView, cancellationToken) is null)
        {
            return AssetFunctions.NoSuchAsset(id);
        }

        if (format == "parquet")
        {
            return EvidenceFormat.Parquet(await assets.OpenAsync(id, AssetFile.Equity, cancellationToken), $"{id}-equity.parquet");
        }

        var points = EquityCurve.Thin(await assets.ReadEquityAsync(id, cancellationToken), maxPoints);
        return format == "csv"
            ? EvidenceFormat.Csv(EvidenceCsv.Write(points), $"{id}-equity.csv")
            : Answers.Json(request, new EquityPoints(points));
    }

    /// <summary>
    /// <c>GET /api/assets/{id}/trades?format=json|csv|parquet&amp;view=</c>: the trades in order of entry; JSON page by page, files
    /// whole.
    /// </summary>
    [Function(nameof(ListAssetTrades))]
    [Answers(StatusCodes.Status200OK, typeof(ListPage<AssetTrade>), Files = "text/csv,application/vnd.apache.parquet", Errors = "404")]
    [Tagged]
    [Paged]
    [Parameter("format", "The format; json when absent.", Values = "json|csv|parquet")]
    [Parameter(HoldOutView.Name, HoldOutView.Meaning, Type = typeof(bool))]
    public async Task<IResult> ListAssetTrades(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/assets/{id}/trades")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var format = EvidenceFormat.Read(request, ["json", "csv", "parquet"], errors);
        var window = ListWindow.Read(request, errors);
        var isView = HoldOutView.Read(request, errors);
        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        if (await FindAsync(request, id, isView, cancellationToken) is null)
        {
            return AssetFunctions.NoSuchAsset(id);
        }

        if (format == "parquet")
        {
            return EvidenceFormat.Parquet(await assets.OpenAsync(id, AssetFile.Trades, cancellationToken), $"{id}-trades.parquet");
        }

        var trades = await assets.ReadTradesAsync(id, cancellationToken);
        return format == "csv"
            ? EvidenceFormat.Csv(EvidenceCsv.Write(trades), $"{id}-trades.csv")
            : Answers.Json(request, window.Apply(trades));
    }

    /// <summary><c>GET /api/assets/{id}/monthly?view=</c>: what every month returned, by the chained equity.</summary>
    [Function(nameof(ListAssetMonths))]
    [Answers(StatusCodes.Status200OK, typeof(IReadOnlyList<MonthlyReturn>), Errors = "404")]
    [Tagged]
    [Parameter(HoldOutView.Name, HoldOutView.Meaning, Type = typeof(bool))]
    public async Task<IResult> ListAssetMonths(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/assets/{id}/monthly")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var isView = HoldOutView.Read(request, errors);
        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        if (await FindAsync(request, id, isView, cancellationToken) is not { } asset)
        {
            return AssetFunctions.NoSuchAsset(id);
        }

        var initial = asset.Account?.InitialEquity ?? TrialBacktest.Options(asset.Request, 0).InitialCapital;
        return Answers.Json(request, MonthlyReturn.Compute(await assets.ReadEquityAsync(id, cancellationToken), initial));
    }

    /// <summary>
    /// <c>GET /api/assets/{id}/export?format=json|csv|freqtrade</c>: the asset as a file; for freqtrade a zip with a strategy class that
    /// gives the same entries, its parameters, and what differs.
    /// </summary>
    [Function(nameof(ExportAsset))]
    [Answers(StatusCodes.Status200OK, typeof(JsonObject), Files = "text/csv,application/zip", Errors = "404")]
    [Parameter("format", "The format; json when absent.", Values = "json|csv|freqtrade")]
    public async Task<IResult> ExportAsset(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/assets/{id}/export")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var format = EvidenceFormat.Read(request, ["json", "csv", "freqtrade"], errors);
        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        if (await FindAsync(request, id, isView: true, cancellationToken) is not { } asset)
        {
            return AssetFunctions.NoSuchAsset(id);
        }

        return format switch
        {
            "csv" => EvidenceFormat.Csv(AssetExport.Csv(asset), $"{id}.csv"),
            "freqtrade" => FreqtradeExport.Zip(asset) is { } zip
                ? EvidenceFormat.Zip(zip, $"{FreqtradeExport.ClassName(asset)}.zip")
                : Problems.Invalid(
                    "format",
                    $"is 'freqtrade', but the strategy '{asset.Strategy}' is not written for it; it can be had for {string.Join(", ", FreqtradeExport.Strategies)}"),
            _ => EvidenceFormat.Json(JsonSerializer.SerializeToUtf8Bytes(asset, TradJson.Options), $"{id}.json"),
        };
    }

    /// <summary>
    /// <c>GET /api/assets/compare?ids=a,b,c</c>: two to five assets side by side with their equity curves, each begun anew at the
    /// hold-out and chained end to end.
    /// </summary>
    [Function(nameof(CompareAssets))]
    [Answers(StatusCodes.Status200OK, typeof(AssetComparison), Errors = "404")]
    [Tagged]
    [Parameter("ids", "Two to five ids, comma separated.", IsRequired = true)]
    public async Task<IResult> CompareAssets(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/assets/compare")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var ids = request.Query["ids"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (ids.Length is < 2 or > MostCompared || ids.Distinct(StringComparer.Ordinal).Count() != ids.Length)
        {
            errors.Add("ids", $"names {ids.Length} assets; allowed are 2 to {MostCompared} different ones, comma separated");
        }

        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        // Nothing is seen of any of them unless all of them are there.
        var found = await Task.WhenAll(ids.Select(id => FindAsync(request, id, isView: false, cancellationToken)));
        if (Array.FindIndex(found, asset => asset is null) is >= 0 and var missing)
        {
            return AssetFunctions.NoSuchAsset(ids[missing]);
        }

        // The count of looks is no part of the version, or every look would make the one before outdated.
        var version = Answers.VersionOf(found.Select(asset => asset! with { HoldOutViews = 0 }));
        var seen = EntityTags.IsKnown(request, version)
            ? [.. found.Select(asset => asset!)]
            : await Task.WhenAll(found.Select(asset => HoldOutView.CountAsync(assets, asset!, request, clock, cancellationToken)));

        var curves = await Task.WhenAll(ids.Select(async id =>
            new AssetEquity(id, EquityCurve.Thin(await assets.ReadEquityAsync(id, cancellationToken), ComparedPoints))));
        return EntityTags.Json(request, new AssetComparison(seen, curves), version);
    }

    private async Task<TrainedAsset?> FindAsync(HttpRequest request, string id, bool isView, CancellationToken cancellationToken) =>
        await assets.FindAsync(id, cancellationToken) is not { } found ? null
        : isView ? await HoldOutView.CountAsync(assets, found.Asset, request, clock, cancellationToken)
        : found.Asset;
}
