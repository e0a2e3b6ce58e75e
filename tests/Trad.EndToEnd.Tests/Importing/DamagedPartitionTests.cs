using System.Net;
using Azure.Storage.Blobs;
using Trad.EndToEnd.Tests.Hosting;
using Trad.LocalHost.Client;
using Trad.LocalRuntime.Emulator;
using Trad.Training.Jobs;

namespace Trad.EndToEnd.Tests.Importing;

public sealed class DamagedPartitionTests : IAsyncLifetime
{
    private const string Partition = "exchange=simulated/symbol=BTCUSDT/interval=5m/year=2025/month=06/candles.parquet";

    private AzuriteProcess _azurite = null!;
    private TradProcess _process = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _azurite = await AzuriteProcess.StartAsync(new AzuriteOptions());
        _process = TradProcess.Start(["serve", "--port", "0", "--storage", _azurite.ConnectionString]);
        _http = new HttpClient { BaseAddress = await _process.WaitForAddressAsync() };
    }

    [Fact]
    public async Task Partition_damaged_in_storage_is_named_and_left_as_it_is()
    {
        var client = new TradClient(_http);
        await ImportAsync(client);
        var blob = new BlobServiceClient(_azurite.ConnectionString).GetBlobContainerClient("candles").GetBlobClient(Partition);
        var properties = await blob.GetPropertiesAsync(cancellationToken: TestContext.Current.CancellationToken);
        await blob.UploadAsync(
            BinaryData.FromString("PAR1 this is no Parquet file PAR1"),
            new Azure.Storage.Blobs.Models.BlobUploadOptions { Metadata = properties.Value.Metadata },
            TestContext.Current.CancellationToken);

        var job = await client.StartTrainingAsync(ServingHost.Request(seed: 1, trials: 2), TestContext.Current.CancellationToken);
        while (!job.IsFinished)
        {
            job = await client.GetJobAsync(job.Id, TestContext.Current.CancellationToken);
        }

        var refused = await Assert.ThrowsAsync<TradApiException>(() => ImportAsync(client));

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("month=06", job.Error, StringComparison.Ordinal);
        Assert.Contains("month=06", refused.Message, StringComparison.Ordinal);
        var left = await blob.DownloadContentAsync(TestContext.Current.CancellationToken);
        Assert.Equal("PAR1 this is no Parquet file PAR1", left.Value.Content.ToString());
    }

    [Fact]
    public async Task Health_without_storage_answers_503_and_names_what_is_missing()
    {
        await _azurite.DisposeAsync();

        using var response = await _http.GetAsync(new Uri("api/health", UriKind.Relative), TestContext.Current.CancellationToken);

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("\"blobs\":\"did not answer", text, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.KillAsync();
        _process.Dispose();
        await _azurite.DisposeAsync();
    }

    private static async Task ImportAsync(TradClient client)
    {
        using var file = new MemoryStream(ServingHost.SimulatedMonth);
        await client.ImportAsync(file, "month.csv", "simulated", "BTCUSDT", "5m", TestContext.Current.CancellationToken);
    }
}
