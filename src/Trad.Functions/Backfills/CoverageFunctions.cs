using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Functions.Http;
using Trad.Training;

namespace Trad.Functions.Backfills;

/// <summary>What is stored, over HTTP.</summary>
public sealed class CoverageFunctions(ICandleStore store, ICoverageStore coverage)
{
    /// <summary><c>GET /api/candles/coverage</c>: every market with its stored months and what is known of their quality.</summary>
    [Function(nameof(GetCoverage))]
    public async Task<IResult> GetCoverage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/candles/coverage")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var markets = new List<MarketCoverage>();
        foreach (var market in await store.ListMarketsAsync(cancellationToken))
        {
            var known = (await coverage.ListAsync(market, cancellationToken)).ToDictionary(each => each.Month);
            var months = (await store.ListPartitionsAsync(market, cancellationToken))
                .Select(partition => MonthCoverage.Of(partition, known.GetValueOrDefault(new Month(partition.Year, partition.Month))))
                .ToList();
            markets.Add(new MarketCoverage(market.Exchange, market.Symbol, market.Interval.Code, months.Sum(month => month.Rows), months));
        }

        return Results.Json(markets, TradJson.Options);
    }
}
