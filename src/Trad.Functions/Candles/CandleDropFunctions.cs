using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.MarketData.Coverage;
using Trad.Training;

namespace Trad.Functions.Candles;

/// <summary>Dropping stored candles over HTTP, damaged ones above all, which nothing else gets rid of.</summary>
public sealed class CandleDropFunctions(ICandleStore store, ICoverageStore coverage)
{
    private const string All = "all";
    private const string Unfinished = "unfinished";

    /// <summary>
    /// <c>DELETE /api/candles?exchange=&amp;symbol=&amp;interval=&amp;month=</c>: drops a stored month of a market, whether it can be
    /// read or not, or with <c>month=all</c> every one. Candles of several months that were stored together, are not all in
    /// their months yet and cannot be read go with <c>month=unfinished</c>, or with all; nothing can be stored before. What was
    /// dropped can be fetched or imported again.
    /// </summary>
    [Function(nameof(DropCandles))]
    [Answers(StatusCodes.Status200OK, typeof(CandleDrop), Errors = "404")]
    [Parameter("exchange", "The exchange.", IsRequired = true, Pattern = QueryReader.ExchangePattern)]
    [Parameter("symbol", "The symbol, in capitals.", IsRequired = true, Pattern = QueryReader.SymbolPattern)]
    [Parameter("interval", MarketQuery.AboutIntervals, Values = MarketQuery.IntervalCodes, IsRequired = true)]
    [Parameter(
        "month", "The month, as in 2025-06, or all, or unfinished for what cannot be read on its way into its months.", IsRequired = true,
        Pattern = "^([1-9][0-9]{3}-(0[1-9]|1[0-2])|all|unfinished)$")]
    public async Task<IResult> DropCandles(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/candles")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var market = MarketQuery.Read(request, errors);
        var given = request.Query["month"].ToString();
        if (given is not (All or Unfinished)
            && !DateTimeOffset.TryParseExact(given, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
        {
            errors.Add("month", $"is '{given}'; allowed is a month as in 2025-06, all, or unfinished");
        }

        if (market is null || !errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        // First, for whoever looks finishes what can be finished, into months that may be dropped already.
        var isUnfinished = given is All or Unfinished && await store.DropDamagedCommitAsync(market, CancellationToken.None);
        var months = (await store.ListWithDamagedAsync(market, cancellationToken))
            .Select(partition => new Month(partition.Year, partition.Month))
            .Where(month => given == All || month.ToString() == given)
            .ToList();
        if (months.Count == 0 && !isUnfinished)
        {
            return Problems.NotFound(given switch
            {
                All => $"Nothing is stored of {market}.",
                Unfinished => $"Nothing of {market} is on its way into its months and cannot be read.",
                _ => $"Nothing is stored of {market} for {given}.",
            });
        }

        // A client that hangs up now gets what it asked for all the same. What was known of the month goes with it.
        foreach (var month in months)
        {
            await store.DropPartitionAsync(market, month, CancellationToken.None);
            await coverage.SaveAsync(market, PartitionCoverage.Unknown(month), CancellationToken.None);
        }

        return Results.Json(
            new CandleDrop(
                market.Exchange, market.Symbol, market.Interval.Code, [.. months.Select(month => month.ToString())], isUnfinished),
            TradJson.Options);
    }
}
