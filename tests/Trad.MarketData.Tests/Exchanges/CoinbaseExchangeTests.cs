using Trad.Candles;
using Trad.MarketData.Exchanges;
using Trad.MarketData.Simulation;
using Trad.Testing;

namespace Trad.MarketData.Tests.Exchanges;

/// <summary>The second exchange, over a real socket against the simulated one that speaks its protocol.</summary>
public sealed class CoinbaseExchangeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What Coinbase tells of the market: neither quote volume nor trades.</summary>
    private static IReadOnlyList<Candle> Truth =>
        [.. new GeneratedMarket(42).Read(ExchangeHarness.Symbol, Interval.FiveMinutes, ExchangeHarness.Days).ToList()
            .Select(candle => candle with { QuoteVolume = double.NaN, TradeCount = CandleSeries.UnknownTradeCount })];

    [Fact]
    public async Task Fetch_ten_days_gives_the_exchange_candles_bit_for_bit()
    {
        await using var harness = await ExchangeHarness.StartAsync();

        var fetched = await Open(harness).FetchAsync(ExchangeHarness.Symbol, Interval.FiveMinutes, ExchangeHarness.Days, Cancellation);

        Assert.Equal(Truth, fetched.Candles.ToList());
        Assert.Null(harness.Connections.OpenArchive(ExchangeConnections.Coinbase));
    }

    [Theory]
    [InlineData(ExchangeFault.TooManyRequests)]
    [InlineData(ExchangeFault.ServerError)]
    [InlineData(ExchangeFault.TruncatedJson)]
    [InlineData(ExchangeFault.WrongContentType)]
    [InlineData(ExchangeFault.DuplicatedCandles)]
    [InlineData(ExchangeFault.OverlappingPage)]
    public async Task Fetch_through_a_passing_fault_gives_the_exchange_candles_bit_for_bit(ExchangeFault fault)
    {
        await using var harness = await ExchangeHarness.StartAsync((number, _) => number is 1 or 3 ? fault : ExchangeFault.None);

        var fetched = await Open(harness).FetchAsync(ExchangeHarness.Symbol, Interval.FiveMinutes, ExchangeHarness.Days, Cancellation);

        Assert.Equal(Truth, fetched.Candles.ToList());
    }

    [Fact]
    public async Task GetTime_is_the_exchange_clock()
    {
        await using var harness = await ExchangeHarness.StartAsync();

        Assert.Equal(SimulatedExchangeOptions.DefaultNow, await Open(harness).GetTimeAsync(Cancellation));
    }

    [Fact]
    public async Task GetSymbol_tells_tick_lot_and_smallest_order()
    {
        await using var harness = await ExchangeHarness.StartAsync();

        Assert.Equal(
            new SymbolRules("BTCUSDT", "BTC", "USDT", true, 0.01, 0.00000001, 0, 1),
            await Open(harness).GetSymbolAsync("BTCUSDT", Cancellation));
    }

    [Fact]
    public async Task Fetch_what_the_exchange_cannot_have_is_refused_with_what_it_has()
    {
        await using var harness = await ExchangeHarness.StartAsync();

        var interval = await Assert.ThrowsAsync<ArgumentException>(
            () => Open(harness).FetchAsync(ExchangeHarness.Symbol, Interval.Parse("3m"), ExchangeHarness.Days, Cancellation));
        var symbol = await Assert.ThrowsAsync<ArgumentException>(
            () => Open(harness).FetchAsync("BTCXYZ", Interval.FiveMinutes, ExchangeHarness.Days, Cancellation));

        Assert.Contains("1m, 5m, 15m, 1h, 6h, 1d", interval.Message, StringComparison.Ordinal);
        Assert.Contains("BTCXYZ", symbol.Message, StringComparison.Ordinal);
        Assert.Equal(0, harness.Exchange.Requests);
    }

    private static IExchange Open(ExchangeHarness harness) => harness.Connections.Open(ExchangeConnections.Coinbase);
}
