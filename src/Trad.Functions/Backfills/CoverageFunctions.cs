using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Functions.OpenApi;
using Trad.MarketData.Coverage;
using Trad.Training;

namespace Trad.Functions.Backfills;

/// <summary>What is stored, over HTTP.</summary>
public sealed class CoverageFunctions(ICandleStore store, CoverageBook book)
{
    /// <summary>
    /// <c>GET /api/candles/coverage?exchange=&amp;symbol=&amp;interval=</c>: the markets that fit, all of them by default, with their stored
    /// months and what is known of each.
    /// </summary>
    [Function(nameof(GetCoverage))]
    [Answers(StatusCodes.Status200OK, typeof(IReadOnlyList<MarketCoverage>))]
    [Parameter("exchange", "The exchange.")]
    [Parameter("symbol", "The symbol.")]
    [Parameter("interval", "The candle interval.")]
    public async Task<IResult> GetCoverage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/candles/coverage")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        bool Fits(string field, string value) => !request.Query.TryGetValue(field, out var wanted) || wanted == value;
        var markets = new List<MarketCoverage>();
        foreach (var market in await store.ListMarketsAsync(cancellationToken))
        {
            if (Fits("exchange", market.Exchange) && Fits("symbol", market.Symbol) && Fits("interval", market.Interval.Code))
            {
                markets.Add(await DescribeAsync(market, cancellationToken));
            }
        }

        return Results.Json(markets, TradJson.Options);
    }

    private async Task<MarketCoverage> DescribeAsync(Market market, CancellationToken cancellationToken)
    {
        try
        {
            var months = (await book.ListAsync(market, cancellationToken)).Select(month => MonthCoverage.Of(market, month)).ToList();
            return new MarketCoverage(market.Exchange, market.Symbol, market.Interval.Code, months.Sum(month => month.Rows), months, null);
        }
        catch (CandleStoreException damaged)
        {
            return new MarketCoverage(market.Exchange, market.Symbol, market.Interval.Code, 0, [], damaged.Message);
        }
    }
}
