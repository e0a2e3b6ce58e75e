using System.Text;
using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Candles.Markets;

namespace Trad.Formats.Tests.Layouts;

/// <summary>Files that name their market once, around the candles, as the answers of exchanges and the tables of yfinance do.</summary>
public sealed class NamedAroundTests
{
    private const string Rows = "[[1735689600000,1,1,1,1,1],[1735689900000,1,1,1,1,1]]";
    private const string Objects =
        """[{"t":1735689600000,"o":1,"h":1,"l":1,"c":1,"v":1},{"t":1735689900000,"o":1,"h":1,"l":1,"c":1,"v":1}]""";

    private const string Columns = """{"t":[1735689600,1735689900],"o":[1,1],"h":[1,1],"l":[1,1],"c":[1,1],"v":[1,1]}""";

    public static TheoryData<string, string, string> Files => new()
    {
        { "bybit.json", $$$"""{"retCode":0,"result":{"category":"linear","symbol":"BTCUSD","list":{{{Rows}}}}}""", "'symbol' beside" },
        { "bitstamp.json", $$$"""{"data":{"ohlc":{{{Objects}}},"pair":"BTC/USD"}}""", "'pair' beside" },
        { "polygon.json", $$$"""{"ticker":"X:BTCUSD","results":{{{Objects}}},"status":"OK"}""", "'ticker' beside" },
        { "alpaca.json", $$$"""{"bars":{"BTC/USD":{{{Objects}}}},"next_page_token":null}""", "the key of" },
        { "kraken.json", $$$"""{"error":[],"result":{"XXBTZUSD":{{{Rows}}},"last":1735689900}}""", "the key of" },
        { "twelve.json", $$$"""{"meta":{"symbol":"BTC/USD","interval":"5min"},"values":{{{Objects}}},"status":"ok"}""", "'symbol' beside" },
        { "yahoo.json", $$$"""{"chart":{"result":[{"meta":{"symbol":"BTC-USD"},"quote":{{{Columns}}}}]}}""", "'symbol' beside" },
        { "keyed.json", $$$"""{"BTC-USD":{{{Columns}}}}""", "the key of" },
        { "product.json", $$$"""{"product_id":"BTC-USD","candles":{{{Objects}}}}""", "'product_id' beside" },
        { "okx.json", $$$"""{"arg":{"instId":"BTC-USD"},"data":{{{Rows}}}}""", "'instId' beside" },
        { "market.json", $$$"""{"market":"BTC-USD","rows":{{{Rows}}}}""", "'market' beside" },
        { "root.json", $$$"""{"BTC/USD":{{{Rows}}}}""", "the key of" },
        { "objects.json", $$$"""{"BTCUSD":{{{Objects}}}}""", "the key of" },
        { "htx.json", $$$"""{"ch":"market.btcusd.kline.5min","data":{{{Objects}}}}""", "'ch' beside" },
        { "topic.json", $$$"""{"topic":"kline.5.BTCUSD","data":{{{Rows}}}}""", "'topic' beside" },
        { "base.json", $$$"""{"baseAsset":"BTC","quoteAsset":"USD","data":{{{Rows}}}}""", "'baseAsset' beside" },
        { "code.json", $$$"""{"contract_code":"BTC-USD","data":{{{Objects}}}}""", "'contract_code' beside" },
        { "stream.json", $$$"""{"e":"kline","s":"BTCUSD","k":{{{Objects}}}}""", "'s' beside" },
        {
            "vantage.json",
            """
            {"Meta Data":{"2. Digital Currency Code":"BTC","4. Market Code":"USD"},"Time Series":{
            "2025-01-01 00:05:00":{"1. open":"1","2. high":"1","3. low":"1","4. close":"1","5. volume":"1"},
            "2025-01-01 00:00:00":{"1. open":"1","2. high":"1","3. low":"1","4. close":"1","5. volume":"1"}}}
            """,
            "'2. Digital Currency Code' beside"
        },
        {
            "yfinance.csv",
            "Price,Close,High,Low,Open,Volume\nTicker,BTC-USD,BTC-USD,BTC-USD,BTC-USD,BTC-USD\nDatetime,,,,,\n"
                + "2025-01-01 00:00:00+00:00,1,1,1,1,1\n2025-01-01 00:05:00+00:00,1,1,1,1,1\n",
            "'Ticker' beside"
        },
        {
            "levels.csv",
            "Ticker,BTC-USD,BTC-USD,BTC-USD,BTC-USD,BTC-USD\nPrice,Open,High,Low,Close,Volume\nDatetime,,,,,\n"
                + "2025-01-01 00:00:00+00:00,1,1,1,1,1\n2025-01-01 00:05:00+00:00,1,1,1,1,1\n",
            "'Ticker' beside"
        },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Candles_are_read_into_the_market_around_them_which_tells_it(string name, string text, string place)
    {
        var intake = await ReadAsync(name, text, "BTCUSD");
        var asked = await ReadAsync(name, text, null);

        Assert.Equal((2, 2), (intake.Count, asked.Count));
        Assert.Equal(
            place.Contains("Code", StringComparison.Ordinal) || place.Contains("base", StringComparison.Ordinal) ? null : "BTCUSD",
            asked.FindSymbol("kraken"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Candles_of_another_market_than_is_around_them_are_refused_with_both(string name, string text, string place)
    {
        var refused = await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(name, text, "ETHUSD"));

        Assert.Contains($"{name}: {place}", refused.Message, StringComparison.Ordinal);
        Assert.Contains(", and the file is imported as ETHUSD; import it as ", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"s":"ok","symbol":"$","quote":{0}}""")]
    [InlineData("""{"s":"ETH","market":"USD","name":"one","data":{0}}""")]
    [InlineData("""{"data":{0},"request-id":"ada-eth","currency":"USD","name":"candles"}""")]
    [InlineData("""{"result":{"list":{0},"symbol":"ETHUSD","pair":"ETH/USD"},"pairs":{"symbol":"BTCUSD"}}""")]
    public async Task What_is_no_market_around_candles_or_is_theirs_as_well_is_passed_over(string text)
    {
        var intake = await ReadAsync(
            "answer.json", text.Replace("{0}", text.Contains("quote", StringComparison.Ordinal) ? Columns : Objects, StringComparison.Ordinal),
            "ETHUSD");

        Assert.Equal(2, intake.Count);
    }

    [Theory]
    [InlineData("s")]
    [InlineData("coin")]
    [InlineData("symbol")]
    public async Task Coin_that_hyperliquid_writes_is_held_against_the_market(string name)
    {
        var row = "{\"t\":1735689600000,\"T\":1735689899999,\"s\":\"BTC\",\"i\":\"5m\",\"o\":\"1\",\"c\":\"1\",\"h\":\"1\",\"l\":\"1\",\"v\":\"1\",\"n\":1}";
        var text = name == "s" ? $"[{row}]" : $$"""{"{{name}}":"BTC","candles":{{Rows}}}""";

        var intake = await ReadAsync("answer.json", text, "BTCUSDT");
        var refused = await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync("answer.json", text, "ETHUSDT"));

        Assert.True(intake.Count > 0);
        Assert.Contains("says 'BTC', and the file is imported as ETHUSDT; import it as a pair of BTC", refused.Message, StringComparison.Ordinal);
        Assert.Null((await ReadAsync("answer.json", text, null)).FindSymbol("kraken"));
    }

    [Theory]
    [InlineData("""{"result":{"symbol":"BTCUSD","list":{0}}}""", SymbolTeller.BesideCandles)]
    [InlineData("""[{"symbol":"BTCUSD","t":1735689600000,"o":1,"h":1,"l":1,"c":1,"v":1}]""", SymbolTeller.Column)]
    [InlineData("""{"result":{"list":{0}}}""", null)]
    public async Task What_tells_the_symbol_is_said(string text, SymbolTeller? teller) => Assert.Equal(
        teller, (await ReadAsync("answer.json", text.Replace("{0}", Rows, StringComparison.Ordinal), null)).NamedSymbol.By);

    [Theory]
    [InlineData("1", "0", 1)]
    [InlineData("1", "1", 2)]
    [InlineData("0", "0", 2)]
    public async Task Rows_of_okx_without_names_leave_out_the_candle_that_has_not_closed(string older, string newest, int count)
    {
        var intake = await ReadAsync(
            "okx.json",
            $$"""{"data":[["1735689900000","1","1","1","1","5","5","5","{{newest}}"],["1735689600000","1","1","1","1","5","5","5","{{older}}"]]}""",
            "BTCUSD");

        Assert.Equal(count, intake.Count);
    }

    private static async Task<CandleIntake> ReadAsync(string name, string text, string? symbol)
    {
        var market = symbol is null ? null : new Market("kraken", symbol, Interval.FiveMinutes);
        var file = new CandleFile(new MemoryStream(Encoding.UTF8.GetBytes(text)), name, market, CandleFileLimits.Default);
        var intake = new CandleIntake(Interval.FiveMinutes, file.Limits, CandlePlausibility.AtAnyTime);
        await CandleFileReader.ReadMonthsAsync(file, intake, _ => ValueTask.CompletedTask, TestContext.Current.CancellationToken);
        return intake;
    }
}
