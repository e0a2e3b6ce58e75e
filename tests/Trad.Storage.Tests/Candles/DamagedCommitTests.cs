using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Storage.Candles;
using Trad.Testing;

namespace Trad.Storage.Tests.Candles;

/// <summary>A commit whose bytes are not those that were written: it is named, and only such a one can be dropped.</summary>
public sealed class DamagedCommitTests(AzuriteFixture azurite)
{
    private static readonly Market Bitcoin = UnfinishedCommit.Market;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("cut")]
    [InlineData("month")]
    [InlineData("index")]
    [InlineData("empty")]
    public async Task Damaged_commit_is_named_and_dropped_and_the_market_can_be_written_again(string damage)
    {
        var container = await azurite.NewContainerAsync();
        await UnfinishedCommit.LeaveAsync(azurite, container);
        await DamageAsync(container, damage);
        var store = new BlobCandleStore(container);

        var named = await store.FindDamagedCommitAsync(Bitcoin, Cancellation);
        Assert.Contains("_commit", named, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<CandleStoreException>(
            () => store.MergeAsync(Bitcoin, UnfinishedCommit.Candles, Cancellation));
        Assert.Equal((named, true), (refused.Message, refused.IsOfCommit));
        Assert.True(await store.DropDamagedCommitAsync(Bitcoin, Cancellation));

        Assert.False(await store.DropDamagedCommitAsync(Bitcoin, Cancellation));
        Assert.Null(await store.FindDamagedCommitAsync(Bitcoin, Cancellation));
        Assert.Empty(await store.ListUnfinishedAsync(Cancellation));
        await store.MergeAsync(Bitcoin, UnfinishedCommit.Candles, Cancellation);
        Assert.Equal(
            UnfinishedCommit.Candles.ToList(), (await store.ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).ToList());
    }

    [Fact]
    public async Task Sound_commit_is_finished_and_not_dropped()
    {
        var container = await azurite.NewContainerAsync();
        await UnfinishedCommit.LeaveAsync(azurite, container);
        var store = new BlobCandleStore(container);

        Assert.False(await store.DropDamagedCommitAsync(Bitcoin, Cancellation));

        Assert.Equal(
            UnfinishedCommit.Candles.ToList(), (await store.ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).ToList());
    }

    [Fact]
    public async Task Commit_that_waits_for_a_damaged_partition_is_not_dropped()
    {
        var container = await azurite.NewContainerAsync();
        await UnfinishedCommit.LeaveAsync(azurite, container);
        var partition = container.GetBlobClient(PartitionPath.Format(Bitcoin, new Month(2025, 2)));
        await partition.UploadAsync(new BinaryData("no parquet"), overwrite: true, Cancellation);
        var store = new BlobCandleStore(container);

        Assert.Null(await store.FindDamagedCommitAsync(Bitcoin, Cancellation));
        Assert.False(await store.DropDamagedCommitAsync(Bitcoin, Cancellation));
        Assert.Equal([Bitcoin], await store.ListUnfinishedAsync(Cancellation));

        await store.DropPartitionAsync(Bitcoin, new Month(2025, 2), Cancellation);
        Assert.Equal(
            UnfinishedCommit.Candles.ToList(), (await store.ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).ToList());
    }

    private static async Task DamageAsync(BlobContainerClient container, string how)
    {
        var blob = container.GetBlobClient(PartitionPath.Pending(Bitcoin));
        var stored = (await blob.DownloadContentAsync(Cancellation)).Value;
        var content = stored.Content.ToArray();
        var bytes = how switch
        {
            "cut" => content[..(content.Length / 2)],
            "month" => Flip(content, 100),
            "index" => Flip(content, content.Length - 60),
            _ => [],
        };
        await blob.UploadAsync(new BinaryData(bytes), new BlobUploadOptions { Metadata = stored.Details.Metadata }, Cancellation);
    }

    private static byte[] Flip(byte[] content, int at)
    {
        content[at] ^= 0xff;
        return content;
    }
}
