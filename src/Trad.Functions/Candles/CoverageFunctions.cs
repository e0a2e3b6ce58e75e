using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.MarketData.Coverage;
using Trad.Training;

namespace Trad.Functions.Candles;

/// <summary>What is stored, over HTTP.</summary>
public sealed class CoverageFunctions(ICandleStore store, CoverageBook book)
{
    /// <summary>
    /// <c>GET /api/candles/coverage?exchange=&amp;symbol=&amp;interval=</c>: the markets that fit, all of them by default, with their
    /// stored months and what is known of each.
    /// </summary>
    [Function(nameof(GetCoverage))]
    [Answers(StatusCodes.Status200OK, typeof(IReadOnlyList<MarketCoverage>))]
    [Tagged]
    [Parameter("exchange", "The exchange.", Pattern = QueryReader.ExchangePattern)]
    [Parameter("symbol", "The symbol.", Pattern = QueryReader.SymbolPattern)]
    [Parameter("interval", MarketQuery.AboutIntervals, Values = MarketQuery.IntervalCodes)]
    public async Task<IResult> GetCoverage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/candles/coverage")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var exchange = QueryReader.ReadExchange(request, errors);
        var symbol = QueryReader.ReadSymbol(request, errors);
        var interval = QueryReader.ReadInterval(request, errors);
        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        var markets = new List<MarketCoverage>();
        foreach (var market in await store.ListMarketsAsync(cancellationToken))
        {
            if (market.Exchange == (exchange ?? market.Exchange)
                && market.Symbol == (symbol ?? market.Symbol)
                && market.Interval == (interval ?? market.Interval))
            {
                markets.Add(await DescribeAsync(market, cancellationToken));
            }
        }

        return Answers.Json(request, markets);
    }

    private async Task<MarketCoverage> DescribeAsync(Market market, CancellationToken cancellationToken)
    {
        try
        {
            return MarketCoverage.Create(
                market,
                await book.ListAsync(market, cancellationToken),
                await store.FindDamagedCommitAsync(market, cancellationToken));
        }
        catch (CandleStoreException damaged)
        {
            return MarketCoverage.Damaged(market, damaged.Message);
        }
    }
}
