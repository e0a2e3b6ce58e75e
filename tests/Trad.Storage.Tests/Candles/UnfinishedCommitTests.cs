using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Storage.Candles;
using Trad.Testing;

namespace Trad.Storage.Tests.Candles;

/// <summary>What becomes of a commit that its writer did not finish.</summary>
public sealed class UnfinishedCommitTests(AzuriteFixture azurite)
{
    private static readonly Market Bitcoin = UnfinishedCommit.Market;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commit_that_cannot_be_finished_waits_for_the_damaged_partition_to_be_dropped()
    {
        var container = await azurite.NewContainerAsync();
        await UnfinishedCommit.LeaveAsync(azurite, container);
        var damaged = container.GetBlobClient(PartitionPath.Format(Bitcoin, new Month(2025, 2)));
        await damaged.UploadAsync(BinaryData.FromString("PAR1 this is no Parquet file PAR1"), overwrite: true, Cancellation);

        var named = await Assert.ThrowsAsync<CandleStoreException>(
            () => new BlobCandleStore(container).MergeAsync(Bitcoin, UnfinishedCommit.Candles, Cancellation));
        Assert.Contains("month=02", named.Message, StringComparison.Ordinal);
        var march = await new BlobCandleStore(container).ReadAsync(Bitcoin, new Month(2025, 3).Range, Cancellation);
        await damaged.DeleteAsync(cancellationToken: Cancellation);
        var all = await new BlobCandleStore(container).ReadAsync(Bitcoin, TimeRange.Always, Cancellation);

        Assert.Contains(march.Count, new[] { 0, 31 * 24 });
        Assert.Equal(UnfinishedCommit.Candles.ToList(), all.ToList());
    }

    [Fact]
    public async Task Market_with_nothing_but_an_unfinished_commit_is_listed_and_finished_at_start()
    {
        var container = await azurite.NewContainerAsync();
        await UnfinishedCommit.LeaveAsync(azurite, container);
        var store = new BlobCandleStore(container);

        Assert.Equal([Bitcoin], await store.ListUnfinishedAsync(Cancellation));
        Assert.Equal([Bitcoin], await store.ListMarketsAsync(Cancellation));
        await store.FinishAsync(Bitcoin, Cancellation);

        Assert.Empty(await store.ListUnfinishedAsync(Cancellation));
        Assert.Equal(UnfinishedCommit.Candles.ToList(), (await store.ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).ToList());
    }
}
