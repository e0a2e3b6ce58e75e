using Trad.Candles;
using Trad.Candles.Aggregation;
using Trad.Candles.Stores;
using Trad.Storage.Candles;
using Trad.Testing;

namespace Trad.Storage.Tests.Aggregation;

public sealed class DerivedCandleReaderTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Start = new(2025, 5, 31, 23, 48, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("15m", "20241230")]
    [InlineData("1h", "20240101")]
    [InlineData("4h", "20240101")]
    [InlineData("1d", "20240101")]
    public async Task Read_an_interval_that_is_not_stored_gives_the_exchange_own_candles(string code, string from)
    {
        var interval = Interval.Parse(code);
        var oracle = SharedCandles.Load($"candles/oracle/BTCUSDT-{code}-{from}-20250630.csv.gz", interval);
        var range = TimeRange.Between(new(2025, 2, 3, 0, 0, 0, TimeSpan.Zero), new(2025, 6, 17, 0, 0, 0, TimeSpan.Zero));
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        await store.MergeAsync(
            CreateMarket(Interval.FiveMinutes), SharedCandles.Load(SharedCandles.Bitcoin18Months, Interval.FiveMinutes).Slice(range),
            Cancellation);

        var read = await new DerivedCandleReader(store).ReadAsync(CreateMarket(interval), TimeRange.Always, Cancellation);

        var expected = oracle.Slice(range);
        Assert.Equal(expected.OpenTime, read.OpenTime);
        Assert.Equal(expected.Open, read.Open);
        Assert.Equal(expected.High, read.High);
        Assert.Equal(expected.Low, read.Low);
        Assert.Equal(expected.Close, read.Close);
        Assert.All(
            Enumerable.Range(0, read.Count), i => Assert.Equal(expected.Volume[i], read.Volume[i], 1e-9 * Math.Max(1, expected.Volume[i])));
    }

    [Theory]
    [InlineData("1m")]
    [InlineData("15m")]
    [InlineData("4h")]
    [InlineData("1d")]
    public async Task Read_month_by_month_gives_the_same_candles_as_all_at_once(string code)
    {
        var (reader, minutes) = await StoreMinutesAsync(3 * 24 * 60);
        var market = CreateMarket(Interval.Parse(code));
        var range = TimeRange.Between(Start.AddMinutes(7), Start.AddMinutes(minutes.Count - 5));
        var months = new List<CandleSeries>();
        await foreach (var month in reader.ReadMonthsAsync(market, range, Cancellation))
        {
            months.Add(month);
        }

        var whole = await reader.ReadAsync(market, range, Cancellation);
        Assert.Equal(whole.ToList(), CandleSeries.Concat(market.Interval, months).ToList());
        Assert.InRange(whole.Count, 2, minutes.Count);
    }

    [Theory]
    [InlineData("1w", "1h")]
    [InlineData("1w", "1d")]
    [InlineData("1M", "4h")]
    [InlineData("1M", "1d")]
    public async Task Read_weeks_and_months_that_are_not_stored_gives_the_exchange_own_candles(string code, string stored)
    {
        var (interval, parts) = (Interval.Parse(code), Interval.Parse(stored));
        var expected = SharedCandles.Load($"candles/oracle/BTCUSDT-{code}-20240101-20250630.csv.gz", interval);
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        await store.MergeAsync(
            CreateMarket(parts), SharedCandles.Load($"candles/oracle/BTCUSDT-{stored}-20240101-20250630.csv.gz", parts), Cancellation);
        var reader = new DerivedCandleReader(store);

        var read = await reader.ReadAsync(CreateMarket(interval), TimeRange.Always, Cancellation);

        Assert.Equal(expected.OpenTime, read.OpenTime);
        Assert.Equal(expected.Open, read.Open);
        Assert.Equal(expected.High, read.High);
        Assert.Equal(expected.Low, read.Low);
        Assert.Equal(expected.Close, read.Close);
        Assert.Equal([parts], await reader.FindSourceIntervalsAsync(CreateMarket(interval), TimeRange.Always, Cancellation));
        Assert.Equal(
            expected.OpenTime.ToArray().GroupBy(Month.Containing).Select(month => (month.Key, month.Count(), month.First(), month.Last())),
            (await reader.ListPartitionsAsync(CreateMarket(interval), Cancellation)).Select(
                month => (new Month(month.Year, month.Month), (int)month.Rows, month.FirstOpenTime, month.LastOpenTime)));
    }

    [Theory]
    [InlineData("3d", "1d")]
    [InlineData("1w", "12h")]
    [InlineData("1w", "1d")]
    [InlineData("1M", "1d")]
    public async Task Read_candles_that_reach_over_months_month_by_month_gives_each_once_in_the_month_of_its_open(
        string code, string stored)
    {
        var (interval, parts) = (Interval.Parse(code), Interval.Parse(stored));
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        var candles = GeneratedCandles.Make(parts, new(2024, 11, 20, 0, 0, 0, TimeSpan.Zero), 400).ToList().ToList();
        candles.RemoveRange(120, 35);
        candles.RemoveAt(40);
        await store.MergeAsync(CreateMarket(parts), CandleSeries.From(parts, candles), Cancellation);
        var expected = CandleAggregation.Aggregate(CandleSeries.From(parts, candles), interval);
        var months = new List<CandleSeries>();
        await foreach (var month in new DerivedCandleReader(store).ReadMonthsAsync(CreateMarket(interval), TimeRange.Always, Cancellation))
        {
            months.Add(month);
        }

        Assert.Equal(expected.ToList(), CandleSeries.Concat(interval, months).ToList());
        Assert.All(months, month => Assert.Single(month.OpenTime.ToArray().Select(Month.Containing).Distinct()));
        Assert.Equal(months.Count, months.Select(month => Month.Containing(month.OpenTime[0])).Distinct().Count());
        Assert.InRange(expected.Count, 3, 200);
    }

    [Fact]
    public async Task ListPartitions_of_weeks_gives_a_month_another_version_when_the_next_one_changes_its_last_week()
    {
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        var days = GeneratedCandles.Make(Interval.OneDay, new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), 90);
        await store.MergeAsync(CreateMarket(Interval.OneDay), days, Cancellation);
        var reader = new DerivedCandleReader(store);
        var before = await reader.ListPartitionsAsync(CreateMarket(Interval.OneWeek), Cancellation);

        var restated = days[32] with { Volume = days[32].Volume + 1 };
        await store.MergeAsync(CreateMarket(Interval.OneDay), CandleSeries.From(Interval.OneDay, [restated]), Cancellation);

        var after = await reader.ListPartitionsAsync(CreateMarket(Interval.OneWeek), Cancellation);
        Assert.Equal([true, true, false], before.Zip(after, (one, other) => one.Version != other.Version));
    }

    [Fact]
    public async Task Months_and_minutes_are_stored_apart_also_where_names_differ_by_case_alone()
    {
        var container = await azurite.NewContainerAsync();
        var store = new BlobCandleStore(container);
        var start = new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero);
        var minutes = GeneratedCandles.Make(Interval.OneMinute, start, 30);
        var months = GeneratedCandles.Make(Interval.OneMonth, start, 3);
        await store.MergeAsync(CreateMarket(Interval.OneMinute), minutes, Cancellation);
        await store.MergeAsync(CreateMarket(Interval.OneMonth), months, Cancellation);
        var names = new List<string>();
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: Cancellation))
        {
            names.Add(blob.Name);
        }

        Assert.Equal(4, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(minutes.ToList(), (await store.ReadAsync(CreateMarket(Interval.OneMinute), TimeRange.Always, Cancellation)).ToList());
        Assert.Equal(months.ToList(), (await store.ReadAsync(CreateMarket(Interval.OneMonth), TimeRange.Always, Cancellation)).ToList());
        Assert.Equal(
            [CreateMarket(Interval.OneMinute), CreateMarket(Interval.OneMonth)],
            (await store.ListMarketsAsync(Cancellation)).OrderBy(each => each.Interval));
    }

    [Theory]
    [InlineData("5m", "candles/bench/BTCUSDT-5m-20240101-20250630.csv.gz")]
    [InlineData("15m", "candles/oracle/BTCUSDT-15m-20241230-20250630.csv.gz")]
    [InlineData("1h", "candles/oracle/BTCUSDT-1h-20240101-20250630.csv.gz")]
    public async Task Read_from_stored_minutes_gives_the_exchange_own_candles(string code, string oracle)
    {
        var interval = Interval.Parse(code);
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        var minutes = SharedCandles.Load("candles/bench/BTCUSDT-1m-202506.csv.gz", Interval.OneMinute);
        await store.MergeAsync(CreateMarket(Interval.OneMinute), minutes, Cancellation);

        var read = await new DerivedCandleReader(store).ReadAsync(CreateMarket(interval), TimeRange.Always, Cancellation);

        var expected = SharedCandles.Load(oracle, interval).Slice(read.Range);
        Assert.InRange(read.Count, 600, minutes.Count);
        Assert.Equal(expected.OpenTime, read.OpenTime);
        Assert.Equal(expected.Open, read.Open);
        Assert.Equal(expected.High, read.High);
        Assert.Equal(expected.Low, read.Low);
        Assert.Equal(expected.Close, read.Close);
    }

    [Fact]
    public async Task Read_a_range_gives_the_whole_buckets_that_open_inside()
    {
        var (reader, minutes) = await StoreMinutesAsync(60);
        var range = TimeRange.Between(Start.AddMinutes(3), Start.AddMinutes(18));

        var read = await reader.ReadAsync(CreateMarket(Interval.FiveMinutes), range, Cancellation);

        Assert.Equal(CandleAggregation.Aggregate(minutes, Interval.FiveMinutes).Slice(1, 3).ToList(), read.ToList());
    }

    [Fact]
    public async Task Read_drops_the_bucket_that_is_not_finished()
    {
        var (reader, _) = await StoreMinutesAsync(20);

        var read = await reader.ReadAsync(CreateMarket(Interval.FiveMinutes), TimeRange.Always, Cancellation);

        Assert.Equal(Start.AddMinutes(17 - 5), DateTimeOffset.FromUnixTimeMilliseconds(read.OpenTime[^1]));
    }

    [Fact]
    public async Task Read_a_market_that_is_stored_itself_does_not_mix_in_derived_candles()
    {
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        await store.MergeAsync(CreateMarket(Interval.OneMinute), GeneratedCandles.Make(Interval.OneMinute, Start, 600), Cancellation);
        var own = GeneratedCandles.Make(Interval.FiveMinutes, Start.AddMinutes(2), 3, seed: 5);
        await store.MergeAsync(CreateMarket(Interval.FiveMinutes), own, Cancellation);
        var reader = new DerivedCandleReader(store);

        Assert.Equal(own.ToList(), (await reader.ReadAsync(CreateMarket(Interval.FiveMinutes), TimeRange.Always, Cancellation)).ToList());
        Assert.Equal(
            0,
            (await reader.ReadAsync(
                CreateMarket(Interval.FiveMinutes), new TimeRange(own.Range.End, own.Range.End + 3_600_000), Cancellation)).Count);
        Assert.Empty(await reader.FindSourceIntervalsAsync(CreateMarket(Interval.FiveMinutes), TimeRange.Always, Cancellation));
    }

    [Fact]
    public async Task ListPartitions_of_a_derived_market_counts_whole_buckets_and_names_the_source()
    {
        var (reader, minutes) = await StoreMinutesAsync(60);

        var months = await reader.ListPartitionsAsync(CreateMarket(Interval.FiveMinutes), Cancellation);

        var buckets = CandleAggregation.Aggregate(minutes, Interval.FiveMinutes);
        Assert.Equal([(5, 2L), (6, (long)buckets.Count - 2)], months.Select(month => (month.Month, month.Rows)));
        Assert.Equal((buckets.OpenTime[0], buckets.OpenTime[^1]), (months[0].FirstOpenTime, months[1].LastOpenTime));
        Assert.All(months, month => Assert.StartsWith("1m:", month.Version, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ListPartitions_of_a_derived_market_sees_candles_that_come_later()
    {
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        var minutes = GeneratedCandles.Make(Interval.OneMinute, Start, 60);
        var reader = new DerivedCandleReader(store);
        await store.MergeAsync(CreateMarket(Interval.OneMinute), minutes.Slice(0, 30), Cancellation);
        var before = await reader.ListPartitionsAsync(CreateMarket(Interval.FiveMinutes), Cancellation);

        await store.MergeAsync(CreateMarket(Interval.OneMinute), minutes.Slice(30, 30), Cancellation);

        Assert.Equal(
            6,
            (await reader.ListPartitionsAsync(
                CreateMarket(Interval.FiveMinutes), Cancellation)).Sum(month => month.Rows) - before.Sum(month => month.Rows));
    }

    private static Market CreateMarket(Interval interval) => new("binance", "BTCUSDT", interval);

    private async Task<(ICandleReader Reader, CandleSeries Minutes)> StoreMinutesAsync(int count)
    {
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        var minutes = GeneratedCandles.Make(Interval.OneMinute, Start, count);
        await store.MergeAsync(CreateMarket(Interval.OneMinute), minutes, Cancellation);
        return (new DerivedCandleReader(store), minutes);
    }
}
