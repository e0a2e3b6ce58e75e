using Azure.Core;
using Azure.Storage.Blobs;
using Trad.Candles;
using Trad.Storage.Candles;
using Trad.Testing;

namespace Trad.Storage.Tests.Candles;

/// <summary>What a writer leaves that is killed right after its commit of three months and a half.</summary>
internal static class UnfinishedCommit
{
    public static Market Market { get; } = new("binance", "BTCUSDT", Interval.OneHour);

    public static CandleSeries Candles { get; } = GeneratedCandles.Make(
        Interval.OneHour, new(2025, 1, 20, 0, 0, 0, TimeSpan.Zero), 24 * 100, seed: 1);

    public static async Task LeaveAsync(AzuriteFixture azurite, BlobContainerClient container)
    {
        for (var requests = 0; ; requests++)
        {
            var options = new BlobClientOptions();
            options.Retry.MaxRetries = 0;
            options.AddPolicy(new CutStorage(requests, isLastCarriedOut: false), HttpPipelinePosition.PerRetry);
            var store = new BlobCandleStore(
                new BlobServiceClient(azurite.ConnectionString, options).GetBlobContainerClient(container.Name));
            try
            {
                await store.MergeAsync(Market, Candles, TestContext.Current.CancellationToken);
            }
            catch (Azure.RequestFailedException)
            {
                // That was the kill.
            }

            if ((await new BlobCandleStore(container).ListUnfinishedAsync(TestContext.Current.CancellationToken)).Count > 0)
            {
                return;
            }
        }
    }
}
