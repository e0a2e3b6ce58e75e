using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trad.Candles.Stores;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.Functions.Candles;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Jobs;

namespace Trad.Functions.Assets;

/// <summary>What an asset's strategy sees, over HTTP.</summary>
public sealed class AssetIndicatorFunctions(IAssetStore assets, StrategyOverlays overlays)
{
    private const int UsualPoints = 4_000;

    /// <summary>
    /// <c>GET /api/assets/{id}/indicators?symbol=&amp;from=&amp;to=&amp;maxPoints=</c>: the indicators that the strategy computes with the
    /// asset's parameters, and its signals with stop and target, over the candles that are stored now.
    /// </summary>
    [Function(nameof(GetAssetIndicators))]
    [Answers(StatusCodes.Status200OK, typeof(AssetIndicators), Errors = "404,409")]
    [Tagged]
    [Parameter("symbol", "One of the asset's symbols; the first when absent.", Pattern = QueryReader.SymbolPattern)]
    [Parameter("from", "The first open time; where the asset's candles begin when absent.", Type = typeof(DateTimeOffset))]
    [Parameter("to", "The end, exclusive; where the asset's candles end when absent.", Type = typeof(DateTimeOffset))]
    [Parameter(
        "maxPoints", "The most values of an indicator, 4 to 1000000; 4000 when absent.", Type = typeof(int),
        Minimum = EvidenceFormat.FewestPoints, Maximum = EvidenceFormat.MostPoints)]
    public async Task<IResult> GetAssetIndicators(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/assets/{id}/indicators")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var symbol = QueryReader.ReadSymbol(request, errors);
        var range = MarketQuery.ReadRange(request, errors);
        var maxPoints = EvidenceFormat.ReadMaxPoints(request, errors);
        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        if (await assets.FindAsync(id, cancellationToken) is not { Asset: var asset })
        {
            return AssetFunctions.NoSuchAsset(id);
        }

        symbol ??= asset.Market.Symbols[0];
        if (!asset.Market.Symbols.Contains(symbol))
        {
            return Problems.Invalid("symbol", $"is '{symbol}'; allowed is one of {string.Join(", ", asset.Market.Symbols)}");
        }

        try
        {
            var overlay = await overlays.ReadAsync(asset, symbol, cancellationToken);
            return Answers.Json(
                request,
                overlay.Select(
                    symbol, range ?? StrategyOverlays.RangeOf(asset),
                    request.Query.ContainsKey("maxPoints") ? maxPoints : UsualPoints));
        }
        catch (Exception gone) when (gone is TrainingException or ArgumentException or CandleStoreException or BacktestOverrunException)
        {
            return Problems.Problem(StatusCodes.Status409Conflict, "The strategy cannot be asked", gone.Message);
        }
    }
}
