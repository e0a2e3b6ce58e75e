using System.Text.Json;
using Trad.Candles;

namespace Trad.MarketData.Exchanges;

/// <summary>
/// Spot market data of Binance, or of an exchange that speaks its protocol: <c>GET /api/v3/klines</c>, <c>/api/v3/exchangeInfo</c> and
/// <c>/api/v3/time</c>.
/// </summary>
internal sealed class BinanceExchange(string name, ExchangeRequester requester, int parallelism) : IExchange
{
    /// <summary>The most rows that the exchange gives in one page.</summary>
    public const int PageSize = 1000;

    private const int PageWeight = 2;
    private const int TimeWeight = 1;
    private const int SymbolWeight = 20;

    public string Name => name;

    public async Task<DateTimeOffset> GetTimeAsync(CancellationToken cancellationToken)
    {
        var time = await requester.GetAsync("api/v3/time", TimeWeight, ParseTime, cancellationToken);
        return DateTimeOffset.FromUnixTimeMilliseconds(time);
    }

    public async Task<FetchedCandles> FetchAsync(string symbol, Interval interval, TimeRange range, CancellationToken cancellationToken)
    {
        if (!Market.IsSymbol(symbol))
        {
            throw new ArgumentException($"'{symbol}' is not a symbol: {Market.SymbolRule}.", nameof(symbol));
        }

        var now = await GetTimeAsync(cancellationToken);
        var windows = PageWindows.Cut(range, interval, PageSize, now);
        var pages = new CandlePage[windows.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken };
        await Parallel.ForAsync(
            0, windows.Count, parallel, async (i, token) => pages[i] = await FetchPageAsync(symbol, interval, windows[i], token));
        return await NewestCandle.ConfirmAsync(
            CandlePage.Join(interval, pages), interval, now, PageSize,
            window => FetchPageAsync(symbol, interval, window, cancellationToken));
    }

    public Task<SymbolRules> GetSymbolAsync(string symbol, CancellationToken cancellationToken) => Market.IsSymbol(symbol)
        ? requester.GetAsync(
            $"api/v3/exchangeInfo?symbol={symbol}", SymbolWeight, body => BinanceSymbolParser.Parse(body, symbol), cancellationToken)
        : throw new ArgumentException($"'{symbol}' is not a symbol: {Market.SymbolRule}.", nameof(symbol));

    private Task<CandlePage> FetchPageAsync(string symbol, Interval interval, TimeRange window, CancellationToken cancellationToken) =>
        requester.GetAsync(
            $"api/v3/klines?symbol={symbol}&interval={interval}&startTime={window.Start}&endTime={window.End - 1}&limit={PageSize}",
            PageWeight,
            body => KlineParser.Parse(body, interval, window),
            cancellationToken);

    private static long ParseTime(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("serverTime", out var time) && time.TryGetInt64(out var milliseconds)
            ? milliseconds
            : throw new FormatException("the answer has no number 'serverTime'");
    }
}
