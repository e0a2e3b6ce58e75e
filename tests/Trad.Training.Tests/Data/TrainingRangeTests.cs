using System.Globalization;
using Trad.Candles;
using Trad.Candles.Gaps;
using Trad.Candles.Stores;
using Trad.Training.Data;
using Trad.Training.Requests;

namespace Trad.Training.Tests.Data;

public sealed class TrainingRangeTests
{
    private static readonly DateTimeOffset Newest = new(2025, 6, 30, 23, 55, 0, TimeSpan.Zero);

    [Fact]
    public void Several_symbols_share_the_range_that_ends_at_the_newest_candle_of_all()
    {
        var range = TrainingRange.Resolve(
            [Selection("BTCUSDT", 10), Selection("ETHUSDT", 10)], [Stored(Newest), Stored(Newest.AddDays(-3))]);

        Assert.Equal(Newest.AddDays(-3).AddMinutes(5), range.EndTime);
        Assert.Equal(TimeSpan.FromDays(10).TotalMilliseconds, range.Milliseconds);
    }

    [Theory]
    [InlineData("5m", 12, "2025-06-30T23:00:00Z", "2025-06-30T21:20:00Z")]
    [InlineData("1w", 12, "2025-04-07T00:00:00Z", "2025-02-24T00:00:00Z")]
    [InlineData("1M", 12, "2024-07-01T00:00:00Z", "2022-03-01T00:00:00Z")]
    public void Look_back_of_candles_and_warm_up_are_counted_on_the_grid_of_the_interval(
        string code, int lookback, string from, string readFrom)
    {
        var interval = Interval.Parse(code);
        var selection = Selection("BTCUSDT", 10) with
        {
            Market = new Market("binance", "BTCUSDT", interval),
            Lookback = null,
            LookbackCandles = lookback,
            WarmUp = code == "1M" ? 28 : code == "1w" ? 6 : 20,
        };
        var newest = code switch { "1M" => "2025-06-01T00:00:00Z", "1w" => "2025-06-23T00:00:00Z", _ => "2025-06-30T23:55:00Z" };

        var range = TrainingRange.Resolve([selection], [Stored(DateTimeOffset.Parse(newest, CultureInfo.InvariantCulture))]);

        Assert.Equal(lookback, range.CountCandles(interval));
        Assert.Equal(DateTimeOffset.Parse(from, CultureInfo.InvariantCulture), range.StartTime);
        Assert.Equal(
            DateTimeOffset.Parse(readFrom, CultureInfo.InvariantCulture), TrainingRange.WithWarmUp(range, selection).StartTime);
    }

    [Theory]
    [InlineData("1d")]
    [InlineData("1w")]
    [InlineData("1M")]
    public void Look_back_of_more_candles_than_there_are_in_the_calendar_begins_with_it(string code)
    {
        var interval = Interval.Parse(code);
        var selection = Selection("BTCUSDT", 10) with
        {
            Market = new Market("binance", "BTCUSDT", interval),
            Lookback = null,
            LookbackCandles = RequestLimits.MostLookbackCandles,
        };

        var range = TrainingRange.Resolve([selection], [Stored(new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero))]);

        Assert.Equal(DateTimeOffset.MinValue, range.StartTime);
        Assert.Equal(DateTimeOffset.MinValue, TrainingRange.WithWarmUp(range, selection).StartTime);
        Assert.StartsWith("[0001-01-01", range.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_stored_of_a_symbol_is_said_with_its_name()
    {
        var nothing = Assert.Throws<TrainingException>(() =>
            TrainingRange.Resolve([Selection("BTCUSDT", 10), Selection("ETHUSDT", 10)], [Stored(Newest), []]));

        Assert.Contains("ETHUSDT", nothing.Message, StringComparison.Ordinal);
    }

    private static DataSelection Selection(string symbol, int days) => new(
        new Market("binance", symbol, Interval.FiveMinutes), null, null, TimeSpan.FromDays(days), 100, "liquidity-sweep", GapPolicy.Split);

    private static CandlePartition[] Stored(DateTimeOffset newest) => [Partition(newest.ToUnixTimeMilliseconds())];

    private static CandlePartition Partition(long newest) => new(2025, 6, "v", 3, newest - 1_000_000, newest, 100);
}
