using Trad.Candles;
using Trad.Candles.Aggregation;
using Trad.Candles.Stores;
using Trad.Storage.Candles;
using Trad.Testing;

namespace Trad.Storage.Tests.Aggregation;

/// <summary>Which stored interval candles are made from, month by month.</summary>
public sealed class SourceIntervalTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_prefers_the_longest_interval_that_divides()
    {
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        foreach (var code in new[] { "1m", "3m", "5m", "1h" })
        {
            await store.MergeAsync(
                CreateMarket(Interval.Parse(code)),
                GeneratedCandles.Make(Interval.Parse(code), new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero), 30),
                Cancellation);
        }

        Assert.Equal(
            [Interval.FiveMinutes],
            await new DerivedCandleReader(store).FindSourceIntervalsAsync(
                CreateMarket(Interval.FifteenMinutes), TimeRange.Always, Cancellation));
    }

    [Fact]
    public async Task Read_does_not_go_by_three_candles_of_a_longer_interval_where_a_shorter_one_has_all()
    {
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        var start = new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero);
        var minutes = GeneratedCandles.Make(Interval.FiveMinutes, start, 288 * 10);
        await store.MergeAsync(CreateMarket(Interval.FiveMinutes), minutes, Cancellation);
        await store.MergeAsync(
            CreateMarket(Interval.OneHour), CandleAggregation.Aggregate(minutes, Interval.OneHour).Slice(0, 3), Cancellation);
        var reader = new DerivedCandleReader(store);

        var days = await reader.ReadAsync(CreateMarket(Interval.OneDay), TimeRange.Always, Cancellation);

        Assert.Equal(CandleAggregation.Aggregate(minutes, Interval.OneDay).ToList(), days.ToList());
        Assert.Equal(10, (await reader.ListPartitionsAsync(CreateMarket(Interval.OneDay), Cancellation)).Sum(month => month.Rows));
        Assert.Equal(
            [Interval.FiveMinutes], await reader.FindSourceIntervalsAsync(CreateMarket(Interval.OneDay), TimeRange.Always, Cancellation));
    }

    [Theory]
    [InlineData("1d")]
    [InlineData("3d")]
    [InlineData("1w")]
    [InlineData("1M")]
    [InlineData("2h")]
    public async Task Read_makes_every_month_from_the_longest_interval_that_nearly_covers_it(string code)
    {
        var interval = Interval.Parse(code);
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        var minutes = GeneratedCandles.Make(Interval.FiveMinutes, new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), 288 * (31 + 28 + 31 + 30));
        var hours = CandleAggregation.Aggregate(minutes, Interval.OneHour);
        var march = new Month(2025, 3).Range;

        // Hours of January and February, of March two days; minutes from the last day of January on.
        await store.MergeAsync(CreateMarket(Interval.OneHour), hours.Slice(new TimeRange(0, march.Start + (2 * 86_400_000))), Cancellation);
        await store.MergeAsync(
            CreateMarket(Interval.FiveMinutes), minutes.Slice(new TimeRange(minutes.OpenTime[30 * 288], long.MaxValue)), Cancellation);
        var reader = new DerivedCandleReader(store);
        var expected = CandleAggregation.Aggregate(minutes, interval);
        var months = new List<CandleSeries>();
        await foreach (var month in reader.ReadMonthsAsync(CreateMarket(interval), TimeRange.Always, Cancellation))
        {
            months.Add(month);
        }

        var read = await reader.ReadAsync(CreateMarket(interval), TimeRange.Always, Cancellation);
        Assert.Equal(read.ToList(), CandleSeries.Concat(interval, months).ToList());
        Assert.Equal(expected.OpenTime, read.OpenTime);
        Assert.Equal(expected.Open, read.Open);
        Assert.Equal(expected.High, read.High);
        Assert.Equal(expected.Low, read.Low);
        Assert.Equal(expected.Close, read.Close);
        Assert.Equal(expected.Volume.ToArray(), read.Volume.ToArray(), (one, other) => Math.Abs(one - other) <= 1e-9 * one);
        Assert.Equal(
            [Interval.OneHour, Interval.FiveMinutes],
            await reader.FindSourceIntervalsAsync(CreateMarket(interval), TimeRange.Always, Cancellation));
        Assert.Equal(
            [Interval.FiveMinutes],
            await reader.FindSourceIntervalsAsync(CreateMarket(interval), march with { End = long.MaxValue }, Cancellation));
        Assert.Equal(expected.Count, (await reader.ListPartitionsAsync(CreateMarket(interval), Cancellation)).Sum(month => month.Rows));
    }

    [Fact]
    public async Task Market_that_cannot_be_made_from_what_is_stored_is_empty()
    {
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        await store.MergeAsync(
            CreateMarket(Interval.OneHour), GeneratedCandles.Make(Interval.OneHour, new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero), 30),
            Cancellation);
        var reader = new DerivedCandleReader(store);

        Assert.Empty(await reader.ListPartitionsAsync(CreateMarket(Interval.FiveMinutes), Cancellation));
        Assert.Equal(0, (await reader.ReadAsync(CreateMarket(Interval.FiveMinutes), TimeRange.Always, Cancellation)).Count);
    }

    private static Market CreateMarket(Interval interval) => new("binance", "BTCUSDT", interval);
}
