using Trad.Candles.Aggregation;
using Trad.Testing;

namespace Trad.Candles.Tests.Aggregation;

public sealed class CandleAggregationTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("BTCUSDT", "15m", "20241230")]
    [InlineData("BTCUSDT", "1h", "20240101")]
    [InlineData("BTCUSDT", "4h", "20240101")]
    [InlineData("BTCUSDT", "1d", "20240101")]
    [InlineData("ETHUSDT", "15m", "20241230")]
    [InlineData("ETHUSDT", "1h", "20240101")]
    [InlineData("ETHUSDT", "4h", "20240101")]
    [InlineData("ETHUSDT", "1d", "20240101")]
    public void Aggregate_five_minutes_gives_the_candles_that_the_exchange_made(string symbol, string code, string from)
    {
        var interval = Interval.Parse(code);
        var source = SharedCandles.Load($"candles/bench/{symbol}-5m-20240101-20250630.csv.gz", Interval.FiveMinutes);
        var expected = SharedCandles.Load($"candles/oracle/{symbol}-{code}-{from}-20250630.csv.gz", interval);

        var made = CandleAggregation.Aggregate(source, interval).Slice(expected.Range);

        expected = expected.Slice(made.Range);
        Assert.True(made.Count > 500);
        Assert.Equal(expected.OpenTime, made.OpenTime);
        Assert.Equal(expected.Open, made.Open);
        Assert.Equal(expected.High, made.High);
        Assert.Equal(expected.Low, made.Low);
        Assert.Equal(expected.Close, made.Close);
        Assert.Equal(expected.Volume, made.Volume);
    }

    [Theory]
    [InlineData("BTCUSDT", "5m", "1w", 78)]
    [InlineData("BTCUSDT", "1h", "1w", 78)]
    [InlineData("ETHUSDT", "4h", "1w", 78)]
    [InlineData("SOLUSDT", "1d", "1w", 78)]
    [InlineData("BTCUSDT", "5m", "1M", 18)]
    [InlineData("BTCUSDT", "1h", "1M", 18)]
    [InlineData("ETHUSDT", "4h", "1M", 18)]
    [InlineData("SOLUSDT", "1d", "1M", 18)]
    public void Aggregate_to_weeks_and_months_gives_the_candles_that_the_exchange_made(string symbol, string from, string code, int count)
    {
        var (parts, interval) = (Interval.Parse(from), Interval.Parse(code));
        var folder = from == "5m" ? "bench" : "oracle";
        var source = SharedCandles.Load($"candles/{folder}/{symbol}-{from}-20240101-20250630.csv.gz", parts);
        var expected = SharedCandles.Load($"candles/oracle/{symbol}-{code}-20240101-20250630.csv.gz", interval);

        var made = CandleAggregation.Aggregate(source, interval);

        Assert.Equal(count, made.Count);
        Assert.Equal(expected.OpenTime, made.OpenTime);
        Assert.Equal(expected.Open, made.Open);
        Assert.Equal(expected.High, made.High);
        Assert.Equal(expected.Low, made.Low);
        Assert.Equal(expected.Close, made.Close);
        Assert.All(
            Enumerable.Range(0, count), i => Assert.Equal(expected.Volume[i], made.Volume[i], 1e-9 * Math.Max(1, expected.Volume[i])));
    }

    [Fact]
    public void Aggregate_of_months_that_miss_a_day_at_an_end_or_inside_drops_them()
    {
        var days = GeneratedCandles.Make(Interval.OneDay, Start.AddDays(-1), 32 + 28 + 31 + 29).ToList().ToList();
        days.RemoveAll(candle => candle.OpenTime == Start.AddDays(40).ToUnixTimeMilliseconds());

        var made = CandleAggregation.Aggregate(CandleSeries.From(Interval.OneDay, days), Interval.OneMonth);

        Assert.Equal([Start.ToUnixTimeMilliseconds(), Start.AddMonths(2).ToUnixTimeMilliseconds()], made.OpenTime.ToArray());
        Assert.Equal(days[1].Open, made.Open[0]);
        Assert.Equal(days[31].Close, made.Close[0]);
    }

    [Theory]
    [InlineData("3d", "1w")]
    [InlineData("1w", "1M")]
    [InlineData("3d", "1M")]
    [InlineData("1M", "1d")]
    public void Aggregate_of_candles_that_the_longer_one_cuts_is_refused(string from, string to) =>
        Assert.Throws<ArgumentException>(
            () => CandleAggregation.Aggregate(CandleSeries.Empty(Interval.Parse(from)), Interval.Parse(to)));

    [Fact]
    public void Aggregate_with_parts_missing_at_the_ends_and_inside_drops_those_buckets()
    {
        var minutes = GeneratedCandles.Make(Interval.OneMinute, Start.AddMinutes(3), 30).ToList().ToList();
        minutes.RemoveAll(candle => candle.OpenTime == Start.AddMinutes(17).ToUnixTimeMilliseconds());

        var made = CandleAggregation.Aggregate(CandleSeries.From(Interval.OneMinute, minutes), Interval.FiveMinutes);

        Assert.Equal([5L, 10, 20, 25], made.OpenTime.ToArray().Select(time => (time - Start.ToUnixTimeMilliseconds()) / 60_000));
    }

    [Fact]
    public void Aggregate_takes_first_open_extremes_last_close_and_sums()
    {
        var time = Start.ToUnixTimeMilliseconds();
        var hours = new[] { new Candle(time, 10, 12, 9, 11, 1, 10, 5), new Candle(time + 3_600_000, 11, 15, 8, 14, 2, 20, 6) };

        var made = CandleAggregation.Aggregate(CandleSeries.From(Interval.OneHour, hours), Interval.Parse("2h"));

        Assert.Equal([new Candle(time, 10, 15, 8, 14, 3, 30, 11)], made.ToList());
    }

    [Fact]
    public void Aggregate_with_one_unknown_count_knows_none()
    {
        var time = Start.ToUnixTimeMilliseconds();
        var hours = new[] { new Candle(time, 10, 12, 9, 11, 1), new Candle(time + 3_600_000, 11, 15, 8, 14, 2, 20, 6) };

        var made = CandleAggregation.Aggregate(CandleSeries.From(Interval.OneHour, hours), Interval.Parse("2h"))[0];

        Assert.True(double.IsNaN(made.QuoteVolume));
        Assert.Equal(CandleSeries.UnknownTradeCount, made.TradeCount);
    }

    [Fact]
    public void Aggregate_to_an_interval_that_is_no_multiple_is_refused() =>
        Assert.Throws<ArgumentException>(
            () => CandleAggregation.Aggregate(CandleSeries.Empty(Interval.FifteenMinutes), Interval.FiveMinutes));
}
