using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Trad.Candles;
using Trad.EndToEnd.Tests.Hosting;
using Trad.Functions.Assets;
using Trad.Functions.Backfills;
using Trad.Functions.Operations.Releases;
using Trad.LocalHost.Client;
using Trad.LocalRuntime;
using Trad.LocalRuntime.Emulator;
using Trad.MarketData.Backfills;
using Trad.MarketData.Simulation;
using Trad.Training.Assets;
using Trad.Training.Jobs;

namespace Trad.EndToEnd.Tests.Faults;

/// <summary>A release in which the old host does not end in order: it is killed, and one of another version starts.</summary>
public sealed partial class KilledReleaseTests
{
    private const string Next = "2.0";
    private const int Trials = 600;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(240);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Training_whose_host_is_killed_for_a_new_release_goes_on_and_burns_no_recovery()
    {
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), Cancellation);
        string running;
        using (var old = Serve(azurite.ConnectionString))
        {
            var client = await ClientOfAsync(old);
            await ImportAsync(client);
            var request = ServingHost.Request(seed: 42, trials: Trials, batchSize: 8) with { Optimizer = "random" };
            running = (await client.StartTrainingAsync(request, Cancellation)).Id;
            await UntilAsync(() => client.GetJobAsync(running, Cancellation), job => job.Progress.TrialsCompleted >= 40);
            await old.KillAsync();
        }

        using var host = Serve(azurite.ConnectionString, Next);
        var served = await ClientOfAsync(host);
        var ended = await UntilAsync(() => served.GetJobAsync(running, Cancellation), job => job.IsFinished);
        var later = await served.StartTrainingAsync(ServingHost.Request(seed: 43, trials: 4), Cancellation);
        later = await UntilAsync(() => served.GetJobAsync(later.Id, Cancellation), job => job.IsFinished);

        Assert.Equal(
            (JobState.Completed, 0, 1, Trials), (ended.State, ended.Recoveries, ended.Attempt, ended.Progress.TrialsCompleted));
        Assert.Equal(JobState.Completed, later.State);

        // Each is what it began as, to its end.
        var versions = await ReadVersionsAsync(azurite.ConnectionString);
        Assert.Equal((OrchestrationVersion.Current, Next), (versions[running], versions[later.Id]));
        await host.KillAsync();
    }

    [Fact]
    public async Task Backfill_whose_host_is_killed_for_a_new_release_goes_on()
    {
        await using var exchange = await SimulatedExchange.StartAsync(new SimulatedExchangeOptions(), Cancellation);
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), Cancellation);
        (string Name, string Value) simulated = ("Trad__Exchanges__SimulatedAddress", exchange.BaseAddress.AbsoluteUri);
        string id;
        using (var old = Serve(azurite.ConnectionString, null, simulated, ("Trad__Exchanges__Parallelism", "1")))
        {
            var client = await ClientOfAsync(old);
            id = (await client.Backfills.StartAsync(
                new BackfillRequest
                {
                    Exchange = Market.SimulatedExchange,
                    Symbol = "BTCUSDT",
                    Interval = "5m",
                    From = SimulatedExchangeOptions.DefaultNow.AddDays(-360),
                    To = SimulatedExchangeOptions.DefaultNow,
                },
                Cancellation)).Id;
            await UntilAsync(() => client.Backfills.GetAsync(id, Cancellation), state => state.Progress?.PartitionsDone >= 2);
            await old.KillAsync();
        }

        using var host = Serve(azurite.ConnectionString, Next, simulated);
        var served = await ClientOfAsync(host);
        var ended = await UntilAsync(
            () => served.Backfills.GetAsync(id, Cancellation),
            state => state.State is not (BackfillStatus.Pending or BackfillStatus.Running));

        Assert.Equal(
            (BackfillStatus.Completed, ended.Progress!.Partitions), (ended.State, ended.Progress.PartitionsDone));
        Assert.Equal(OrchestrationVersion.Current, (await ReadVersionsAsync(azurite.ConnectionString))[BackfillRunIdOf(id)]);
        await host.KillAsync();
    }

    [Fact]
    public async Task Revalidation_whose_host_is_killed_for_a_new_release_goes_on()
    {
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), Cancellation);
        await using var proxy = new HoldingProxy(azurite.BlobEndpoint, ReadOfCandles());
        var held = azurite.ConnectionString.Replace(
            azurite.BlobEndpoint.AbsoluteUri, proxy.Address.AbsoluteUri, StringComparison.Ordinal);
        TrainedAsset asset;
        using (var first = Serve(azurite.ConnectionString))
        {
            var client = await ClientOfAsync(first);
            await ImportAsync(client);
            var job = await client.StartTrainingAsync(ServingHost.Request(seed: 42, trials: 6), Cancellation);
            job = await UntilAsync(() => client.GetJobAsync(job.Id, Cancellation), found => found.IsFinished);
            asset = await client.Assets.GetAsync(job.AssetId!, Cancellation);
            await first.KillAsync();
        }

        // The candles never come, so the revalidation stands.
        using (var old = Serve(held))
        {
            var client = await ClientOfAsync(old);
            await client.Assets.RevalidateAsync(
                asset.Id, new RevalidationRequest(asset.Split.HoldOut!.From, asset.Split.HoldOut.To), Cancellation);
            await proxy.Held.WaitAsync(Patience, Cancellation);
            await old.KillAsync();
        }

        using var host = Serve(azurite.ConnectionString, Next);
        var served = await ClientOfAsync(host);
        asset = await UntilAsync(
            () => served.Assets.GetAsync(asset.Id, Cancellation),
            found => found.Revalidations is [{ State: not RevalidationState.Running }]);

        var revalidation = Assert.Single(asset.Revalidations);
        Assert.Equal(RevalidationState.Completed, revalidation.State);
        Assert.Equal(asset.HoldOut!.Trades, revalidation.Metrics!.Trades);
        Assert.Equal(
            OrchestrationVersion.Current, (await ReadVersionsAsync(azurite.ConnectionString))[revalidation.OrchestrationId]);
        await host.KillAsync();
    }

    private static string BackfillRunIdOf(string id) => BackfillRunId.TryParse(id, out var run) ? run.Instance : id;

    private static async Task ImportAsync(TradClient client)
    {
        using var month = new MemoryStream(ServingHost.SimulatedMonth);
        await client.ImportAsync(month, "month.csv", Market.SimulatedExchange, "BTCUSDT", "5m", Cancellation);
    }

    private static TradProcess Serve(string connectionString, string? version = null, params (string Name, string Value)[] settings)
    {
        var environment = settings.ToDictionary(setting => setting.Name, setting => setting.Value);
        if (version is not null)
        {
            environment[LocalRuntimeOptions.DefaultVersionSetting.Replace(":", "__", StringComparison.Ordinal)] = version;
        }

        return TradProcess.Start(["serve", "--port", "0", "--storage", connectionString], environment);
    }

    private static async Task<TradClient> ClientOfAsync(TradProcess process) =>
        new(new HttpClient { BaseAddress = await process.WaitForAddressAsync() });

    private static async Task<T> UntilAsync<T>(Func<Task<T>> read, Predicate<T> isReached)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        var found = await read();
        while (!isReached(found))
        {
            await Task.Delay(25, patience.Token);
            found = await read();
        }

        return found;
    }

    // Of every orchestration of the hub, past the engine.
    private static async Task<Dictionary<string, string>> ReadVersionsAsync(string connectionString)
    {
        var versions = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var row in new TableClient(connectionString, "TradHubInstances").QueryAsync<TableEntity>(
            cancellationToken: Cancellation))
        {
            if (row.GetString("InstanceId") is { } instance)
            {
                versions[instance] = row.GetString("Version");
            }
        }

        return versions;
    }

    [GeneratedRegex(@"GET /[^ ?]*candles/[^ ?]*BTCUSDT[^ ?]*\.parquet")]
    private static partial Regex ReadOfCandles();
}
