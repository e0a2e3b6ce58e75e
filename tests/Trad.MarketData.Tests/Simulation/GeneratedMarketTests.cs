using CsCheck;
using Trad.Candles;
using Trad.Candles.Aggregation;
using Trad.Candles.Quality;
using Trad.MarketData.Simulation;
using Trad.Testing;

namespace Trad.MarketData.Tests.Simulation;

public sealed class GeneratedMarketTests
{
    private static readonly DateTimeOffset June = new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeRange Month = TimeRange.Between(June, June.AddDays(30));

    [Fact]
    public void Read_any_part_of_a_month_equals_that_part_of_the_whole()
    {
        var whole = new GeneratedMarket(42).Read("BTCUSDT", Interval.FiveMinutes, Month);
        Gen.Int[0, 8640].Select(Gen.Int[0, 8640]).Sample((a, b) =>
        {
            var (start, count) = (Math.Min(a, b), Math.Abs(a - b));
            var range = new TimeRange(Month.Start + (start * 300_000L), Month.Start + ((start + count) * 300_000L));

            var part = new GeneratedMarket(42).Read("BTCUSDT", Interval.FiveMinutes, range);

            Assert.Equal(whole.Slice(start, count).ToList(), part.ToList());
        }, iter: 5);
    }

    [Fact]
    public void Read_five_minutes_equals_the_aggregate_of_the_minutes()
    {
        var market = new GeneratedMarket(7);

        var minutes = market.Read("ETHUSDT", Interval.OneMinute, Month);

        Assert.Equal(
            market.Read("ETHUSDT", Interval.FiveMinutes, Month).ToList(),
            CandleAggregation.Aggregate(minutes, Interval.FiveMinutes).ToList());
    }

    [Theory]
    [InlineData("3d")]
    [InlineData("1w")]
    [InlineData("1M")]
    public void Read_candles_longer_than_a_day_equals_the_aggregate_of_the_days_that_open_in_the_range(string code)
    {
        var interval = Interval.Parse(code);
        var market = new GeneratedMarket(7);
        var range = new TimeRange(Month.Start - 1, Month.End + 1);
        var days = market.Read("ETHUSDT", Interval.OneDay, new TimeRange(Month.Start - 1, Month.End + (32 * 86_400_000L)));

        Assert.Equal(
            CandleAggregation.Aggregate(days, interval).Slice(range).ToList(), market.Read("ETHUSDT", interval, range).ToList());
        Assert.Equal(range.CountCandles(interval), market.Read("ETHUSDT", interval, range).Count);
        Assert.Equal(0, market.Read("ETHUSDT", Interval.OneSecond, range).Count);
    }

    [Theory]
    [InlineData("BTCUSDT")]
    [InlineData("ETHUSDT")]
    [InlineData("SOLUSDT")]
    [InlineData("TRENDUSDT")]
    public void Read_a_month_has_every_candle_and_each_is_sound(string symbol)
    {
        var candles = new GeneratedMarket(42).Read(symbol, Interval.OneMinute, Month);

        Assert.Equal(43_200, candles.Count);
        Assert.All(candles.ToList(), candle => Assert.Equal(CandleDefect.None, CandleRules.Check(candle, Interval.OneMinute)));
    }

    [Fact]
    public void Read_another_seed_or_symbol_gives_another_market()
    {
        var one = new GeneratedMarket(1).Read("BTCUSDT", Interval.OneHour, Month).ToList();

        Assert.NotEqual(one, new GeneratedMarket(2).Read("BTCUSDT", Interval.OneHour, Month).ToList());
        Assert.NotEqual(one, new GeneratedMarket(1).Read("ETHUSDT", Interval.OneHour, Month).ToList());
    }

    [Fact]
    public void Read_before_the_listing_or_an_unknown_symbol_gives_nothing()
    {
        var market = new GeneratedMarket(42);

        Assert.Equal(
            0,
            market.Read(
                "BTCUSDT", Interval.OneHour, TimeRange.Between(new(2019, 1, 1, 0, 0, 0, TimeSpan.Zero), GeneratedMarket.Listing)).Count);
        Assert.Equal(0, market.Read("NOSUCH", Interval.OneHour, Month).Count);
    }

    [Theory]
    [InlineData("TRENDUSDT", 0.25, 0.6)]
    [InlineData("BTCUSDT", -0.15, 0.15)]
    public void Returns_of_days_follow_the_day_before_only_where_a_trend_is_planted(string symbol, double least, double most)
    {
        var closes = new GeneratedMarket(42).Read(symbol, Interval.OneDay, TimeRange.Between(June.AddDays(-730), June))
            .ToList().Select(candle => Math.Log(candle.Close)).ToList();
        var returns = closes.Skip(1).Zip(closes, (close, before) => close - before).ToList();
        var mean = returns.Average();

        var together = returns.Skip(1).Zip(returns, (today, before) => (today - mean) * (before - mean)).Sum();

        Assert.InRange(together / returns.Sum(each => (each - mean) * (each - mean)), least, most);
    }

    /// <summary>
    /// The stylised facts of real markets (Cont 2001): heavy tails, and sizes of moves that cluster while their signs do not.
    /// </summary>
    [Fact]
    public void Returns_have_heavy_tails_and_cluster_in_size_but_not_in_sign()
    {
        var close = new GeneratedMarket(42).Read("BTCUSDT", Interval.FiveMinutes, Month).Close;
        var returns = new double[close.Length - 1];
        for (var i = 0; i < returns.Length; i++)
        {
            returns[i] = Math.Log(close[i + 1] / close[i]);
        }

        var sizes = Array.ConvertAll(returns, Math.Abs);

        Assert.True(Kurtosis(returns) > 4, $"kurtosis {Kurtosis(returns):0.0}");
        Assert.True(Autocorrelation(sizes, 1) > 0.15, $"sizes {Autocorrelation(sizes, 1):0.00}");
        Assert.InRange(Autocorrelation(returns, 1), -0.1, 0.1);
    }

    private static double Kurtosis(double[] values)
    {
        var mean = values.Average();
        var variance = values.Average(value => Math.Pow(value - mean, 2));
        return values.Average(value => Math.Pow(value - mean, 4)) / (variance * variance);
    }

    private static double Autocorrelation(double[] values, int lag)
    {
        var mean = values.Average();
        var covariance = Enumerable.Range(0, values.Length - lag).Sum(i => (values[i] - mean) * (values[i + lag] - mean));
        return covariance / values.Sum(value => Math.Pow(value - mean, 2));
    }
}
