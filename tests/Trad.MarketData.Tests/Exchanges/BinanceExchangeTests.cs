using Trad.Candles;
using Trad.MarketData.Exchanges;
using Trad.MarketData.Simulation;
using Trad.Testing;

namespace Trad.MarketData.Tests.Exchanges;

public sealed class BinanceExchangeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static CandleSeries Truth => new GeneratedMarket(42).Read(ExchangeHarness.Symbol, Interval.FiveMinutes, ExchangeHarness.Days);

    [Fact]
    public async Task Fetch_ten_days_gives_the_exchange_candles_bit_for_bit()
    {
        await using var harness = await ExchangeHarness.StartAsync();

        var fetched = await harness.Client.FetchAsync(ExchangeHarness.Symbol, Interval.FiveMinutes, ExchangeHarness.Days, Cancellation);

        Assert.Equal(2880, fetched.Candles.Count);
        Assert.Equal(Truth.ToList(), fetched.Candles.ToList());
    }

    [Theory]
    [InlineData(ExchangeFault.TooManyRequests)]
    [InlineData(ExchangeFault.TooManyRequestsWithRetryAfter)]
    [InlineData(ExchangeFault.ServerError)]
    [InlineData(ExchangeFault.SlowBody)]
    [InlineData(ExchangeFault.TruncatedJson)]
    [InlineData(ExchangeFault.WrongContentType)]
    [InlineData(ExchangeFault.DuplicatedCandles)]
    [InlineData(ExchangeFault.OverlappingPage)]
    public async Task Fetch_through_a_passing_fault_gives_the_exchange_candles_bit_for_bit(ExchangeFault fault)
    {
        await using var harness = await ExchangeHarness.StartAsync(
            (number, _) => number is 1 or 3 ? fault : ExchangeFault.None,
            patience: fault == ExchangeFault.SlowBody ? "00:00:00.500" : "00:00:15");

        var fetched = await harness.Client.FetchAsync(ExchangeHarness.Symbol, Interval.FiveMinutes, ExchangeHarness.Days, Cancellation);

        Assert.Equal(Truth.ToList(), fetched.Candles.ToList());
        Assert.Equal(fault == ExchangeFault.DuplicatedCandles ? 2 : 0, fetched.DuplicatesDropped);
    }

    [Fact]
    public async Task Fetch_a_page_without_a_candle_leaves_exactly_that_gap()
    {
        await using var harness = await ExchangeHarness.StartAsync(
            (number, _) => number == 2 ? ExchangeFault.MissingCandle : ExchangeFault.None);

        var fetched = await harness.Client.FetchAsync(ExchangeHarness.Symbol, Interval.FiveMinutes, ExchangeHarness.Days, Cancellation);

        Assert.Equal(2879, fetched.Candles.Count);
        Assert.Subset(Truth.ToList().ToHashSet(), fetched.Candles.ToList().ToHashSet());
    }

    [Fact]
    public async Task Fetch_a_bad_candle_refuses_it_and_says_why()
    {
        await using var harness = await ExchangeHarness.StartAsync(
            (number, _) => number == 2 ? ExchangeFault.BadCandle : ExchangeFault.None);

        var fetched = await harness.Client.FetchAsync(ExchangeHarness.Symbol, Interval.FiveMinutes, ExchangeHarness.Days, Cancellation);

        Assert.Equal(2879, fetched.Candles.Count);
        Assert.Contains("is below low", Assert.Single(fetched.Refused).Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_while_banned_asks_nothing_more()
    {
        await using var harness = await ExchangeHarness.StartAsync((_, _) => ExchangeFault.Banned);
        await Assert.ThrowsAsync<ExchangeBannedException>(() => harness.Client.GetTimeAsync(Cancellation));
        var asked = harness.Exchange.Requests;

        var banned = await Assert.ThrowsAsync<ExchangeBannedException>(
            () => harness.Client.FetchAsync(ExchangeHarness.Symbol, Interval.FiveMinutes, ExchangeHarness.Days, Cancellation));

        Assert.Equal(asked, harness.Exchange.Requests);
        Assert.Contains("banned this address until", banned.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_from_an_exchange_that_stays_broken_ends_with_an_error_that_names_the_request()
    {
        await using var harness = await ExchangeHarness.StartAsync(
            (number, path) => path.EndsWith("klines", StringComparison.Ordinal) ? ExchangeFault.TruncatedJson : ExchangeFault.None);

        var failed = await Assert.ThrowsAsync<ExchangeException>(
            () => harness.Client.FetchAsync(ExchangeHarness.Symbol, Interval.FiveMinutes, ExchangeHarness.Days, Cancellation));

        Assert.Contains("cut off or no JSON", failed.Message, StringComparison.Ordinal);
        Assert.Contains("symbol=BTCUSDT", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_from_an_exchange_that_is_down_opens_the_circuit_and_stops_asking()
    {
        await using var harness = await ExchangeHarness.StartAsync((_, _) => ExchangeFault.ServerError);

        for (var i = 0; i < 20; i++)
        {
            await Assert.ThrowsAsync<ExchangeException>(() => harness.Client.GetTimeAsync(Cancellation));
        }

        // Without a breaker it would be asked 20 times in 5 attempts of 2 tries.
        Assert.InRange(harness.Exchange.Requests, 20, 40);
    }

    [Fact]
    public async Task GetSymbol_tells_tick_lot_and_smallest_order()
    {
        await using var harness = await ExchangeHarness.StartAsync();

        Assert.Equal(
            new SymbolRules("BTCUSDT", "BTC", "USDT", true, 0.01, 0.00001, 0.00001, 5),
            await harness.Client.GetSymbolAsync("BTCUSDT", Cancellation));
        var unknown = await Assert.ThrowsAsync<ExchangeException>(() => harness.Client.GetSymbolAsync("NOSUCH", Cancellation));
        Assert.True(unknown.IsRefusal);
    }

    [Fact]
    public void ParseSymbol_of_an_older_exchange_takes_its_minimum_notional()
    {
        var body = """{"symbols":[{"symbol":"ETHBTC","status":"BREAK","baseAsset":"ETH","quoteAsset":"BTC","filters":[{"filterType":"MIN_NOTIONAL","minNotional":"0.0001"}]}]}"""u8;

        Assert.Equal(new SymbolRules("ETHBTC", "ETH", "BTC", false, 0, 0, 0, 0.0001), BinanceSymbolParser.Parse(body.ToArray(), "ETHBTC"));
    }

    [Fact]
    public async Task Fetch_an_unknown_symbol_says_what_the_exchange_said()
    {
        await using var harness = await ExchangeHarness.StartAsync();

        var failed = await Assert.ThrowsAsync<ExchangeException>(
            () => harness.Client.FetchAsync("NOSUCH", Interval.FiveMinutes, ExchangeHarness.Days, Cancellation));

        Assert.Contains("Invalid symbol", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_up_to_now_leaves_out_the_candle_that_is_still_open()
    {
        var now = new DateTimeOffset(2025, 6, 10, 12, 2, 30, TimeSpan.Zero);
        await using var harness = await ExchangeHarness.StartAsync(change: options => options.Now = now);

        var fetched = await harness.Client.FetchAsync(ExchangeHarness.Symbol, Interval.FiveMinutes, ExchangeHarness.Days, Cancellation);

        Assert.Equal(new DateTimeOffset(2025, 6, 10, 11, 55, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), fetched.Candles.OpenTime[^1]);
    }

    [Theory]
    [InlineData("BTCUSDT-1h-2024-01.json", 744)]
    [InlineData("SOLUSDT-1h-2024-01.json", 744)]
    public void Parse_a_recorded_answer_of_the_exchange_takes_every_row(string file, int expected)
    {
        var body = File.ReadAllBytes(SharedData.Require($"candles/fixtures/klines/{file}"));

        var page = KlineParser.Parse(body, Interval.OneHour, TimeRange.Always);

        Assert.Equal(expected, page.Candles.Count);
        Assert.Empty(page.Refused);
        Assert.All(page.Candles.ToList(), candle => Assert.True(candle.TradeCount > 0 && candle.QuoteVolume > 0));
    }

    [Fact]
    public async Task FindObstacle_of_a_working_exchange_is_none_and_of_a_closed_port_one_line()
    {
        var harness = await ExchangeHarness.StartAsync();
        Assert.Null(await harness.Connections.FindObstacleAsync(ExchangeConnections.Binance, TimeSpan.FromSeconds(60), Cancellation));
        await harness.Exchange.DisposeAsync();

        var obstacle = await harness.Connections.FindObstacleAsync(ExchangeConnections.Binance, TimeSpan.FromSeconds(2), Cancellation);

        Assert.NotNull(obstacle);
        Assert.DoesNotContain('\n', obstacle);
    }
}
