using System.Globalization;
using System.Text;
using Apache.Arrow;
using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Candles.Prices;
using Trad.Formats.Tests.Arrow;

namespace Trad.Formats.Tests.Layouts;

/// <summary>Prices in other units than the currency: scaled where certain, refused where absurd, told where possible.</summary>
public sealed class PriceUnitTests
{
    private const long Minute = 60_000;
    private const string Price = "42000250000000";
    private const string Undefined = "9223372036854775807";
    private static readonly DateTimeOffset Start = new(2024, 1, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly Market Bitcoin = new("binance", "BTCUSDT", Interval.OneMinute);
    private static readonly Market Spy = new("arca", "SPY", Interval.OneDay);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fixed_point_prices_of_databento_are_scaled_and_said()
    {
        var (candles, intake) = await ReadAsync(
            "ts_event,rtype,publisher_id,instrument_id,open,high,low,close,volume,symbol\n"
            + "1704153600000000000,33,1,7,42000250000000,42010000000000,41999000000000,42005125000000,12,BTCUSDT\n"
            + $"1704153660000000000,33,1,7,{Undefined},{Undefined},{Undefined},{Undefined},0,BTCUSDT\n"
            + "1704153720000000000,33,1,7,42005125000000,42006000000000,42001000000001,42002000000000,3,BTCUSDT\n", Bitcoin);

        Assert.Equal(
            [
                new Candle(Start.ToUnixTimeMilliseconds(), 42000.25, 42010, 41999, 42005.125, 12),
                new Candle(Start.ToUnixTimeMilliseconds() + (2 * Minute), 42005.125, 42006, 42001.000000001, 42002, 3),
            ],
            candles);
        Assert.Equal(1e-9, intake.Layout!.PriceScale!.Factor);
        Assert.Contains("Prices were scaled by 1E-9: they are Databento's fixed-point numbers.", intake.Layout.Notes);
        Assert.Contains("1 row had no prices, and was left out.", intake.Layout.Notes);
    }

    [Fact]
    public async Task Fixed_point_prices_of_databento_as_numbers_of_64_bits_are_scaled()
    {
        long[] times = [1_704_153_600_000_000_000, 1_704_153_660_000_000_000];
        long[] prices = [42_000_250_000_000, 42_000_500_000_000];
        var price = new Int64Array.Builder().AppendRange(prices).Build();
        var content = ArrowFiles.Write(
        [
            ("ts_event", new UInt64Array.Builder().AppendRange(times.Select(time => (ulong)time)).Build()),
            ("rtype", new UInt8Array.Builder().AppendRange([33, 33]).Build()),
            .. new[] { "open", "high", "low", "close" }.Select(name => (name, (IArrowArray)price)),
            ("volume", new UInt64Array.Builder().AppendRange([3, 4]).Build()),
        ]);

        var (candles, intake) = await ReadAsync(content, Bitcoin);

        Assert.Equal([42000.25, 42000.5], candles.Select(candle => candle.Close));
        Assert.Equal(PriceScale.FixedPoint, intake.Layout!.PriceScale);
    }

    [Fact]
    public async Task Fixed_point_prices_of_databento_as_json_are_scaled()
    {
        var rows = string.Concat(Enumerable.Range(0, 3).Select(i => FormattableString.Invariant(
            $$"""{"ts_event":{{1_704_153_600_000_000_000 + (i * Minute * 1_000_000)}},"rtype":33,"open":"{{Price}}","high":"{{Price}}",""")
            + $"\"low\":\"{Price}\",\"close\":\"{Price}\",\"volume\":\"3\"}}\n"));

        var (candles, _) = await ReadAsync(rows, Bitcoin);

        Assert.Equal([42000.25, 42000.25, 42000.25], candles.Select(candle => candle.Open));
    }

    [Fact]
    public async Task Prices_of_databento_that_were_scaled_before_stand_for_themselves()
    {
        var (candles, intake) = await ReadAsync(
            "ts_event,rtype,publisher_id,instrument_id,open,high,low,close,volume,symbol\n"
            + "2024-01-02T00:00:00.000000000Z,33,1,7,42000.250000000,42010.000000000,41999.000000000,42005.125000000,12,BTCUSDT\n", Bitcoin);

        Assert.Equal(42005.125, Assert.Single(candles).Close);
        Assert.Null(intake.Layout!.PriceScale);
    }

    [Fact]
    public async Task Price_with_decimals_among_fixed_point_ones_is_refused_with_its_line()
    {
        var rows = string.Concat(Enumerable.Range(0, 400).Select(i => FormattableString.Invariant(
            $"{1_704_153_600 + (60 * i)}000000000,33,{(i < 399 ? $"{Price},{Price},{Price},{Price}" : "42000.25,42000.25,42000.25,42000.25")},12\n")));

        var refused = await Assert.ThrowsAsync<CandleFileException>(
            () => ReadAsync("ts_event,rtype,open,high,low,close,volume\n" + rows, Bitcoin));

        Assert.Contains("line 401: a price is no whole number (open 42000.25", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("the first rows show Databento's fixed-point numbers; write all prices in one way", refused.Message.TrimEnd('.'));
    }

    [Fact]
    public async Task Days_of_an_equity_in_the_layout_of_lean_are_ten_thousandths()
    {
        var (candles, intake) = await ReadAsync(Lean(4_703_600), Spy);

        Assert.Equal(new Candle(Start.ToUnixTimeMilliseconds(), 470.36, 471.36, 469.36, 470.86, 12_345), candles[0]);
        Assert.Contains("Prices were scaled by 1E-4: they are LEAN's ten-thousandths.", intake.Layout!.Notes);
    }

    [Theory]
    [InlineData("BTCUSDT", "1d", "no pair such as BTCUSDT; import it under the symbol of the equity")]
    [InlineData("ETHBTC", "1d", "no pair such as ETHBTC")]
    [InlineData("SPY", "1h", "with the times of New York; write the times in UTC with their offset")]
    public async Task Whole_prices_in_the_layout_of_lean_that_may_be_an_equity_are_refused(string symbol, string interval, string expected)
    {
        var market = new Market("binance", symbol, Interval.Parse(interval));

        var refused = await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(Lean(4_703_600), market));

        Assert.Contains("its rows are in LEAN's layout, and all prices are whole and end in 00", refused.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BTCUSDT", 4_200_025, "high 4200025 is no price in USDT: nothing costs more than 2,000,000")]
    [InlineData("BTCUSDT", 4_200_025_000_000, "high 4200025000000 is no price; allowed are 1E-12 to 1000000000000")]
    [InlineData("BTCUSD", 0.0000238, "low 2.38E-05 is no price in USD: it was never less than 0.01")]
    [InlineData("ETHUSDT", 230_012, "high 230012 is no price in USDT: nothing costs more than 200,000")]
    [InlineData("ETHBTC", 5_400_000, "high 5400000 is no price in BTC: nothing costs more than 10")]
    [InlineData("ADAETH", 250_000_000_000, "high 250000000000 is no price in ETH: nothing costs more than 1,000")]
    [InlineData("SPY", 470_360_000_000, "high 470360000000 is no price in its currency: nothing costs more than 100,000,000")]
    public async Task Prices_that_nothing_costs_are_refused_with_the_remedy_and_read_when_accepted(
        string symbol, double price, string expected)
    {
        var market = new Market("binance", symbol, Interval.OneMinute);
        var text = FormattableString.Invariant($"time,open,high,low,close,volume\n1704153600,{price},{price},{price},{price},1\n");

        var refused = await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(text, market));

        Assert.Contains($"line 2: {expected}", refused.Message, StringComparison.Ordinal);
        Assert.Contains(
            "Where prices are cents, satoshi or fixed-point numbers: write them in ", refused.Message, StringComparison.Ordinal);
        if (price < CandlePlausibility.GreatestPrice)
        {
            Assert.Contains(", or import it as it is with --accept-outliers (acceptOutliers=true)", refused.Message, StringComparison.Ordinal);
            Assert.Equal(price, Assert.Single((await ReadAsync(text, market, acceptsOutliers: true)).Candles).Close);
        }
    }

    [Theory]
    [InlineData("BTCUSDT", 126_000.5)]
    [InlineData("BTCKRW", 171_000_000)]
    [InlineData("BTCIDR", 2_000_000_000)]
    [InlineData("BTCJPY", 18_000_000)]
    [InlineData("YFIUSD", 93_435.5)]
    [InlineData("YFIBTC", 3.2)]
    [InlineData("SHIBUSDT", 0.00000812)]
    [InlineData("BTCBNB", 2600.5)]
    public async Task Prices_that_were_paid_are_read(string symbol, double price) => Assert.Equal(
        price,
        Assert.Single((await ReadAsync(
            FormattableString.Invariant($"time,open,high,low,close,volume\n1704153600,{price},{price},{price},{price},1\n"),
            new Market("binance", symbol, Interval.OneMinute))).Candles).Close);

    [Fact]
    public async Task Whole_prices_are_told_with_what_they_were_taken_for()
    {
        var text = "time,open,high,low,close,volume\n" + string.Concat(
            Enumerable.Range(0, 6).Select(i => $"{1_704_153_600 + (60 * i)},{9_950 + i},{9_990 + i},9900,{9_951 + i},1\n"));

        var (_, intake) = await ReadAsync(text, new Market("binance", "SOLUSDT", Interval.OneMinute));

        Assert.Contains(
            "All prices are whole numbers, 9,900 to 9,995; they were taken as they stand, not as cents or the like.", intake.Layout!.Notes);
    }

    [Fact]
    public async Task Bars_of_nautilus_are_refused_since_their_time_may_be_that_of_the_close()
    {
        var refused = await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(
            "open,high,low,close,volume,ts_event,ts_init\n1,1,1,1,1,1704153600000000000,1704153600000000000\n", Bitcoin));

        Assert.Contains("call it close_time or open_time", refused.Message, StringComparison.Ordinal);
    }

    private static string Lean(long price) => string.Concat(Enumerable.Range(0, 8).Select(i => string.Create(
        CultureInfo.InvariantCulture,
        $"{Start.AddDays(i):yyyyMMdd} 00:00,{price},{price + 10_000},{price - 10_000},{price + 5_000},12345\n")));

    private static Task<(IReadOnlyList<Candle> Candles, CandleIntake Intake)> ReadAsync(
        string text, Market market, bool acceptsOutliers = false) => ReadAsync(Encoding.UTF8.GetBytes(text), market, acceptsOutliers);

    private static async Task<(IReadOnlyList<Candle> Candles, CandleIntake Intake)> ReadAsync(
        byte[] content, Market market, bool acceptsOutliers = false)
    {
        var plausibility = CandlePlausibility.At(Start.AddYears(1), market.Interval) with
        {
            Band = PriceBand.Of(market.Symbol),
            AcceptsOutliers = acceptsOutliers,
            CountsOutliers = acceptsOutliers,
        };
        var candles = new List<Candle>();
        var intake = new CandleIntake(market.Interval, CandleFileLimits.Default, plausibility);
        await CandleFileReader.ReadMonthsAsync(
            new CandleFile(new MemoryStream(content), "test", market, CandleFileLimits.Default), intake,
            month =>
            {
                candles.AddRange(Enumerable.Range(0, month.Count).Select(i => month[i]));
                return ValueTask.CompletedTask;
            },
            Cancellation);
        return (candles, intake);
    }
}
