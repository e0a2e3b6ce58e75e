using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Trad.Candles;

namespace Trad.MarketData.Simulation;

/// <summary>
/// Answers the products of Coinbase's protocol: candles newest first, at most 300, times in seconds, and the rules of a product.
/// </summary>
internal sealed class SimulatedCoinbase(SimulatedExchangeOptions options)
{
    private const int MostRows = 300;

    public Task AnswerAsync(HttpContext context, string path, ExchangeFault fault)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var product = parts[1];
        var symbol = product.Replace("-", "", StringComparison.Ordinal);
        return !options.Market.Symbols.Contains(symbol) || !product.Contains('-') ? WriteAsync(context, 404, """{"message":"NotFound"}""")
            : parts is [_, _, "candles"] ? CandlesAsync(context, symbol, fault)
            : WriteAsync(context, 200, $$"""
                {"id":"{{product}}","base_currency":"{{product.Split('-')[0]}}","quote_currency":"{{product.Split('-')[1]}}","quote_increment":"0.01",
                "base_increment":"0.00000001","min_market_funds":"1","status":"online","trading_disabled":false}
                """);
    }

    private Task CandlesAsync(HttpContext context, string symbol, ExchangeFault fault)
    {
        var query = context.Request.Query;
        if (!long.TryParse(query["granularity"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Interval.OfLength(seconds * 1000) is not { } interval
            || !long.TryParse(query["start"], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            || !long.TryParse(query["end"], NumberStyles.None, CultureInfo.InvariantCulture, out var end))
        {
            return WriteAsync(context, 400, """{"message":"Unsupported granularity"}""");
        }

        // Both ends are inclusive, and the candle that is still open comes along.
        var range = new TimeRange(start * 1000, Math.Min((end * 1000) + 1, options.Now.ToUnixTimeMilliseconds()));
        if (range.CountCandles(interval) > MostRows)
        {
            return WriteAsync(
                context, 400,
                """{"message":"granularity too small for the requested time range. Count of aggregations requested exceeds 300"}""");
        }

        var candles = options.Market.Read(symbol, interval, range with { End = Math.Max(range.Start, range.End) });
        var rows = KlineFaults.Apply(candles, fault, other => options.Market.Read(symbol, interval, other)).Reverse();
        var text = "[" + string.Join(',', rows.Select(row => string.Create(
            CultureInfo.InvariantCulture, $"[{row.OpenTime / 1000},{row.Low},{row.High},{row.Open},{row.Close},{row.Volume}]"))) + "]";
        return WriteAsync(context, 200, fault == ExchangeFault.TruncatedJson ? text[..(text.Length * 2 / 3)] : text);
    }

    private static Task WriteAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted).AsTask();
    }
}
