using System.Globalization;
using System.Text.Json;
using Trad.Candles;

namespace Trad.MarketData.Exchanges;

/// <summary>
/// Spot market data of Coinbase Exchange: <c>GET /products/{product}/candles</c>, newest first, at most 300, times in seconds,
/// without quote volume and trade count. Symbols are written together (<c>BTCUSD</c>); the product is <c>BTC-USD</c>.
/// </summary>
internal sealed class CoinbaseExchange(ExchangeRequester requester, int parallelism) : IExchange
{
    private const int PageSize = 300;
    private const int Weight = 1;
    private const int Fields = 6;

    private static readonly string[] Quotes = ["USDT", "USDC", "USD", "EUR", "GBP", "BTC", "ETH"];
    private static readonly string[] Intervals = ["1m", "5m", "15m", "1h", "6h", "1d"];

    public string Name => ExchangeConnections.Coinbase;

    /// <summary>Whether it has candles of an interval.</summary>
    public static bool Has(Interval interval) => Intervals.Contains(interval.Code);

    public async Task<DateTimeOffset> GetTimeAsync(CancellationToken cancellationToken)
    {
        var seconds = await requester.GetAsync("time", Weight, ParseTime, cancellationToken);
        return DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000));
    }

    public async Task<FetchedCandles> FetchAsync(string symbol, Interval interval, TimeRange range, CancellationToken cancellationToken)
    {
        var product = Product(symbol);
        if (!Has(interval))
        {
            throw new ArgumentException($"{Name} has no candles of {interval}; it has {string.Join(", ", Intervals)}.", nameof(interval));
        }

        var now = await GetTimeAsync(cancellationToken);
        var windows = PageWindows.Cut(range, interval, PageSize, now);
        var pages = new CandlePage[windows.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken };
        await Parallel.ForAsync(
            0, windows.Count, parallel, async (i, token) => pages[i] = await FetchPageAsync(product, interval, windows[i], token));
        return await NewestCandle.ConfirmAsync(
            CandlePage.Join(interval, pages), interval, now, PageSize,
            window => FetchPageAsync(product, interval, window, cancellationToken));
    }

    public Task<SymbolRules> GetSymbolAsync(string symbol, CancellationToken cancellationToken) =>
        requester.GetAsync($"products/{Product(symbol)}", Weight, body => CoinbaseSymbolParser.Parse(body, symbol), cancellationToken);

    private Task<CandlePage> FetchPageAsync(string product, Interval interval, TimeRange window, CancellationToken cancellationToken)
    {
        // The end is inclusive there.
        var path = string.Create(
            CultureInfo.InvariantCulture,
            $"products/{product}/candles?granularity={interval.Milliseconds / 1000}&start={window.Start / 1000}&end={interval.LatestOpenClosedAt(window.End) / 1000}");
        return requester.GetAsync(path, Weight, body => Parse(body, interval, window), cancellationToken);
    }

    private static string Product(string symbol)
    {
        var quote = Array.Find(Quotes, each => symbol.Length > each.Length && symbol.EndsWith(each, StringComparison.Ordinal));
        return Market.IsSymbol(symbol) && quote is not null
            ? $"{symbol[..^quote.Length]}-{quote}"
            : throw new ArgumentException(
                $"'{symbol}' is not a symbol of this exchange: {Market.SymbolRule}, ending in one of {string.Join(", ", Quotes)}.",
                nameof(symbol));
    }

    private static double ParseTime(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("epoch", out var epoch) && epoch.ValueKind == JsonValueKind.Number
            ? epoch.GetDouble()
            : throw new FormatException("the answer has no number 'epoch'");
    }

    private static CandlePage Parse(byte[] body, Interval interval, TimeRange window)
    {
        using var document = JsonDocument.Parse(body);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException("the answer is no array of candles");
        }

        var rows = new List<Candle>();
        foreach (var row in document.RootElement.EnumerateArray())
        {
            if (row.ValueKind != JsonValueKind.Array
                || row.GetArrayLength() != Fields
                || row.EnumerateArray().Any(field => field.ValueKind != JsonValueKind.Number))
            {
                throw new FormatException($"a candle is an array of {Fields} numbers");
            }

            rows.Add(new Candle(
                row[0].GetInt64() * 1000, row[3].GetDouble(), row[2].GetDouble(), row[1].GetDouble(), row[4].GetDouble(),
                row[5].GetDouble()));
        }

        return CandlePage.Clean(rows, interval, window);
    }
}
