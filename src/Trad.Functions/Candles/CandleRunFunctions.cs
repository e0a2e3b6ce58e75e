using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trad.Candles;
using Trad.Candles.Changes;
using Trad.Candles.Stores;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.MarketData.History;
using Trad.Training;

namespace Trad.Functions.Candles;

/// <summary>The runs that changed stored candles, over HTTP: imports, backfills, deletions; and their undoing.</summary>
public sealed class CandleRunFunctions(CandleHistory history, MarketReaders readers, TimeProvider clock)
{
    private const int DefaultRuns = 100;
    private const int MostRuns = 10_000;
    private const string BeforeField = "before";

    /// <summary>
    /// <c>GET /api/candles/imports?exchange=&amp;symbol=&amp;interval=&amp;from=&amp;to=&amp;before=&amp;limit=</c>: the runs that changed
    /// the candles of the markets that fit, all of them by default, newest first; with a range only those whose candles are stored in it
    /// now.
    /// </summary>
    [Function(nameof(ListCandleRuns))]
    [Answers(StatusCodes.Status200OK, typeof(IReadOnlyList<CandleRunView>))]
    [Tagged]
    [Parameter("exchange", "The exchange.", Pattern = QueryReader.ExchangePattern)]
    [Parameter("symbol", "The symbol.", Pattern = QueryReader.SymbolPattern)]
    [Parameter("interval", MarketQuery.AboutIntervals, Values = MarketQuery.IntervalCodes)]
    [Parameter("from", "Only runs that candles from here on came from, inclusive.", Type = typeof(DateTimeOffset))]
    [Parameter("to", "Only runs that candles before this came from, exclusive.", Type = typeof(DateTimeOffset))]
    [Parameter(
        BeforeField, "Only runs older than this, exclusive: the 'at' of the last one of a page, for the next page.",
        Type = typeof(DateTimeOffset))]
    [Parameter(
        "limit", "How many at most; 100 when absent.", Type = typeof(int), Minimum = 1, Maximum = MostRuns)]
    public async Task<IResult> ListCandleRuns(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/candles/imports")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var exchange = QueryReader.ReadExchange(request, errors);
        var symbol = QueryReader.ReadSymbol(request, errors);
        var interval = QueryReader.ReadInterval(request, errors);
        var range = MarketQuery.ReadRange(request, errors);
        var before = MarketQuery.ReadMoment(request, BeforeField, errors);
        var limit = ReadLimit(request, errors);
        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        var now = clock.GetUtcNow();
        var all = exchange is not null && symbol is not null && interval is { } one
            ? await history.ListAsync(new Market(exchange, symbol, one), cancellationToken)
            : await history.ListAsync(
                market => market.Exchange == (exchange ?? market.Exchange) && market.Symbol == (symbol ?? market.Symbol)
                    && market.Interval == (interval ?? market.Interval),
                cancellationToken);
        var runs = all
            .Where(run => before is null || run.At < before)
            .Where(run => range is not { } part || run.Current.Any(span => !span.Intersect(part).IsEmpty))
            .Take(limit)
            .Select(run => CandleRunView.FromRun(run, now))
            .ToList();
        return Answers.Json<IReadOnlyList<CandleRunView>>(request, runs);
    }

    /// <summary>
    /// <c>POST /api/candles/imports/{id}/undo</c>: brings back what a run replaced and removes what it added, all of it or nothing; 409
    /// when a later run changed the same candles or somebody reads them, 410 when its time is over.
    /// </summary>
    [Function(nameof(UndoCandleRun))]
    [Answers(StatusCodes.Status200OK, typeof(CandleRunUndone), Errors = "404,409,410")]
    public async Task<IResult> UndoCandleRun(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/candles/imports/{id}/undo")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        if (!CandleRun.TryReadMarket(id, out var market))
        {
            return Problems.NotFound($"There is no import '{id}'.");
        }

        if (await readers.FindAsync(client, market, cancellationToken) is { } reader)
        {
            return InUse(market, reader);
        }

        try
        {
            return Results.Json(CandleRunUndone.FromUndo(market, await history.UndoAsync(market, id, cancellationToken)), TradJson.Options);
        }
        catch (CandleUndoException refused)
        {
            return refused.Refusal switch
            {
                CandleUndoRefusal.Unknown => Problems.NotFound(refused.Message),
                CandleUndoRefusal.TooLate => Problems.Problem(StatusCodes.Status410Gone, "It is too late", refused.Message),
                _ => Problems.Problem(StatusCodes.Status409Conflict, "It cannot be undone", refused.Message),
            };
        }
        catch (CandleStoreException damaged)
        {
            return Problems.Problem(StatusCodes.Status409Conflict, "Stored candles cannot be read", damaged.Message);
        }
    }

    private static int ReadLimit(HttpRequest request, ValidationErrors errors)
    {
        var limit = DefaultRuns;
        if (request.Query.TryGetValue("limit", out var text)
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MostRuns))
        {
            errors.Add("limit", $"is '{text}'; allowed is a whole number from 1 to {MostRuns}");
        }

        return limit;
    }

    /// <summary>409: somebody reads or fills the market.</summary>
    internal static IResult InUse(Market market, string reader) =>
        Problems.Problem(StatusCodes.Status409Conflict, "The market is in use", $"{market} cannot be changed now. {reader}");
}
