using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Trad.Candles;
using Trad.Candles.Aggregation;
using Trad.Candles.Stores;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.Functions.Backfills;
using Trad.Training;

namespace Trad.Functions.Candles;

/// <summary>Stored candles over HTTP, to look at or to take away.</summary>
public sealed class CandleQueries(DerivedCandleReader reader, ILogger<CandleQueries> logger)
{
    /// <summary>
    /// <c>GET /api/candles?exchange=&amp;symbol=&amp;interval=&amp;from=&amp;to=&amp;days=&amp;format=json|csv|parquet&amp;maxPoints=</c>:
    /// the candles of a range, an interval that is not stored made from a shorter one.
    /// </summary>
    [Function(nameof(GetCandles))]
    [Answers(StatusCodes.Status200OK, typeof(CandleRows), Files = "text/csv,application/vnd.apache.parquet", Errors = "404,409")]
    [Parameter("exchange", "The exchange.", IsRequired = true, Pattern = QueryReader.ExchangePattern)]
    [Parameter("symbol", "The symbol, in capitals.", IsRequired = true, Pattern = QueryReader.SymbolPattern)]
    [Parameter("interval", MarketQuery.AboutIntervals, Values = MarketQuery.IntervalCodes, IsRequired = true)]
    [Parameter("from", "The first open time, inclusive.", Type = typeof(DateTimeOffset))]
    [Parameter("to", "The end, exclusive.", Type = typeof(DateTimeOffset))]
    [Parameter(
        "days", "Days up to the end, in the place of from; up to the newest stored candle when to is absent.", Type = typeof(int),
        Minimum = 1, Maximum = BackfillRequest.LongestDays)]
    [Parameter("format", "The format; json when absent.", Values = "json|csv|parquet")]
    [Parameter(
        "maxPoints", "How many candles at most, 10 to 100000; several are merged into one where there are more.", Type = typeof(int),
        Minimum = CandleSelection.LeastPoints, Maximum = CandleSelection.MostPoints)]
    public async Task<IResult> GetCandles(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/candles")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        if (CandleSelection.Read(request, errors) is not { } asked)
        {
            return Problems.Invalid(errors);
        }

        try
        {
            var months = await reader.ListPartitionsAsync(asked.Market, cancellationToken);
            if (months.Count == 0)
            {
                return Problems.NotFound($"No candles of {asked.Market} are stored, nor any that they can be made from.");
            }

            var selection = asked.CountBack(months);
            var sources = await reader.FindSourceIntervalsAsync(selection.Market, selection.Range, cancellationToken);
            var places = selection.MaxPoints is { } most ? CandleThinning.PlacesFor(CountPlaces(months, selection), most) : 1;
            var parts = await StartAsync(reader.ReadMonthsAsync(selection.Market, selection.Range, cancellationToken), cancellationToken);
            return new CandleExport(selection, sources, places, parts, logger);
        }
        catch (CandleStoreException unreadable)
        {
            return Problems.Problem(StatusCodes.Status409Conflict, "Stored candles cannot be read", unreadable.Message);
        }
    }

    /// <summary>Places on the grid between the first and the last stored candle of the range.</summary>
    private static long CountPlaces(IReadOnlyList<CandlePartition> months, CandleSelection selection) =>
        selection.Range
            .Intersect(new TimeRange(months[0].FirstOpenTime, selection.Market.Interval.CloseOf(months[^1].LastOpenTime)))
            .CountCandles(selection.Market.Interval);

    /// <summary>
    /// Reads the first month, before which the bytes of all are checked, so that damage is an answer and no broken connection.
    /// </summary>
    private static async Task<IAsyncEnumerable<CandleSeries>> StartAsync(
        IAsyncEnumerable<CandleSeries> months, CancellationToken cancellationToken)
    {
        var all = months.GetAsyncEnumerator(cancellationToken);
        var isStarted = false;
        try
        {
            isStarted = await all.MoveNextAsync();
            return isStarted ? ContinueAsync(all) : Nothing();
        }
        finally
        {
            if (!isStarted)
            {
                await all.DisposeAsync();
            }
        }
    }

    private static async IAsyncEnumerable<CandleSeries> ContinueAsync(IAsyncEnumerator<CandleSeries> started)
    {
        await using (started)
        {
            do
            {
                yield return started.Current;
            }
            while (await started.MoveNextAsync());
        }
    }

    private static async IAsyncEnumerable<CandleSeries> Nothing()
    {
        await Task.CompletedTask;
        yield break;
    }
}
