using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Storage.Candles;
using Trad.Storage.Coverage;
using Trad.Testing;

namespace Trad.Storage.Tests.Candles;

/// <summary>Several months are stored all together or not at all, wherever the writer is killed and whoever reads meanwhile.</summary>
public sealed class CommitTests(AzuriteFixture azurite)
{
    private const string Source = "import";
    private static readonly Market Bitcoin = new("binance", "BTCUSDT", Interval.OneHour);

    // Three months and a half; before there is one and a half of them, with other values.
    private static readonly CandleSeries Added = GeneratedCandles.Make(
        Interval.OneHour, new(2025, 1, 20, 0, 0, 0, TimeSpan.Zero), 24 * 100, seed: 1);
    private static readonly CandleSeries Before = GeneratedCandles.Make(
        Interval.OneHour, new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), 24 * 45, seed: 2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static List<Candle> After { get; } = Merge(Before, Added);

    /// <summary>
    /// The writer is killed after its first request, after its second, and so on to the last; each time once before the next
    /// request is carried out and once after.
    /// </summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Writer_killed_at_any_request_leaves_all_or_nothing_for_the_next_reader(bool isLastCarriedOut, bool isEmptyBefore)
    {
        var stored = 0;
        var nothing = 0;
        var requests = 0;
        for (var isOver = false; !isOver; requests++)
        {
            var (container, coverage) = await NewAsync(isEmptyBefore);
            var before = isEmptyBefore ? [] : Before.ToList();
            var cut = new CutStorage(requests, isLastCarriedOut);
            var isAcknowledged = await TryStoreAsync(Connect(container, coverage, cut));
            isOver = !cut.IsCut;

            // Another process reads: first the partitions, then the candles, and what is noted about them.
            var reader = new BlobCandleStore(container, new TableCoverageStore(coverage));
            var partitions = await reader.ListPartitionsAsync(Bitcoin, Cancellation);
            var read = (await reader.ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).ToList();
            var sources = await new TableCoverageStore(coverage).ListAsync(Bitcoin, Cancellation);
            var isStored = read.Count > before.Count;

            Assert.Equal(isStored ? isEmptyBefore ? Added.ToList() : After : before, read);
            Assert.Equal(read.Count, partitions.Sum(partition => partition.Rows));
            Assert.Equal(isStored ? 4 : 0, sources.Count(month => month.Source == Source));
            Assert.True(isStored || !isAcknowledged, "What is acknowledged is kept.");
            Assert.Empty(await reader.ListUnfinishedAsync(Cancellation));
            stored += isStored ? 1 : 0;
            nothing += isStored ? 0 : 1;
        }

        Assert.True(stored > 3 && nothing > 0, $"{requests} kills, {stored} of them after the commit and {nothing} before.");
    }

    /// <summary>The storage fails at the first request, at the second, and so on, for one request or some, and the writer lives.</summary>
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 4)]
    public async Task Storage_that_fails_at_any_request_leaves_all_or_nothing_at_once(bool isLastCarriedOut, int outage)
    {
        for (var (requests, isOver) = (0, false); !isOver; requests++)
        {
            var (container, coverage) = await NewAsync(false);
            var cut = new CutStorage(requests, isLastCarriedOut, outage);
            var store = Connect(container, coverage, cut);
            var isAcknowledged = await TryStoreAsync(store);
            isOver = !cut.IsCut;

            // In the process of the writer, and in another.
            var own = (await ReadPatientlyAsync(store)).ToList();
            var read = (await new BlobCandleStore(container).ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).ToList();

            Assert.Equal(read.Count == Before.Count ? Before.ToList() : After, read);
            Assert.Equal(own, read);
            Assert.True(read.Count > Before.Count || !isAcknowledged, "What is acknowledged is kept.");
        }
    }

    [Fact]
    public async Task Readers_beside_a_commit_see_all_of_it_or_nothing()
    {
        var (container, coverage) = await NewAsync(false);
        var before = Before.ToList();
        var writing = Task.Run(() => TryStoreAsync(new BlobCandleStore(container, new TableCoverageStore(coverage))), Cancellation);
        var seen = new HashSet<int>();
        while (!writing.IsCompleted || !seen.Contains(After.Count))
        {
            // Each reader is another process, which finds out by itself what is under way.
            var read = (await new BlobCandleStore(container).ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).ToList();

            Assert.Equal(read.Count == before.Count ? before : After, read);
            seen.Add(read.Count);
        }

        Assert.True(await writing);
    }

    /// <summary>An export that a slow client reads month by month, while an import of the same months ends.</summary>
    [Fact]
    public async Task Reading_month_by_month_gives_what_was_stored_when_it_began()
    {
        var (container, _) = await NewAsync(false);
        var store = new BlobCandleStore(container);
        var read = new List<Candle>();
        await foreach (var month in store.ReadMonthsAsync(Bitcoin, TimeRange.Always, Cancellation))
        {
            read.AddRange(month.ToList());
            await store.MergeAsync(Bitcoin, Added, Cancellation);
        }

        var after = new List<Candle>();
        await foreach (var month in store.ReadMonthsAsync(Bitcoin, TimeRange.Always, Cancellation))
        {
            after.AddRange(month.ToList());
        }

        Assert.Equal(Before.ToList(), read);
        Assert.Equal(After, after);
    }

    [Fact]
    public async Task Two_commits_at_once_follow_one_another()
    {
        var (container, _) = await NewAsync(true);
        var other = GeneratedCandles.Make(Interval.OneHour, new(2025, 1, 20, 0, 0, 0, TimeSpan.Zero), 24 * 100, seed: 3);

        await Task.WhenAll(
            new BlobCandleStore(container).MergeAsync(Bitcoin, Added, Cancellation),
            new BlobCandleStore(container).MergeAsync(Bitcoin, other, Cancellation));

        var read = (await new BlobCandleStore(container).ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).ToList();
        Assert.Equal(read[0].Equals(other[0]) ? other.ToList() : Added.ToList(), read);
    }

    /// <summary>A backfill of one month and an import of four: both are kept, and of the candles that both have the later one's.</summary>
    [Fact]
    public async Task Merge_of_one_month_beside_a_commit_loses_nothing_of_either()
    {
        var (container, _) = await NewAsync(true);
        var days = GeneratedCandles.Make(Interval.OneHour, new(2025, 3, 1, 0, 0, 0, TimeSpan.Zero), 31 * 24, seed: 4);

        await Task.WhenAll(
            new BlobCandleStore(container).MergeAsync(Bitcoin, Added, Cancellation),
            new BlobCandleStore(container).MergeAsync(Bitcoin, days, Cancellation));

        var read = (await new BlobCandleStore(container).ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).ToList();
        Assert.Equal(Added.Count, read.Count);
        Assert.Equal(
            Added.Slice(new Month(2025, 2).Range).ToList(), read.Where(candle => Month.Containing(candle.OpenTime) == new Month(2025, 2)));
        var march = read.Where(candle => Month.Containing(candle.OpenTime) == new Month(2025, 3)).ToList();
        Assert.Equal(march[0].Equals(days[0]) ? days.ToList() : Added.Slice(new Month(2025, 3).Range).ToList(), march);
    }

    [Fact]
    public async Task Writer_that_hangs_up_before_the_commit_leaves_nothing()
    {
        var (container, _) = await NewAsync(true);
        var store = new BlobCandleStore(container);
        using var request = new CancellationTokenSource();
        await using (var staging = store.Stage(Bitcoin, Source))
        {
            await staging.AddAsync(Added.Slice(new Month(2025, 2).Range), request.Token);
            await request.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => staging.CommitAsync(request.Token));
        }

        Assert.Empty(await store.ListPartitionsAsync(Bitcoin, Cancellation));
    }

    [Fact]
    public async Task Damaged_partition_is_found_before_anything_is_stored_and_does_not_keep_others_from_being_read()
    {
        var (container, _) = await NewAsync(false);
        var damaged = container.GetBlobClient(PartitionPath.Format(Bitcoin, new Month(2025, 2)));
        await damaged.UploadAsync(BinaryData.FromString("PAR1 this is no Parquet file PAR1"), overwrite: true, Cancellation);
        var store = new BlobCandleStore(container);

        var refused = await Assert.ThrowsAsync<CandleStoreException>(() => store.MergeAsync(Bitcoin, Added, Cancellation));

        Assert.Contains("month=02", refused.Message, StringComparison.Ordinal);
        Assert.Equal(
            Before.Slice(new Month(2025, 1).Range).ToList(), (
                await store.ReadAsync(Bitcoin, new Month(2025, 1).Range, Cancellation)).ToList());
        Assert.Empty((await store.ReadAsync(Bitcoin, new Month(2025, 3).Range, Cancellation)).ToList());
    }

    private async Task<(BlobContainerClient Container, TableClient Coverage)> NewAsync(bool isEmpty)
    {
        var container = await azurite.NewContainerAsync();
        if (!isEmpty)
        {
            await new BlobCandleStore(container).MergeAsync(Bitcoin, Before, Cancellation);
        }

        return (container, azurite.NewTable("coverage"));
    }

    private BlobCandleStore Connect(BlobContainerClient container, TableClient coverage, CutStorage cut)
    {
        var blobs = new BlobClientOptions();
        blobs.Retry.MaxRetries = 0;
        blobs.AddPolicy(cut, HttpPipelinePosition.PerRetry);
        var tables = new TableClientOptions();
        tables.Retry.MaxRetries = 0;
        tables.AddPolicy(cut, HttpPipelinePosition.PerRetry);
        return new BlobCandleStore(
            new BlobServiceClient(azurite.ConnectionString, blobs).GetBlobContainerClient(container.Name),
            new TableCoverageStore(new TableServiceClient(azurite.ConnectionString, tables).GetTableClient(coverage.Name)));
    }

    private static async Task<bool> TryStoreAsync(BlobCandleStore store)
    {
        try
        {
            await using var staging = store.Stage(Bitcoin, Source);
            foreach (var month in Month.Touching(Added.Range))
            {
                await staging.AddAsync(Added.Slice(month.Range), Cancellation);
            }

            await staging.CommitAsync(Cancellation);
            return true;
        }
        catch (Azure.RequestFailedException)
        {
            return false;
        }
    }

    private static async Task<CandleSeries> ReadPatientlyAsync(BlobCandleStore store)
    {
        while (true)
        {
            try
            {
                return await store.ReadAsync(Bitcoin, TimeRange.Always, Cancellation);
            }
            catch (Azure.RequestFailedException)
            {
                // The outage is not over.
            }
        }
    }

    private static List<Candle> Merge(CandleSeries stored, CandleSeries added)
    {
        var candles = stored.ToList().ToDictionary(candle => candle.OpenTime);
        foreach (var candle in added.ToList())
        {
            candles[candle.OpenTime] = candle;
        }

        return [.. candles.Values.OrderBy(candle => candle.OpenTime)];
    }
}
