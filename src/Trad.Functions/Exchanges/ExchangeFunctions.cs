using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trad.Candles;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.MarketData.Exchanges;
using Trad.Training.Requests;

namespace Trad.Functions.Exchanges;

/// <summary>Which exchanges can be asked, and how their symbols are traded.</summary>
public sealed class ExchangeFunctions(ExchangeConnections exchanges, SymbolDirectory symbols)
{
    /// <summary><c>GET /api/exchanges</c>: the names of the exchanges, and whether each has an archive of past months.</summary>
    [Function(nameof(ListExchanges))]
    [Answers(StatusCodes.Status200OK, typeof(IReadOnlyList<ExchangeDescription>))]
    [Tagged]
    public IResult ListExchanges([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/exchanges")] HttpRequest request) =>
        Answers.Json(request, exchanges.OpenNames.Select(name => new ExchangeDescription(name, exchanges.OpenArchive(name) is not null)));

    /// <summary>
    /// <c>GET /api/exchanges/{exchange}/symbols/{symbol}</c>: tick, lot and smallest order of a symbol; 502 when the exchange does not
    /// answer.
    /// </summary>
    [Function(nameof(GetSymbol))]
    [Answers(StatusCodes.Status200OK, typeof(SymbolRules), Errors = "404,502")]
    [Tagged]
    public async Task<IResult> GetSymbol(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/exchanges/{exchange}/symbols/{symbol}")] HttpRequest request,
        string exchange,
        string symbol,
        CancellationToken cancellationToken)
    {
        if (!exchanges.OpenNames.Contains(exchange))
        {
            return Problems.NotFound($"There is no exchange '{exchange}' to ask; there are {string.Join(", ", exchanges.OpenNames)}.");
        }

        if (!SymbolName.TryRead(exchange, symbol, out var stored, out var allowed))
        {
            return Problems.Invalid("symbol", $"is '{symbol}'; allowed is {allowed}");
        }

        try
        {
            return Answers.Json(request, await symbols.FindAsync(exchange, stored, cancellationToken));
        }
        catch (ArgumentException wrong)
        {
            return Problems.Invalid("symbol", ArgumentText.FromException(wrong));
        }
        catch (ExchangeException unknown) when (unknown.IsRefusal)
        {
            return Problems.NotFound(unknown.Message);
        }
        catch (ExchangeException failed)
        {
            return Problems.Problem(StatusCodes.Status502BadGateway, "The exchange does not answer", failed.Message);
        }
    }
}
