using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trad.Backtesting.Strategies.Rules;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.Functions.Candles;
using Trad.Training;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Functions.Strategies;

/// <summary>Checks of strategies over HTTP.</summary>
public sealed class StrategyCheckFunctions(StrategyChecks checks, KnownStrategies strategies)
{
    /// <summary>
    /// <c>GET /api/strategies/{name}/check?exchange=&amp;symbol=&amp;interval=</c>: whether a strategy looks ahead, and whether the warm-up
    /// that it declares is enough, on the last 60 stored days of a market, or on generated candles when none is named.
    /// </summary>
    [Function(nameof(CheckStrategy))]
    [Answers(StatusCodes.Status200OK, typeof(CheckedStrategy), Errors = "404,409")]
    [Tagged]
    [Parameter(
        "exchange", "The exchange; with symbol and interval, or none of them for generated candles.",
        Pattern = QueryReader.ExchangePattern)]
    [Parameter("symbol", "The symbol, in capitals.", Pattern = QueryReader.SymbolPattern)]
    [Parameter(
        "version", StrategyQuery.AboutVersion, Type = typeof(int), Minimum = 1, Maximum = RequestLimits.HighestStrategyVersion)]
    [Parameter("interval", MarketQuery.AboutIntervals, Values = MarketQuery.IntervalCodes)]
    public async Task<IResult> CheckStrategy(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/strategies/{name}/check")] HttpRequest request,
        string name,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var market = MarketQuery.ReadIfNamed(request, errors);
        var version = StrategyQuery.ReadVersion(request, errors);
        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        try
        {
            if (await strategies.FindAsync(name, version, cancellationToken) is not var (strategy, hash))
            {
                return Problems.NotFound(await strategies.DescribeMissingAsync(name, version, cancellationToken));
            }

            return await checks.CheckAsync(strategy, hash, market, cancellationToken) is { } found
                ? Answers.Json(request, found)
                : Problems.NotFound($"No candles of {market} are stored; import or backfill them first.");
        }
        catch (CandleStoreException unreadable)
        {
            return Problems.Problem(StatusCodes.Status409Conflict, "Stored candles cannot be read", unreadable.Message);
        }
        catch (Exception refused) when (refused is RuleException or BacktestOverrunException)
        {
            return Problems.Problem(StatusCodes.Status409Conflict, "The strategy cannot be computed", refused.Message);
        }
    }
}
