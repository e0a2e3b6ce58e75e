using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Trad.Candles;

namespace Trad.MarketData.Simulation;

/// <summary>Answers the requests of Binance's protocol, faults included.</summary>
internal sealed class SimulatedProtocol(SimulatedExchangeOptions options)
{
    private const int DefaultRows = 500;
    private const int MostRows = 1000;
    private const string Json = "application/json";

    private readonly SimulatedArchive _archive = new(options);
    private readonly SimulatedCoinbase _coinbase = new(options);
    private int _requests;
    private int _weight;

    public int Requests => _requests;

    public async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        var fault = options.Fault(Interlocked.Increment(ref _requests), path);
        var used = Interlocked.Add(ref _weight, path.EndsWith("klines", StringComparison.Ordinal) ? 2 : 1);
        context.Response.Headers["X-MBX-USED-WEIGHT-1M"] = (used % 1000).ToString(CultureInfo.InvariantCulture);
        if (await FaultAnswers.TryAnswerAsync(context, fault, options.BanLength))
        {
            return;
        }

        switch (path)
        {
            case "/api/v3/ping":
                await WriteAsync(context, 200, "{}");
                break;
            case "/api/v3/time":
                await WriteAsync(context, 200, $$"""{"serverTime":{{Clock(fault).ToUnixTimeMilliseconds()}}}""");
                break;
            case "/api/v3/exchangeInfo":
                await ExchangeInfoAsync(context);
                break;
            case "/api/v3/klines":
                await KlinesAsync(context, fault);
                break;
            case "/time":
                await WriteAsync(context, 200, $$"""{"iso":"{{Clock(fault):O}}","epoch":{{Clock(fault).ToUnixTimeMilliseconds()}}e-3}""");
                break;
            case var product when product.StartsWith("/products/", StringComparison.Ordinal):
                await _coinbase.AnswerAsync(context, product, fault);
                break;
            default:
                await _archive.AnswerAsync(context, path, fault);
                break;
        }
    }

    private async Task KlinesAsync(HttpContext context, ExchangeFault fault)
    {
        var query = context.Request.Query;
        string symbol = query["symbol"].ToString(), code = query["interval"].ToString();
        if (!options.Market.Symbols.Contains(symbol))
        {
            await WriteAsync(context, 400, """{"code":-1121,"msg":"Invalid symbol."}""");
            return;
        }

        if (!Interval.TryParse(code, out var interval))
        {
            await WriteAsync(context, 400, """{"code":-1120,"msg":"Invalid interval."}""");
            return;
        }

        if (!TryNumber(query["startTime"], out var start)
            || !TryNumber(query["endTime"], out var end)
            || !TryNumber(query["limit"], out var limit))
        {
            await WriteAsync(
                context, 400, """{"code":-1100,"msg":"Illegal characters found in a parameter; legal range is '^[0-9]{1,20}$'."}""");
            return;
        }

        var rows = Page(symbol, interval, start, end, (int)Math.Clamp(limit ?? DefaultRows, 1, MostRows));
        var text = KlineText.Write(
            KlineFaults.Apply(rows, fault, range => Page(symbol, interval, range.Start, range.End - 1, MostRows)), interval);
        if (fault == ExchangeFault.TruncatedJson)
        {
            text = text[..(text.Length * 2 / 3)];
        }

        await WriteAsync(context, 200, text);
    }

    private CandleSeries Page(string symbol, Interval interval, long? start, long? end, int limit)
    {
        // As at the exchange, the candle that is still open comes along.
        var newest = interval.OpenOf(options.Now.ToUnixTimeMilliseconds() - 1);
        var last = Math.Min(end ?? newest, newest);
        var first = start ?? interval.Shift(interval.OpenOf(last), 1 - limit);
        var range = new TimeRange(
            first,
            Math.Max(first, Math.Min(last + 1, interval.Shift(interval.OpenAtOrAfter(first), limit))));
        return options.Market.Read(symbol, interval, range);
    }

    private Task ExchangeInfoAsync(HttpContext context)
    {
        var wanted = context.Request.Query["symbol"].ToString();
        if (wanted.Length > 0 && !options.Market.Symbols.Contains(wanted))
        {
            return WriteAsync(context, 400, """{"code":-1121,"msg":"Invalid symbol."}""");
        }

        var symbols = options.Market.Symbols.Where(symbol => wanted.Length == 0 || symbol == wanted).Select(DescribeSymbol);
        return WriteAsync(
            context, 200,
            $$"""{"timezone":"UTC","serverTime":{{options.Now.ToUnixTimeMilliseconds()}},"symbols":[{{string.Join(',', symbols)}}]}""");
    }

    private static string DescribeSymbol(string symbol) => $$"""
        {"symbol":"{{symbol}}","status":"TRADING","baseAsset":"{{symbol[..^4]}}","quoteAsset":"{{symbol[^4..]}}","filters":[
        {"filterType":"PRICE_FILTER","minPrice":"0.01000000","maxPrice":"1000000.00000000","tickSize":"0.01000000"},
        {"filterType":"LOT_SIZE","minQty":"0.00001000","maxQty":"9000.00000000","stepSize":"0.00001000"},
        {"filterType":"NOTIONAL","minNotional":"5.00000000","applyMinToMarket":true,"maxNotional":"9000000.00000000","avgPriceMins":5}]}
        """;

    private DateTimeOffset Clock(ExchangeFault fault) => fault switch
    {
        ExchangeFault.ClockAhead => options.Now.AddHours(1),
        ExchangeFault.ClockBehind => options.Now.AddHours(-1),
        _ => options.Now,
    };

    private static bool TryNumber(string? text, out long? number)
    {
        number = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var valid = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed);
        number = parsed;
        return valid;
    }

    private static Task WriteAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = Json;
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted).AsTask();
    }
}
