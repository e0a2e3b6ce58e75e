using Azure.Storage.Blobs;
using Trad.Candles;
using Trad.Storage.Candles;
using Trad.Testing;

namespace Trad.Storage.Tests.Candles;

/// <summary>A writer that is killed in the middle of writing a partition, at every stage of the request.</summary>
public sealed class InterruptedWriteTests(AzuriteFixture azurite)
{
    private static readonly Market Bitcoin = new("binance", "BTCUSDT", Interval.FiveMinutes);
    private static readonly CandleSeries Month = GeneratedCandles.Make(
        Interval.FiveMinutes, new(2025, 5, 1, 0, 0, 0, TimeSpan.Zero), 31 * 288);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Merge_killed_anywhere_in_its_write_leaves_the_partition_as_it_was_and_can_be_repeated()
    {
        var container = await azurite.NewContainerAsync();
        var store = new BlobCandleStore(container);
        var before = Month.Slice(0, 4000);
        await store.MergeAsync(Bitcoin, before, Cancellation);
        await using var proxy = new CuttingProxy(azurite.Azurite.BlobEndpoint);
        var options = new BlobClientOptions();
        options.Retry.MaxRetries = 0;

        // The merged partition is some 300 KB; the listing and the reading that come before take less than 3,000 bytes of requests.
        foreach (var cut in new[] { 3_000, 10_000, 40_000, 120_000, 200_000 })
        {
            proxy.CutAfter = cut;
            var cuts = proxy.Cuts;
            var service = new BlobServiceClient(
                azurite.ConnectionString.Replace(
                    azurite.Azurite.BlobEndpoint.AbsoluteUri, proxy.Address.AbsoluteUri, StringComparison.Ordinal),
                options);
            var interrupted = new BlobCandleStore(service.GetBlobContainerClient(container.Name));

            await Assert.ThrowsAnyAsync<Exception>(() => interrupted.MergeAsync(Bitcoin, Month, Cancellation));

            Assert.True(proxy.Cuts > cuts);
            Assert.Equal(before.ToList(), (await store.ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).ToList());
        }

        await store.MergeAsync(Bitcoin, Month, Cancellation);
        Assert.Equal(Month.ToList(), (await store.ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).ToList());
    }
}
