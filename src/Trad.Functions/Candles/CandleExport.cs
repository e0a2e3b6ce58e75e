using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Trad.Candles;
using Trad.Candles.Aggregation;
using Trad.Candles.Stores;
using Trad.Formats.Csv;
using Trad.Formats.Parquet;
using Trad.Storage.Candles;

namespace Trad.Functions.Candles;

/// <summary>
/// Streams candles month by month. When a month cannot be read after the answer has begun, the connection is cut, so that the
/// client does not take the part for the whole.
/// </summary>
internal sealed partial class CandleExport(
    CandleSelection selection, IReadOnlyList<Interval> derivedFrom, int places, IAsyncEnumerable<CandleSeries> months,
    ILogger logger) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = selection.Format switch
        {
            CandleSelection.Csv => "text/csv; charset=utf-8",
            CandleSelection.Parquet => "application/vnd.apache.parquet",
            _ => "application/json; charset=utf-8",
        };
        if (selection.Format != CandleSelection.Json)
        {
            response.Headers.ContentDisposition =
                $"attachment; filename=\"{selection.Market.Exchange}-{selection.Market.Symbol}-{selection.Market.Interval.PathCode}.{selection.Format}\"";
        }

        try
        {
            await WriteAsync(response.Body, httpContext.RequestAborted);
        }
        catch (CandleStoreException unreadable)
        {
            LogCut(logger, selection.Market.ToString(), unreadable.Message);
            httpContext.Abort();
        }
    }

    private Task WriteAsync(Stream body, CancellationToken cancellationToken) => selection.Format switch
    {
        CandleSelection.Csv => CandleCsvWriter.WriteAsync(ThinAsync(), body, cancellationToken),
        CandleSelection.Parquet => CandleParquetWriter.WriteAsync(months, new ForwardStream(body), cancellationToken),
        _ => CandleJsonWriter.WriteAsync(ThinAsync(), selection.Market, derivedFrom, places, body, cancellationToken),
    };

    private async IAsyncEnumerable<IEnumerable<Candle>> ThinAsync()
    {
        var thinning = new CandleThinning(selection.Market.Interval, places);
        await foreach (var month in months)
        {
            yield return thinning.Add(month);
        }

        yield return thinning.Finish();
    }

    [LoggerMessage(2101, LogLevel.Error, "The export of {Market} was cut off: {Reason}")]
    private static partial void LogCut(ILogger logger, string market, string reason);
}
