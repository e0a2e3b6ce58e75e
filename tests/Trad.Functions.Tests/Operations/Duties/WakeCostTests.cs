using System.Diagnostics;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trad.Functions.Api.Access;
using Trad.Functions.Operations.Duties;
using Trad.Functions.Tests.Hosting;
using Trad.Testing;

namespace Trad.Functions.Tests.Operations.Duties;

/// <summary>What it costs to be idle: an app that sleeps wakes 288 times a day.</summary>
public sealed class WakeCostTests(AzuriteFixture azurite) : IAsyncLifetime
{
    // What infra/README.md tells.
    private const int Told = 17;
    private const int ToldOfStart = 14;

    // Each is looked for once, and its name stands in no address.
    private const int TablesOfTheApp = 10;

    private static readonly DateTimeOffset Earlier = DateTimeOffset.UtcNow.AddMinutes(-20);

    private readonly AppHost _app = new(azurite);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Wake_with_nothing_to_do_asks_the_storage_as_often_as_is_told()
    {
        var round = _app.Services.GetRequiredService<DutyRound>();
        await round.RunAsync(_app.Durable, Cancellation);
        foreach (var duty in new[] { "AssetPurge", "Backfill", "CandleUndo", "OrphanCleanup" })
        {
            await azurite.Tables.GetTableClient($"{_app.Name}Backlog").UpsertEntityAsync(
                new TableEntity("timer", duty)
                {
                    ["Since"] = Earlier.AddYears(duty == "Backfill" ? -2 : 0),
                    ["Last"] = Earlier.AddYears(duty == "Backfill" ? -2 : 0),
                    ["Ended"] = Earlier,
                },
                TableUpdateMode.Replace,
                Cancellation);
        }

        // The app's own timer may fall into it.
        using var wake = new Activity("wake").Start();
        using var storage = new StorageRequests(_app.Name, wake);

        await round.RunAsync(_app.Durable, Cancellation);

        var asked = storage.Asked;
        var requests = string.Join(Environment.NewLine, asked);
        TestContext.Current.TestOutputHelper?.WriteLine(requests);
        Assert.True(asked.Count(request => request.StartsWith("PUT", StringComparison.Ordinal)) >= 8, requests);
        Assert.True(asked.Count <= Told, requests);
    }

    [Fact]
    public async Task Process_that_starts_asks_the_storage_as_often_as_is_told()
    {
        var name = azurite.NewName("start");
        await StartAsync(name);
        using var storage = new StorageRequests(name);

        await StartAsync(name);

        var requests = string.Join(Environment.NewLine, storage.Asked);
        TestContext.Current.TestOutputHelper?.WriteLine(requests);
        Assert.Contains("Backlog()", requests, StringComparison.Ordinal);
        Assert.True(storage.Asked.Count + TablesOfTheApp <= ToldOfStart, requests);
    }

    // The app as a Functions host starts it, without an engine.
    private async Task StartAsync(string name)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["Trad:Storage:TablePrefix"] = name,
            ["Trad:Storage:CandleContainer"] = $"{name}-candles",
            ["Trad:Storage:AssetContainer"] = $"{name}-assets",
        });
        builder.Services.AddSingleton(HostPlace.Loopback);
        builder.Services.AddTrad(builder.Configuration);
        using var host = builder.Build();
        await host.StartAsync(Cancellation);
        await Task.WhenAll(
            host.Services.GetServices<IHostedService>().OfType<BackgroundService>()
                .Where(service => service.GetType().Assembly.GetName().Name!.StartsWith("Trad.", StringComparison.Ordinal))
                .Select(service => service.ExecuteTask!));
        await host.StopAsync(Cancellation);
    }
}
