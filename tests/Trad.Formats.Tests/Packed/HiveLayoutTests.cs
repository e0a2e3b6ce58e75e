using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Candles.Markets;
using Trad.Formats.Tests.Fuzzing;

namespace Trad.Formats.Tests.Packed;

/// <summary>Folders whose names have keys, as Spark, DuckDB, pandas and Polars write them, in the paths of zips.</summary>
public sealed class HiveLayoutTests
{
    private static readonly Market Bitcoin = new("binance", "BTCUSDT", Interval.FiveMinutes);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("symbol=BTCUSDT", "BTCUSDT", null, null)]
    [InlineData("symbol=BTC-USDT", "BTCUSDT", null, null)]
    [InlineData("ticker=btcusdt", "BTCUSDT", null, null)]
    [InlineData("pair=BTC%2FUSDT", "BTCUSDT", null, null)]
    [InlineData("symbol=AAPL", "AAPL", null, null)]
    [InlineData("exchange=Binance", null, null, "binance")]
    [InlineData("venue=nowhere", null, null, null)]
    [InlineData("interval=5m", null, "5m", null)]
    [InlineData("timeframe=1h", null, "1h", null)]
    [InlineData("freq=5min", null, "5m", null)]
    [InlineData("day=5", null, null, null)]
    [InlineData("month=3", null, null, null)]
    [InlineData("hour=1", null, null, null)]
    [InlineData("date=2024-01-05", null, null, null)]
    [InlineData("BTCUSDT", "BTCUSDT", null, null)]
    public void Folder_tells_what_its_key_says_and_a_date_tells_nothing(string folder, string? symbol, string? interval, string? exchange)
    {
        var told = HiveFolder.Read(folder);

        Assert.Equal((symbol, interval, exchange), (told.SymbolOn("binance"), told.Interval?.Code, told.Exchange));
    }

    [Theory]
    [InlineData("symbol=BTCUSDT/interval=5m/month=3/day=5/x.csv")]
    [InlineData("symbol=BTC-USDT/timeframe=5m/date=2024-01-05/x.csv")]
    [InlineData("exchange=Binance/ticker=btcusdt/hour=1/x.csv")]
    [InlineData("klines/daily/BTCUSDT/x.csv")]
    public async Task Zip_with_keys_of_its_market_is_read(string path) => Assert.Equal(2, await ReadAsync(Bitcoin, path));

    [Theory]
    [InlineData("symbol=ETHUSDT/x.csv", "'symbol=ETHUSDT' is not the market that the file is imported into")]
    [InlineData("timeframe=1h/x.csv", "'timeframe=1h' is not the market")]
    [InlineData("venue=Kraken/x.csv", "'venue=Kraken' is not the market")]
    [InlineData("ETHUSDT/x.csv", "it is of ETHUSDT by its name")]
    public async Task Zip_with_keys_of_another_market_is_refused_with_the_key(string path, string expected) => Assert.Contains(
        expected, (await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(Bitcoin, path))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("BTCUSDT", "symbol=BTCUSDT/day=1/x.csv", "symbol=BTCUSDT/day=2/x.csv")]
    [InlineData("BTCUSDT", "BTCUSDT/1/x.csv", "BTCUSDT/2/x.csv")]
    [InlineData("ETHUSDT", "ticker=ETH-USDT/x.csv")]
    [InlineData(null, "month=3/x.csv", "month=4/x.csv")]
    [InlineData("XBTUSD", "Kraken_OHLCVT/XBTUSD_5.csv")]
    public async Task Symbol_is_told_by_the_folders_of_a_zip_where_all_say_the_same(string? symbol, params string[] paths)
    {
        using var zip = new MemoryStream(SoundFiles.Zip([.. paths.Select((path, i) => (path, Csv(i)))]));
        var intake = new CandleIntake(Interval.FiveMinutes, CandleFileLimits.Default, CandlePlausibility.AtAnyTime);

        await CandleFileReader.ReadMonthsAsync(
            new CandleFile(zip, "x.zip", null, CandleFileLimits.Default), intake, _ => ValueTask.CompletedTask, Cancellation);

        Assert.Equal(symbol, intake.FindSymbol("binance"));
    }

    [Theory]
    [InlineData("symbol=BTCUSDT/x.csv", "symbol=ETHUSDT/x.csv")]
    [InlineData("Kraken_OHLCVT/XBTUSD_5.csv", "Kraken_OHLCVT/ETHUSD_5.csv")]
    public async Task Zip_of_several_markets_is_refused_with_them_where_none_is_given(params string[] paths)
    {
        using var zip = new MemoryStream(SoundFiles.Zip([.. paths.Select((path, i) => (path, Csv(i)))]));
        var intake = new CandleIntake(Interval.FiveMinutes, CandleFileLimits.Default, CandlePlausibility.AtAnyTime);

        var refused = await Assert.ThrowsAsync<CandleFileException>(() => CandleFileReader.ReadMonthsAsync(
            new CandleFile(zip, "x.zip", null, CandleFileLimits.Default), intake, _ => ValueTask.CompletedTask, Cancellation));

        Assert.Contains("its files are of several markets by their names, ", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<long> ReadAsync(Market market, string path)
    {
        using var zip = new MemoryStream(SoundFiles.Zip((path, Csv(0))));
        var intake = new CandleIntake(market.Interval, CandleFileLimits.Default, CandlePlausibility.AtAnyTime);
        await CandleFileReader.ReadMonthsAsync(
            new CandleFile(zip, "x.zip", market, CandleFileLimits.Default), intake, _ => ValueTask.CompletedTask, Cancellation);
        return intake.Count;
    }

    private static byte[] Csv(int day) => System.Text.Encoding.UTF8.GetBytes(
        "time,open,high,low,close,volume\n"
        + $"2024-03-0{day + 1} 00:00,1,2,1,2,5\n2024-03-0{day + 1} 00:05,1,2,1,2,5\n");
}
