using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Trad.Candles;
using Trad.MarketData.Coverage;
using Trad.Storage.Candles;
using Trad.Storage.Coverage;
using Trad.Testing;

namespace Trad.MarketData.Tests.Coverage;

/// <summary>What it costs to look at every month of a market for the first time.</summary>
public sealed class CoverageRequestsTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task First_look_lists_the_market_once_and_reads_each_month_once_however_many_there_are()
    {
        const int Months = 36;
        var cancellation = TestContext.Current.CancellationToken;
        var requests = new CountingPolicy();
        var options = new BlobClientOptions();
        options.AddPolicy(requests, HttpPipelinePosition.PerCall);
        var container = await azurite.NewContainerAsync();
        var store = new BlobCandleStore(new BlobContainerClient(azurite.ConnectionString, container.Name, options));
        var market = new Market("binance", "BTCUSDT", Interval.OneHour);
        var first = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await store.MergeAsync(
            market,
            CandleSeries.From(Interval.OneHour, [.. Enumerable.Range(0, Months).Select(month =>
                new Candle(first.AddMonths(month).ToUnixTimeMilliseconds(), 1, 1, 1, 1, 1))]),
            cancellation);
        var book = new CoverageBook(
            store, new TableCoverageStore(azurite.NewTable("coverage")), TimeProvider.System);

        (requests.Lists, requests.Others) = (0, 0);
        Assert.Equal(Months, (await book.ListAsync(market, cancellation)).Count);

        Assert.Equal((1, Months), (requests.Lists, requests.Others));
    }

    private sealed class CountingPolicy : HttpPipelinePolicy
    {
        public int Lists;
        public int Others;

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            Interlocked.Increment(ref message.Request.Uri.Query.Contains("comp=list", StringComparison.Ordinal) ? ref Lists : ref Others);
            return ProcessNextAsync(message, pipeline);
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();
    }
}
