using System.Globalization;
using System.Text;
using Apache.Arrow;
using DuckDB.NET.Data;
using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Tests.Arrow;
using Trad.Testing;

namespace Trad.Formats.Tests.Layouts;

/// <summary>Columns that name the market of each row, in every format.</summary>
public sealed class NamedMarketTests
{
    private const long Start = 1_735_689_600_000;
    private static readonly Market Bitcoin = new("binance", "BTCUSDT", Interval.FiveMinutes);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Formats => ["csv", "json", "feather", "parquet"];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Rows_of_several_markets_are_refused_with_all_of_them(string format)
    {
        var refused = await RefusalAsync(
            format, [.. Enumerable.Repeat("BTCUSDT", 400), .. Enumerable.Repeat("ETHUSDT", 3), "SOL/USDT", "ETHUSDT"]);

        Assert.Contains(
            "column 'symbol' names several markets, 'BTCUSDT', 'ETHUSDT', 'SOL/USDT'; leave the rows of one, or write a file for each",
            refused, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Rows_of_another_market_are_refused_with_both(string format)
    {
        var refused = await RefusalAsync(format, ["ETH/USDT", "ETH/USDT", "ETHUSDT"]);

        Assert.Contains("1: column 'symbol' says 'ETH/USDT', and the file is imported as BTCUSDT; import it as ETHUSDT", refused.Replace(
            "line 2:", "1:", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Rows_of_another_interval_are_refused_with_both(string format)
    {
        var refused = (await Assert.ThrowsAsync<CandleFileException>(
            () => ReadAsync(format, ["5m", "5m", "1h"], Intake(), "interval"))).Message;

        Assert.Contains(
            "column 'interval' says '1h', and the file is imported as 5m; leave the rows of one interval, and import those of 1h as 1h",
            refused, StringComparison.Ordinal);
        Assert.Contains(format == "csv" ? "line 4: " : "row 3: ", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("interval", "5m")]
    [InlineData("timeframe", "5min")]
    [InlineData("tf", "M5")]
    [InlineData("interval", "300")]
    [InlineData("interval", "60")]
    [InlineData("i", "7")]
    [InlineData("interval", "spot")]
    [InlineData("interval", "")]
    [InlineData("period", "1d")]
    public async Task What_names_no_other_interval_is_no_reason_to_refuse(string column, string written) =>
        Assert.Equal(1, (await ReadCsvAsync(column, written, Bitcoin)).Count);

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Rows_of_the_market_are_read_and_tell_it(string format)
    {
        var intake = Intake();

        await ReadAsync(format, ["BTC/USDT", "BTC/USDT", "BTCUSDT"], intake);

        Assert.Equal((3, "BTCUSDT", "symbol"), (intake.Count, intake.FindSymbol("binance"), intake.Layout!.Columns["symbol"]));
    }

    [Theory]
    [InlineData("binance", "BTCUSDT", "BINANCE:BTCUSDT")]
    [InlineData("binance", "BTCUSDT", "btcusdt")]
    [InlineData("binance", "BTCUSDT", "BTC-USDT")]
    [InlineData("upbit", "BTCKRW", "KRW-BTC")]
    [InlineData("upbit", "ETHUSDT", "USDT-ETH")]
    [InlineData("coinbase", "USDTUSD", "USDT-USD")]
    [InlineData("binance", "BTCUSDT", "BTC")]
    [InlineData("stooq", "BTCUSD", "BTC.V")]
    [InlineData("stooq", "AAPL", "AAPL.US")]
    [InlineData("coinbase", "BTCUSD", "BTC-USD")]
    [InlineData("kraken", "XBTUSD", "XXBTZUSD")]
    [InlineData("kraken", "BTCUSD", "XBT/USD")]
    [InlineData("bitfinex", "BTCUSD", "tBTCUSD")]
    [InlineData("binance-futures", "BTCUSDT250627", "BTCUSDT_250627")]
    [InlineData("binance-futures", "BTCUSDT", "BTC/USDT:USDT")]
    public async Task Symbol_as_others_write_it_is_that_of_the_market(string exchange, string symbol, string written) =>
        Assert.Equal(1, (await ReadCsvAsync("symbol", written, new Market(exchange, symbol, Interval.FiveMinutes))).Count);

    [Theory]
    [InlineData("symbol", "BTCUSD", "column 'symbol' says 'BTCUSD'")]
    [InlineData("symbol", "BTCUSDT_250627", "column 'symbol' says 'BTCUSDT_250627'")]
    [InlineData("symbol", "BTC/USDT:USDT", "column 'symbol' says 'BTC/USDT:USDT'")]
    [InlineData("ticker", "AAPL", "column 'ticker' says 'AAPL', and the file is imported as BTCUSDT; import it as AAPL")]
    [InlineData("ticker", "ETH.V", "column 'ticker' says 'ETH.V', and the file is imported as BTCUSDT; import it as ")]
    [InlineData("ticker", "BTCUSDT.P", "column 'ticker' says 'BTCUSDT.P'")]
    [InlineData("ticker", "ETH", "column 'ticker' says 'ETH', and the file is imported as BTCUSDT; import it as a pair of ETH")]
    [InlineData("instrument", "ETH-USDT", "column 'instrument' says 'ETH-USDT'")]
    [InlineData("s", "ETH", "column 's' says 'ETH', and the file is imported as BTCUSDT; import it as a pair of ETH")]
    [InlineData("coin", "SOL", "column 'coin' says 'SOL'")]
    [InlineData("market", "ETH-PERP", "column 'market' says 'ETH-PERP'")]
    [InlineData(
        "exchange", "Kraken",
        "line 2: column 'exchange' says 'Kraken', and the file is imported as of binance; import it with the exchange kraken")]
    public async Task What_names_another_market_is_refused(string column, string written, string expected) =>
        Assert.Contains(
            expected, (await Assert.ThrowsAsync<CandleFileException>(() => ReadCsvAsync(column, written, Bitcoin))).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("name", "Bitcoin")]
    [InlineData("market", "spot")]
    [InlineData("market", "USD")]
    [InlineData("s", "BTC")]
    [InlineData("s", "ok")]
    [InlineData("asset", "BTC")]
    [InlineData("coin", "btc")]
    [InlineData("exchange", "Binance")]
    [InlineData("exchange", "my own")]
    [InlineData("symbol", "1")]
    [InlineData("symbol", "")]
    public async Task What_names_no_market_is_no_reason_to_refuse(string column, string written) =>
        Assert.Equal(1, (await ReadCsvAsync(column, written, Bitcoin)).Count);

    [Fact]
    public async Task Coins_of_different_names_are_several_markets()
    {
        var text = "date,name,open,high,low,close,volume\n2024-01-01,Bitcoin,1,1,1,1,1\n2024-01-01,Ethereum,2,2,2,2,2\n";

        var refused = await LayoutReading.RefusalAsync(text);

        Assert.Contains("column 'name' names several markets, 'Bitcoin', 'Ethereum'", refused, StringComparison.Ordinal);
    }

    private static CandleIntake Intake() =>
        new(Interval.FiveMinutes, CandleFileLimits.Default, CandlePlausibility.AtAnyTime);

    private static async Task<CandleIntake> ReadCsvAsync(string column, string written, Market market)
    {
        var intake = Intake();
        var text = $"open_time,open,high,low,close,volume,{column}\n{Start},1,1,1,1,1,{written}\n";
        await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), market, intake);
        return intake;
    }

    private static async Task<string> RefusalAsync(string format, string[] symbols) =>
        (await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(format, symbols, Intake()))).Message;

    private static async Task ReadAsync(string format, string[] symbols, CandleIntake intake, string name = "symbol")
    {
        var times = symbols.Select((_, i) => Start + (i * 300_000L)).ToArray();
        byte[] content = format switch
        {
            "csv" => Encoding.UTF8.GetBytes($"{name},open_time,open,high,low,close,volume\n" + string.Concat(
                symbols.Select((symbol, i) => $"{symbol},{times[i]},1,1,1,1,1\n"))),
            "json" => Encoding.UTF8.GetBytes($"[{string.Join(",\n", symbols.Select((symbol, i) =>
                $"{{\"{name}\":\"{symbol}\",\"open_time\":{times[i]},\"open\":1,\"high\":1,\"low\":1,\"close\":1,\"volume\":1}}"))}]"),
            "feather" => Feather(name, symbols, times),
            _ => await ParquetAsync(name, symbols, times),
        };
        await ReadAsync(new MemoryStream(content), Bitcoin, intake);
    }

    private static Task ReadAsync(Stream content, Market market, CandleIntake intake) => CandleFileReader.ReadMonthsAsync(
        new CandleFile(content, "test", market, CandleFileLimits.Default), intake, _ => ValueTask.CompletedTask, Cancellation);

    private static byte[] Feather(string name, string[] symbols, long[] times)
    {
        var ones = new DoubleArray.Builder().AppendRange(Enumerable.Repeat(1.0, times.Length)).Build();
        string[] prices = ["open", "high", "low", "close", "volume"];
        return ArrowFiles.Write(
        [
            (name, new StringArray.Builder().AppendRange(symbols).Build()),
            ("open_time", new Int64Array.Builder().AppendRange(times).Build()),
            .. prices.Select(price => (price, (IArrowArray)ones)),
        ]);
    }

    private static async Task<byte[]> ParquetAsync(string name, string[] symbols, long[] times)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await using var connection = new DuckDBConnection("DataSource=:memory:");
            await connection.OpenAsync(Cancellation);
            await using var command = connection.CreateCommand();
            var rows = string.Join(
                ',', symbols.Select((symbol, i) => string.Create(CultureInfo.InvariantCulture, $"('{symbol}',{times[i]})")));
            command.CommandText = $"COPY (SELECT s AS {name}, t AS open_time, 1.0 AS open, 1.0 AS high, 1.0 AS low, 1.0 AS close, 1.0 AS volume FROM (VALUES {rows}) v(s, t)) TO '{path}' (FORMAT parquet)";
            await command.ExecuteNonQueryAsync(Cancellation);
            return await File.ReadAllBytesAsync(path, Cancellation);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
