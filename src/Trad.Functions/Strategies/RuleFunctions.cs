using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trad.Backtesting.Strategies.Rules;
using Trad.Candles.Stores;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.Functions.Candles;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Functions.Strategies;

/// <summary>The language of rules over HTTP: its schema, examples, and checks while somebody writes.</summary>
public sealed class RuleFunctions(RuleChecks checks)
{
    private static readonly Lazy<IReadOnlyList<RuleExample>> Examples = new(() =>
    [
        .. RuleExamples.All.Select(example => RuleStrategy.ParsePinned(example.Value) is var strategy
            ? new RuleExample(strategy.Name, strategy.Title, strategy.Description, example.Value)
            : throw new InvalidOperationException()),
    ]);

    /// <summary><c>GET /api/rules/schema</c>: the JSON schema (2020-12) of a strategy's document, for editors.</summary>
    [Function(nameof(GetRuleSchema))]
    [Answers(StatusCodes.Status200OK, typeof(JsonObject))]
    [Tagged]
    public IResult GetRuleSchema(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/rules/schema")] HttpRequest request) =>
        EntityTags.Bytes(request, Encoding.UTF8.GetBytes(RuleExamples.Schema), "application/json; charset=utf-8");

    /// <summary><c>GET /api/rules/examples</c>: documents that people know, to read and to start from.</summary>
    [Function(nameof(ListRuleExamples))]
    [Answers(StatusCodes.Status200OK, typeof(ListPage<RuleExample>))]
    [Tagged]
    public IResult ListRuleExamples(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/rules/examples")] HttpRequest request) =>
        Answers.Json(request, new ListPage<RuleExample>(Examples.Value, null));

    /// <summary><c>GET /api/rules/functions</c>: every column and function of the language, in the order of its documentation.</summary>
    [Function(nameof(ListRuleFunctions))]
    [Answers(StatusCodes.Status200OK, typeof(ListPage<RuleReference>))]
    [Tagged]
    public IResult ListRuleFunctions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/rules/functions")] HttpRequest request) =>
        Answers.Json(request, new ListPage<RuleReference>(RuleReference.All, null));

    /// <summary>
    /// <c>POST /api/rules/check?exchange=&amp;symbol=&amp;interval=&amp;signals=</c>: what is wrong with a document, with line and column,
    /// or else its parameters, its warm-up, and when a market is named how often every rule holds on its newest candles, and what they say
    /// on the last of them. Nothing is stored.
    /// </summary>
    [Function(nameof(CheckRules))]
    [Takes(typeof(JsonObject))]
    [Answers(StatusCodes.Status200OK, typeof(CheckedRules), Errors = "404,409")]
    [Parameter("exchange", "The exchange; with symbol and interval, or none of them for no candles.", Pattern = QueryReader.ExchangePattern)]
    [Parameter("symbol", "The symbol, in capitals.", Pattern = QueryReader.SymbolPattern)]
    [Parameter("interval", MarketQuery.AboutIntervals, Values = MarketQuery.IntervalCodes)]
    [Parameter(
        "signals", "On how many of the market's newest candles the signals are told; none when absent.", Type = typeof(int), Minimum = 0,
        Maximum = RuleChecks.MostTold)]
    public async Task<IResult> CheckRules(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/rules/check")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var market = MarketQuery.ReadIfNamed(request, errors);
        var told = QueryReader.ReadWhole(request, "signals", 0, 0, RuleChecks.MostTold, errors);
        if (told > 0 && market is null && errors.IsEmpty)
        {
            errors.Add("signals", "needs candles; name their exchange, symbol and interval");
        }

        var text = await JsonBody.ReadTextAsync(request, errors, cancellationToken);
        if (text is null || !errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        try
        {
            // What is no document at all is no question, either.
            var found = await checks.CheckAsync(text, market, told, cancellationToken);
            return found?.Problems.FirstOrDefault(problem => problem.Field == "document") is { } noDocument
                ? Problems.Invalid("body", noDocument.Text)
                : found is not null ? Results.Json(found, TradJson.Options)
                : Problems.NotFound($"No candles of {market} are stored; import or backfill them first.");
        }
        catch (CandleStoreException unreadable)
        {
            return Problems.Problem(StatusCodes.Status409Conflict, "Stored candles cannot be read", unreadable.Message);
        }
        catch (BacktestOverrunException overrun)
        {
            return Problems.Problem(StatusCodes.Status409Conflict, "The rules take too long", overrun.Message);
        }
    }
}
