using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Formats.Candles;
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
    private const int LongestQuote = 300;

    // About as long as the reading of a large file takes.
    private const string RetryAfterSeconds = "10";

    /// <summary>
    /// <c>POST /api/candles/import?exchange=&amp;symbol=&amp;interval=&amp;fileName=</c> with a candle file as the body: stores all of it
    /// or nothing.
    /// </summary>
    [Function(nameof(ImportCandles))]
    [Takes(null)]
    [Answers(StatusCodes.Status200OK, typeof(CandleImport), Errors = "409")]
    [Parameter("exchange", "The exchange.", IsRequired = true, Pattern = QueryReader.ExchangePattern)]
    [Parameter("symbol", "The symbol, in capitals.", IsRequired = true, Pattern = QueryReader.SymbolPattern)]
    [Parameter("interval", "The candle interval.", IsRequired = true)]
    [Parameter("fileName", "The name of the file, for messages.", MaximumLength = LongestFileName)]
    public async Task<IResult> ImportCandles(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/candles/import")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var market = MarketQuery.Read(request, errors);
        var given = request.Query["fileName"].ToString();
        if (given.Length > LongestFileName)
        {
            errors.Add("fileName", $"has {given.Length} characters; allowed are {LongestFileName}");
        }

        if (BodyForm.IsMultipart(request))
        {
            errors.Add(
                "file", "is wrapped in a form (multipart/form-data); send the file itself as the body, as with curl --data-binary @file");
        }

        if (market is null || !errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        try
        {
            // The name is for messages only; a path in it is nobody's business.
            var fileName = Path.GetFileName(given);
            var import = await importer.ImportAsync(market, request.Body, fileName.Length == 0 ? "body" : fileName, cancellationToken);
            return Results.Json(
                new CandleImport(
                    market.Exchange,
                    market.Symbol,
                    market.Interval.Code,
                    import.Rows,
                    import.Range.StartTime,
                    import.Range.EndTime,
                    import.Merge.Inserted,
                    import.Merge.Replaced,
                    import.Merge.Unchanged,
                    import.Merge.Partitions,
                    import.Layout.Notes),
                TradJson.Options);
        }
        catch (CandleFileException wrong)
        {
            return Problems.Invalid("file", BodyForm.MayLackLineEnds(request)
                ? $"{Shorten(wrong.Message)} Was it sent with curl -d, which takes the line ends out? Use curl --data-binary @file."
                : wrong.Message);
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

    // A file without line ends is one line, which such a message quotes.
    private static string Shorten(string message) => message.Length <= LongestQuote ? message : $"{message[..LongestQuote]}…";
}
