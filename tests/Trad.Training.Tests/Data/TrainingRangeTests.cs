using Trad.Candles;
using Trad.Candles.Gaps;
using Trad.Candles.Stores;
using Trad.Training.Data;

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
