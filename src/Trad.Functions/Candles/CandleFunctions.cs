using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Formats.Candles;
using Trad.Formats.Candles.Markets;
using Trad.Formats.Candles.Times;
using Trad.Formats.Spooling;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.MarketData.Import;
using Trad.Training;

namespace Trad.Functions.Candles;

/// <summary>Candles over HTTP.</summary>
public sealed class CandleFunctions(CandleImporter importer)
{
    private const int LongestFileName = 255;

    // About as long as the reading of a large file takes.
    private const string RetryAfterSeconds = "10";

    /// <summary>
    /// <c>POST /api/candles/import?exchange=&amp;symbol=&amp;interval=&amp;fileName=</c> with a candle file as the body: stores all of it
    /// or nothing, with <c>dryRun=true</c> nothing in any case. An exchange, a symbol or an interval that is left out is told by the
    /// file's name, a symbol also by a column of the file, and an interval by the distance between its candles.
    /// </summary>
    [Function(nameof(ImportCandles))]
    [Takes(null)]
    [Answers(StatusCodes.Status200OK, typeof(CandleImport), Errors = "409")]
    [Parameter("exchange", "The exchange; that of the file's name when absent.", Pattern = QueryReader.ExchangePattern)]
    [Parameter(
        "symbol", "The symbol, in capitals; that of the file's name or of its column of symbols when absent.",
        Pattern = QueryReader.SymbolPattern)]
    [Parameter(
        "interval", $"{MarketQuery.AboutIntervals} That of the file's name or of its candles when absent.",
        Values = MarketQuery.IntervalCodes)]
    [Parameter("fileName", "The name of the file, for messages and for what it tells of the market.", MaximumLength = LongestFileName)]
    [Parameter("dryRun", "Whether nothing is stored and the answer says what would be; false when absent.", Type = typeof(bool))]
    [Parameter(
        "acceptOutliers", "Whether prices that their neighbours do not bear out are stored, too; false when absent.", Type = typeof(bool))]
    [Parameter(
        "decimalComma",
        "Whether 42,283 is read as 42.283 (true) or as 42283 (false), where no number of the file tells; "
        + "such a file is refused when absent.",
        Type = typeof(bool))]
    [Parameter(
        "dateOrder",
        "How 03/04/2024 and the like are meant, where no date of the file tells; such a file is refused when absent.",
        Values = "day-first|month-first|year-first|year-month-day|year-day-month")]
    public async Task<IResult> ImportCandles(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/candles/import")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        if (ReadOrder(request, errors) is not { } order)
        {
            return Problems.Invalid(errors);
        }

        try
        {
            return Results.Json(
                Report(request, order, await importer.ImportAsync(order, request.Body, cancellationToken)), TradJson.Options);
        }
        catch (CandleFileException wrong)
        {
            return Problems.Invalid("file", wrong.Message);
        }
        catch (UnknownSymbolException unknown)
        {
            return Problems.Invalid("symbol", unknown.Message);
        }
        catch (CandleStoreException damaged)
        {
            return Problems.Problem(StatusCodes.Status409Conflict, "Stored candles cannot be read", damaged.Message);
        }
        catch (Exception busy) when (busy is CandleImportBusyException or SpoolFullException)
        {
            request.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
            return Problems.Problem(StatusCodes.Status503ServiceUnavailable, "No file can be imported now", busy.Message);
        }
    }

    private static CandleImportOrder? ReadOrder(HttpRequest request, ValidationErrors errors)
    {
        var given = request.Query["fileName"].ToString();
        if (given.Length > LongestFileName)
        {
            errors.Add("fileName", $"has {given.Length} characters; allowed are {LongestFileName}");
            return null;
        }

        if (BodyForm.IsMultipart(request))
        {
            errors.Add(
                "file", "is wrapped in a form (multipart/form-data); send the file itself as the body, as with curl --data-binary @file");
        }

        // The name is for messages and guesses only; a path in it is nobody's business.
        var fileName = Path.GetFileName(given);
        var (exchange, symbol, interval) = MarketQuery.ReadFor(request, fileName, errors);
        var isDryRun = QueryReader.ReadFlag(request, "dryRun", errors);
        var acceptsOutliers = QueryReader.ReadFlag(request, "acceptOutliers", errors);
        bool? hasDecimalComma = request.Query.ContainsKey("decimalComma") ? QueryReader.ReadFlag(request, "decimalComma", errors) : null;
        var dateOrder = QueryReader.ReadEnum<StatedDateOrder>(request, "dateOrder", errors);
        return !errors.IsEmpty ? null : new CandleImportOrder(exchange, symbol, fileName.Length == 0 ? "body" : fileName)
        {
            SourceName = fileName.Length == 0 ? null : fileName,
            Interval = interval,
            IsDryRun = isDryRun,
            AcceptsOutliers = acceptsOutliers,
            HasDecimalComma = hasDecimalComma,
            DateOrder = dateOrder,
        };
    }

    private static CandleImport Report(HttpRequest request, CandleImportOrder order, CandleImportResult import)
    {
        var market = import.Market;
        return new CandleImport(
            market.Exchange, market.Symbol, market.Interval.Code, import.Rows, import.Range.StartTime, import.Range.EndTime,
            import.Merge.Inserted, import.Merge.Replaced, import.Merge.Unchanged, import.Merge.Partitions,
            [.. import.Notes, .. Doubts(order, market)], order.IsDryRun,
            import.Missing, import.Gaps, ImportedLayout.FromLayout(import.Layout), ToldBy(request, order, import),
            [.. import.First.Select(Row)], [.. import.Last.Select(Row)], import.Run?.Id,
            import.Run is null ? null : import.UndoableUntil);
    }

    // What the order leaves open the content of the file tells.
    private static ImportedMarketSource ToldBy(HttpRequest request, CandleImportOrder order, CandleImportResult import) => new(
        SourceOf(request, "exchange"),
        import.SymbolToldBy switch
        {
            SymbolTeller.Column => MarketSource.Column,
            SymbolTeller.BesideCandles => MarketSource.BesideCandles,
            SymbolTeller.PackedPaths => MarketSource.PackedPaths,
            _ => SourceOf(request, "symbol"),
        },
        order.Interval is null ? MarketSource.Candles : SourceOf(request, "interval"));

    private static MarketSource SourceOf(HttpRequest request, string field) =>
        MarketQuery.IsGiven(request, field) ? MarketSource.Query : MarketSource.FileName;

    // A file goes where it is told to; that its name tells otherwise may be a mistake all the same.
    private static IEnumerable<string> Doubts(CandleImportOrder order, Market market)
    {
        var guess = FileGuess.FromFileName(order.SourceName ?? "");
        if (guess.Exchange is { } exchange && !ExchangeName.IsOf(exchange, market.Exchange))
        {
            yield return $"The file is of {exchange} by its name, and imported as of {market.Exchange}.";
        }

        if (guess.SymbolOn(market.Exchange) is { } symbol && symbol != market.Symbol)
        {
            yield return $"The file is of {symbol} by its name, and imported as {market.Symbol}.";
        }
    }

    private static ImportedCandle Row(Candle candle) => new(
        DateTimeOffset.FromUnixTimeMilliseconds(candle.OpenTime), candle.Open, candle.High, candle.Low, candle.Close, candle.Volume);
}
