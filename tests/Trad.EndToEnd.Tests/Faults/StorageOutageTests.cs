using System.Net;
using Trad.Durable.FaultHost;
using Trad.EndToEnd.Tests.Hosting;
using Trad.LocalRuntime.Emulator;

namespace Trad.EndToEnd.Tests.Faults;

/// <summary>Storage goes away while the host works, and comes back.</summary>
public sealed class StorageOutageTests : IAsyncLifetime
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly string _folder = Directory.CreateTempSubdirectory("trad-outage-").FullName;
    private AzuriteProcess _azurite = null!;

    public async ValueTask InitializeAsync() =>
        _azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { DataFolder = _folder }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _azurite.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Orchestrations_wait_for_storage_and_end_as_if_it_had_never_been_away()
    {
        using var host = await FaultHostProcess.StartAsync(_azurite.ConnectionString, "OutageHub");
        await host.ScheduleAsync(nameof(FaultOrchestrations.FanOut), "wide", 200);
        await host.ScheduleAsync(nameof(FaultOrchestrations.TimedChain), "long", 60);
        await host.ScheduleAsync(nameof(FaultOrchestrations.Family), "deep", new FamilyPlan(3, 10));

        await RestartStorageAsync();

        Assert.Equal(Enumerable.Range(0, 200), (await host.WaitAsync("wide")).Select(token => token.Number));
        Assert.Equal(Enumerable.Range(0, 60), (await host.WaitAsync("long")).Select(token => token.Number));
        Assert.Equal(30, (await host.WaitAsync("deep")).Distinct().Count());
        await new HubAudit(_azurite.ConnectionString, "OutageHub").AssertHistoryIsSoundAsync();
    }

    [Fact]
    public async Task Host_reports_unhealthy_while_storage_is_away_and_healthy_again_afterwards()
    {
        using var process = TradProcess.Start(["serve", "--port", "0", "--storage", _azurite.ConnectionString]);
        using var http = new HttpClient { BaseAddress = await process.WaitForAddressAsync() };
        await UntilAsync(http, HttpStatusCode.OK);

        await StopStorageAsync();
        await UntilAsync(http, HttpStatusCode.ServiceUnavailable);
        await StartStorageAsync();

        await UntilAsync(http, HttpStatusCode.OK);
    }

    private static async Task UntilAsync(HttpClient http, HttpStatusCode status)
    {
        using var patience = new CancellationTokenSource(Patience);
        while ((await http.GetAsync(new Uri("api/health", UriKind.Relative), patience.Token)).StatusCode != status)
        {
            await Task.Delay(50, patience.Token);
        }
    }

    private async Task RestartStorageAsync()
    {
        await StopStorageAsync();
        await Task.Delay(Outage, TestContext.Current.CancellationToken);
        await StartStorageAsync();
    }

    private async Task StopStorageAsync() => await _azurite.DisposeAsync();

    private async Task StartStorageAsync() => _azurite = await AzuriteProcess.StartAsync(
        new AzuriteOptions { DataFolder = _folder, BlobPort = _azurite.BlobEndpoint.Port, TablePort = _azurite.TableEndpoint.Port },
        TestContext.Current.CancellationToken);
}
