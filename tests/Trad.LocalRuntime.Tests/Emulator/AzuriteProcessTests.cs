using System.Diagnostics;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Trad.LocalRuntime.Emulator;

namespace Trad.LocalRuntime.Tests.Emulator;

public sealed class AzuriteProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trad-azurite-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Data_written_before_a_stop_is_there_after_the_next_start()
    {
        var options = new AzuriteOptions { DataFolder = _folder };
        await using (var first = await AzuriteProcess.StartAsync(options, TestContext.Current.CancellationToken))
        {
            var container = new BlobServiceClient(first.ConnectionString).GetBlobContainerClient("kept");
            await container.CreateAsync(cancellationToken: TestContext.Current.CancellationToken);
            await container.UploadBlobAsync("note", BinaryData.FromString("still here"), TestContext.Current.CancellationToken);
            var table = new TableServiceClient(first.ConnectionString).GetTableClient("kept");
            await table.CreateAsync(TestContext.Current.CancellationToken);
            await table.AddEntityAsync(new TableEntity("p", "r") { ["Value"] = 42 }, TestContext.Current.CancellationToken);
        }

        await using var second = await AzuriteProcess.StartAsync(options, TestContext.Current.CancellationToken);

        var blob = await new BlobServiceClient(second.ConnectionString).GetBlobContainerClient("kept").GetBlobClient("note")
            .DownloadContentAsync(TestContext.Current.CancellationToken);
        var entity = await new TableServiceClient(second.ConnectionString).GetTableClient("kept")
            .GetEntityAsync<TableEntity>("p", "r", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("still here", blob.Value.Content.ToString());
        Assert.Equal(42, entity.Value.GetInt32("Value"));
    }

    [Fact]
    public async Task Start_on_a_folder_in_use_is_refused_with_one_line()
    {
        var options = new AzuriteOptions { DataFolder = _folder };
        await using var first = await AzuriteProcess.StartAsync(options, TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<EmulatorException>(
            () => AzuriteProcess.StartAsync(options, TestContext.Current.CancellationToken));

        Assert.Contains(_folder, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task Start_on_a_port_in_use_is_refused_with_one_line()
    {
        await using var first = await AzuriteProcess.StartAsync(new AzuriteOptions(), TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<EmulatorException>(() => AzuriteProcess.StartAsync(
            new AzuriteOptions { BlobPort = first.BlobEndpoint.Port }, TestContext.Current.CancellationToken));

        Assert.Contains("EADDRINUSE", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task Ports_on_a_data_folder_are_none_that_the_system_gives_to_connections()
    {
        await using var azurite = await AzuriteProcess.StartAsync(
            new AzuriteOptions { DataFolder = _folder }, TestContext.Current.CancellationToken);

        Assert.All(
            [azurite.BlobEndpoint.Port, azurite.QueueEndpoint.Port, azurite.TableEndpoint.Port],
            port => Assert.InRange(port, 1024, 32_767));
    }

    [Fact]
    public async Task Dispose_ends_the_process()
    {
        var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), TestContext.Current.CancellationToken);
        var id = azurite.ProcessId;

        await azurite.DisposeAsync();

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
    }
}
