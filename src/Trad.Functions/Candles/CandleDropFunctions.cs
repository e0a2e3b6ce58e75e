using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.MarketData.History;
using Trad.Training;

namespace Trad.Functions.Candles;

/// <summary>Deleting stored candles over HTTP, damaged ones too.</summary>
public sealed class CandleDropFunctions(CandleDeletions deletions, MarketReaders readers)
{
    private const string All = "all";
    private const string Unfinished = "unfinished";
    private const string MonthField = "month";
    private const string DryRunField = "dryRun";

    /// <summary>
    /// <c>DELETE /api/candles?exchange=&amp;symbol=&amp;interval=&amp;month=</c>, or with <c>from=&amp;to=</c>: deletes a stored month of
    /// a market, whether it can be read or not, every one with <c>month=all</c>, or the candles of a range; 409 while a job or a backfill
    /// of the market is not finished. It can be undone for some minutes. Candles of several months that were stored together, are not all
    /// in their months yet and cannot be read go with <c>month=unfinished</c>, or with all; nothing can be stored before. With
    /// <c>dryRun=true</c> nothing is deleted, and the answer says what would be.
    /// </summary>
    [Function(nameof(DropCandles))]
    [Answers(StatusCodes.Status200OK, typeof(CandleDrop), Errors = "404,409")]
    [Parameter("exchange", "The exchange.", IsRequired = true, Pattern = QueryReader.ExchangePattern)]
    [Parameter("symbol", "The symbol, in capitals.", IsRequired = true, Pattern = QueryReader.SymbolPattern)]
    [Parameter("interval", MarketQuery.AboutIntervals, Values = MarketQuery.IntervalCodes, IsRequired = true)]
    [Parameter(
        MonthField,
        "The month, as in 2025-06, or all, or unfinished for what cannot be read on its way into its months; this, or a range.",
        Pattern = "^([1-9][0-9]{3}-(0[1-9]|1[0-2])|all|unfinished)$")]
    [Parameter("from", "The first open time, inclusive; from the first candle when absent.", Type = typeof(DateTimeOffset))]
    [Parameter("to", "The end, exclusive; to the last candle when absent.", Type = typeof(DateTimeOffset))]
    [Parameter(
        DryRunField, "Whether nothing is deleted and the answer says what would be; false when absent. Not with unfinished.",
        Type = typeof(bool))]
    public async Task<IResult> DropCandles(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/candles")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var market = MarketQuery.Read(request, errors);
        var range = ReadRange(request, errors);
        var isDryRun = QueryReader.ReadFlag(request, DryRunField, errors);
        if (isDryRun && range is null && errors.IsEmpty)
        {
            errors.Add(DryRunField, "goes without month=unfinished: what cannot be read cannot be counted");
        }

        if (market is null || !errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        if (await readers.FindAsync(client, market, cancellationToken) is { } reader)
        {
            return CandleRunFunctions.InUse(market, reader);
        }

        try
        {
            var deletion = range is not { } part ? await deletions.DropUnfinishedAsync(market)
                : isDryRun ? await deletions.PreviewDeletionAsync(market, part, cancellationToken)
                : await deletions.DeleteAsync(market, part, cancellationToken);
            return deletion is not null
                ? Results.Json(CandleDrop.FromDeletion(market, deletion, isDryRun), TradJson.Options)
                : Problems.NotFound(
                    range is null ? $"Nothing of {market} is on its way into its months and cannot be read."
                    : range == TimeRange.Always ? $"Nothing is stored of {market}."
                    : $"Nothing is stored of {market} in {range}.");
        }
        catch (CandleStoreException damaged)
        {
            return Problems.Problem(StatusCodes.Status409Conflict, "Stored candles cannot be read", damaged.Message);
        }
    }

    // Null for what is unfinished, or after recording what is wrong.
    private static TimeRange? ReadRange(HttpRequest request, ValidationErrors errors)
    {
        var month = request.Query[MonthField].ToString();
        var range = MarketQuery.ReadRange(request, errors);
        if (month.Length == 0)
        {
            if (range is null && errors.IsEmpty)
            {
                errors.Add(MonthField, "is missing; give a month as in 2025-06, all, or unfinished; or a range by 'from' and 'to'");
            }

            return range;
        }

        if (range is not null)
        {
            errors.Add(MonthField, "goes without 'from' and 'to'; give one or the other");
        }

        switch (month)
        {
            case All:
                return TimeRange.Always;
            case Unfinished:
                return null;
            case var text when DateTimeOffset.TryParseExact(
                text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var first):
                return new Month(first.Year, first.Month).Range;
            default:
                errors.Add(MonthField, $"is '{month}'; allowed is a month as in 2025-06, all, or unfinished");
                return null;
        }
    }
}
