using Azure.Storage.Blobs;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Formats.Parquet;
using Trad.Storage.Candles;
using Trad.Testing;

namespace Trad.Storage.Tests.Candles;

public sealed class BlobCandleStoreTests(AzuriteFixture azurite)
{
    private static readonly Market Bitcoin = new("binance", "BTCUSDT", Interval.FiveMinutes);
    private static readonly DateTimeOffset May30 = new(2025, 5, 30, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Merge_candles_of_two_months_reads_back_bit_for_bit()
    {
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        var candles = GeneratedCandles.Make(Interval.FiveMinutes, May30, 1000);

        var result = await store.MergeAsync(Bitcoin, candles, Cancellation);
        var read = await store.ReadAsync(Bitcoin, TimeRange.Always, Cancellation);

        Assert.Equal(new CandleMergeResult(1000, 0, 0, 2), result);
        Assert.Equal(candles.ToList(), read.ToList());
    }

    [Fact]
    public async Task Merge_the_same_candles_again_writes_nothing()
    {
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        var candles = GeneratedCandles.Make(Interval.FiveMinutes, May30, 1000);
        await store.MergeAsync(Bitcoin, candles, Cancellation);
        var before = await store.ListPartitionsAsync(Bitcoin, Cancellation);

        var result = await store.MergeAsync(Bitcoin, candles, Cancellation);

        Assert.Equal(new CandleMergeResult(0, 0, 1000, 0), result);
        Assert.Equal(before, await store.ListPartitionsAsync(Bitcoin, Cancellation));
    }

    [Fact]
    public async Task Merge_overlapping_candles_keeps_the_newer_values()
    {
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        var first = GeneratedCandles.Make(Interval.FiveMinutes, May30, 100, seed: 1);
        var second = GeneratedCandles.Make(Interval.FiveMinutes, May30.AddMinutes(5 * 50), 100, seed: 2);

        await store.MergeAsync(Bitcoin, first, Cancellation);
        var result = await store.MergeAsync(Bitcoin, second, Cancellation);

        Assert.Equal(new CandleMergeResult(50, 50, 0, 1), result);
        var read = await store.ReadAsync(Bitcoin, TimeRange.Always, Cancellation);
        Assert.Equal([.. first.Slice(0, 50).ToList(), .. second.ToList()], read.ToList());
    }

    [Fact]
    public async Task Read_a_range_gives_the_candles_that_open_inside()
    {
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        var candles = GeneratedCandles.Make(Interval.FiveMinutes, May30, 1000);
        await store.MergeAsync(Bitcoin, candles, Cancellation);

        var read = await store.ReadAsync(Bitcoin, TimeRange.Between(May30.AddMinutes(7), May30.AddMinutes(25)), Cancellation);

        Assert.Equal(candles.Slice(2, 3).ToList(), read.ToList());
    }

    [Fact]
    public async Task ListPartitions_tells_rows_and_ends_without_reading()
    {
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        var candles = GeneratedCandles.Make(Interval.FiveMinutes, May30, 1000);
        await store.MergeAsync(Bitcoin, candles, Cancellation);

        var partitions = await store.ListPartitionsAsync(Bitcoin, Cancellation);

        Assert.Collection(
            partitions,
            may =>
            {
                Assert.Equal((2025, 5, 576L), (may.Year, may.Month, may.Rows));
                Assert.Equal((candles.OpenTime[0], candles.OpenTime[575]), (may.FirstOpenTime, may.LastOpenTime));
            },
            june => Assert.Equal((2025, 6, 424L, candles.OpenTime[^1]), (june.Year, june.Month, june.Rows, june.LastOpenTime)));
    }

    [Fact]
    public async Task ListMarkets_several_markets_come_in_order()
    {
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        foreach (var symbol in new[] { "SOLUSDT", "BTCUSDT" })
        {
            await store.MergeAsync(
                new Market("simulated", symbol, Interval.OneHour), GeneratedCandles.Make(Interval.OneHour, May30, 3), Cancellation);
        }

        await store.MergeAsync(Bitcoin, GeneratedCandles.Make(Interval.FiveMinutes, May30, 3), Cancellation);

        var markets = await store.ListMarketsAsync(Cancellation);

        Assert.Equal(["binance BTCUSDT 5m", "simulated BTCUSDT 1h", "simulated SOLUSDT 1h"], markets.Select(market => market.ToString()));
    }

    [Fact]
    public async Task Read_from_a_container_that_does_not_exist_gives_nothing()
    {
        var store = new BlobCandleStore(azurite.Blobs.GetBlobContainerClient(azurite.NewName()));

        Assert.Equal(0, (await store.ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).Count);
        Assert.Empty(await store.ListMarketsAsync(Cancellation));
        Assert.Empty(await store.ListPartitionsAsync(Bitcoin, Cancellation));
    }

    [Fact]
    public async Task Merge_into_a_container_that_does_not_exist_makes_it()
    {
        var store = new BlobCandleStore(azurite.Blobs.GetBlobContainerClient(azurite.NewName()));

        var result = await store.MergeAsync(Bitcoin, GeneratedCandles.Make(Interval.FiveMinutes, May30, 3), Cancellation);

        Assert.Equal(3, result.Inserted);
    }

    [Fact]
    public async Task Merge_from_many_writers_at_once_loses_no_candle()
    {
        var container = await azurite.NewContainerAsync();
        var candles = GeneratedCandles.Make(Interval.FiveMinutes, May30, 400);
        var writers = Enumerable.Range(0, 8).Select(i => Task.Run(() =>
            new BlobCandleStore(container).MergeAsync(Bitcoin, candles.Slice(i * 50, 50), Cancellation)));

        var results = await Task.WhenAll(writers);

        Assert.Equal(400, results.Sum(result => result.Inserted));
        Assert.Equal(candles.ToList(), (await new BlobCandleStore(container).ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).ToList());
    }

    [Theory]
    [InlineData("overwritten")]
    [InlineData("cut off")]
    [InlineData("one bit")]
    public async Task Damaged_partition_is_named_and_the_store_is_left_as_it_was(string damage)
    {
        var container = await azurite.NewContainerAsync();
        var store = new BlobCandleStore(container);
        var candles = GeneratedCandles.Make(Interval.FiveMinutes, May30, 1000);
        await store.MergeAsync(Bitcoin, candles, Cancellation);
        var june = container.GetBlobClient("exchange=binance/symbol=BTCUSDT/interval=5m/year=2025/month=06/candles.parquet");
        await DamageAsync(june, damage);
        var before = await store.ListPartitionsAsync(Bitcoin, Cancellation);

        var changed = GeneratedCandles.Make(Interval.FiveMinutes, May30, 1000, seed: 9);
        var merging = await Assert.ThrowsAsync<CandleStoreException>(() => store.MergeAsync(Bitcoin, changed, Cancellation));
        var reading = await Assert.ThrowsAsync<CandleStoreException>(() => store.ReadAsync(Bitcoin, TimeRange.Always, Cancellation));

        Assert.Contains("2025-06", merging.Message, StringComparison.Ordinal);
        Assert.Contains(june.Name, reading.Message, StringComparison.Ordinal);
        Assert.Equal(before, await store.ListPartitionsAsync(Bitcoin, Cancellation));
    }

    [Fact]
    public async Task Merge_candles_of_another_interval_is_refused()
    {
        var store = new BlobCandleStore(await azurite.NewContainerAsync());

        await Assert.ThrowsAsync<ArgumentException>(
            () => store.MergeAsync(Bitcoin, GeneratedCandles.Make(Interval.OneHour, May30, 3), Cancellation));
    }

    [Fact]
    public async Task Merge_a_candle_that_breaks_a_rule_stores_nothing()
    {
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        var candles = GeneratedCandles.Make(Interval.FiveMinutes, May30, 10).ToList().ToList();
        candles[4] = candles[4] with { High = candles[4].Low - 1 };

        var refused = await Assert.ThrowsAsync<ArgumentException>(
            () => store.MergeAsync(Bitcoin, CandleSeries.From(Interval.FiveMinutes, candles), Cancellation));

        Assert.Contains("2025-05-30T00:20:00Z", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await store.ListPartitionsAsync(Bitcoin, Cancellation));
    }

    [Fact]
    public async Task Partition_written_by_another_program_without_metadata_is_read_and_listed()
    {
        var container = await azurite.NewContainerAsync();
        var store = new BlobCandleStore(container);
        var candles = GeneratedCandles.Make(Interval.FiveMinutes, May30, 100);
        var content = new MemoryStream();
        await CandleParquetWriter.WriteAsync(candles, content, Cancellation);
        content.Position = 0;
        await container.GetBlobClient("exchange=binance/symbol=BTCUSDT/interval=5m/year=2025/month=05/candles.parquet")
            .UploadAsync(content, Cancellation);

        var partition = Assert.Single(await store.ListPartitionsAsync(Bitcoin, Cancellation));

        Assert.Equal(100, partition.Rows);
        Assert.Equal(candles.ToList(), (await store.ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).ToList());
    }

    private static async Task DamageAsync(BlobClient blob, string damage)
    {
        var properties = (await blob.GetPropertiesAsync(cancellationToken: Cancellation)).Value;
        var content = (await blob.DownloadContentAsync(Cancellation)).Value.Content.ToArray();
        content = damage switch
        {
            "overwritten" => "this is no parquet file"u8.ToArray(),
            "cut off" => content[..(content.Length / 2)],
            _ => content,
        };
        content[content.Length / 3] ^= 1;
        await blob.UploadAsync(
            new BinaryData(content), new Azure.Storage.Blobs.Models.BlobUploadOptions { Metadata = properties.Metadata }, Cancellation);
    }
}
