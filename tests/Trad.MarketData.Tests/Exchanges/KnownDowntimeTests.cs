using Trad.Candles;
using Trad.Candles.Quality;
using Trad.MarketData.Exchanges;
using Trad.Testing;

namespace Trad.MarketData.Tests.Exchanges;

public sealed class KnownDowntimeTests
{
    [Theory]
    [InlineData("BTCUSDT-1h-20170817-20220731", "1h")]
    [InlineData("BTCUSDT-5m-20201201-20210717", "5m")]
    [InlineData("ETHUSDT-5m-20201201-20210717", "5m")]
    [InlineData("SOLUSDT-5m-20201201-20210717", "5m")]
    public void Gaps_of_the_exchange_history_are_all_known_downtime(string file, string code)
    {
        var candles = SharedCandles.Load($"candles/gaps/{file}.csv.gz", Interval.Parse(code));
        var gaps = CandleGaps.Find(candles.OpenTime, candles.Interval, candles.Range);

        Assert.NotEmpty(gaps);
        Assert.Equal(gaps.Sum(Candles), KnownDowntime.In("binance", gaps).Sum(Candles));

        long Candles(TimeRange gap) => gap.CountCandles(candles.Interval);
    }

    [Fact]
    public void Gap_that_is_longer_than_the_downtime_is_known_in_part()
    {
        var day = TimeRange.Between(new(2021, 3, 6, 0, 0, 0, TimeSpan.Zero), new(2021, 3, 7, 0, 0, 0, TimeSpan.Zero));

        var known = Assert.Single(KnownDowntime.In("binance", [day]));

        Assert.Equal("[2021-03-06 02:00:00Z, 2021-03-06 03:30:00Z)", known.ToString());
    }

    [Fact]
    public void Gap_of_another_exchange_or_time_is_not_known()
    {
        var day = TimeRange.Between(new(2025, 3, 6, 0, 0, 0, TimeSpan.Zero), new(2025, 3, 7, 0, 0, 0, TimeSpan.Zero));

        Assert.Empty(KnownDowntime.In("binance", [day]));
        Assert.Empty(KnownDowntime.In("coinbase", [TimeRange.Always]));
    }
}
