using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Trad.Candles;
using Trad.Functions.Assets;
using Trad.Functions.Backfills;
using Trad.Functions.Operations.Releases;
using Trad.Functions.Tests.Hosting;
using Trad.MarketData.Simulation;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Jobs;

namespace Trad.Functions.Tests.Operations.Releases;

/// <summary>A release comes in the middle of work: the host ends, and one of another version starts on the same storage.</summary>
public sealed class ReleaseTests(AzuriteFixture azurite)
{
    private const string Next = "2.0";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Training_goes_on_in_a_new_release_as_what_it_was_and_burns_no_recovery()
    {
        await using var app = await TrainingApp.StartAsync(azurite, ("MaxConcurrent", "1"));
        var running = await app.PostStandingAsync(TrainingApp.Request(trials: 300), completed: 12);
        var waiting = await app.PostAsync(TrainingApp.Request(trials: 4));

        app.Release = Next;
        await app.RestartAsync();
        var ended = await app.WaitAsync(running);
        var later = await app.WaitAsync(waiting);

        Assert.Equal((JobState.Completed, 0, 1), (ended.State, ended.Recoveries, ended.Attempt));
        Assert.Equal((JobState.Completed, 0, 1), (later.State, later.Recoveries, later.Attempt));
        Assert.Equal(300, (await app.TrialsAsync(running)).Count);
        Assert.Equal((OrchestrationVersion.Current, Next), (await VersionAsync(app, running.Id), await VersionAsync(app, waiting.Id)));
    }

    [Fact]
    public async Task Revalidation_goes_on_in_a_new_release()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var job = await app.RunAsync(TrainingApp.Request(trials: 6));
        var asset = await AssetAsync(app, job.AssetId!);
        app.Candles.Close();
        using var accepted = await app.Http.PostAsJsonAsync(
            $"api/assets/{asset.Id}/revalidate", new RevalidationRequest(asset.Split.HoldOut!.From, asset.Split.HoldOut.To),
            TradJson.Options, Cancellation);
        Assert.True(accepted.IsSuccessStatusCode, await accepted.Content.ReadAsStringAsync(Cancellation));

        app.Release = Next;
        await app.RestartAsync();
        while ((asset = await AssetAsync(app, asset.Id)).Revalidations[0].State == RevalidationState.Running)
        {
            await Task.Delay(20, Cancellation);
        }

        var revalidation = Assert.Single(asset.Revalidations);
        Assert.Equal(RevalidationState.Completed, revalidation.State);
        Assert.Equal(asset.HoldOut!.Trades, revalidation.Metrics!.Trades);
    }

    [Fact]
    public async Task Backfill_goes_on_in_a_new_release_and_fetches_what_was_missing()
    {
        var isBanned = true;
        await using var exchange = await SimulatedExchange.StartAsync(
            new SimulatedExchangeOptions
            {
                BanLength = TimeSpan.FromSeconds(1),
                Fault = (number, _) => isBanned && number > 3 ? ExchangeFault.Banned : ExchangeFault.None,
            },
            Cancellation);
        await using var app = await TrainingApp.StartAsync(
            azurite, ("Trad:Exchanges:SimulatedAddress", exchange.BaseAddress.AbsoluteUri), ("Trad:Exchanges:Parallelism", "1"));
        var to = SimulatedExchangeOptions.DefaultNow;
        var request = new BackfillRequest
        {
            Exchange = Market.SimulatedExchange,
            Symbol = "SOLUSDT",
            Interval = "5m",
            From = to.AddDays(-40),
            To = to,
        };
        using var accepted = await app.Http.PostAsJsonAsync("api/backfills", request, TradJson.Options, Cancellation);
        var id = (await accepted.Content.ReadFromJsonAsync<BackfillStarted>(TradJson.Options, Cancellation))!.Id;
        await UntilAsync(app, id, state => state["progress"]?["pausedUntil"] is not null);

        app.Release = Next;
        var restart = app.RestartAsync();
        isBanned = false;
        await restart;
        var ended = await UntilAsync(app, id, state => state["endedAt"] is not null);

        Assert.Equal(("completed", 40 * 288), ((string?)ended["state"], (int)ended["progress"]!["candlesInserted"]!));
    }

    private static async Task<string> VersionAsync(TrainingApp app, string orchestration) =>
        (await RecordedOrchestration.ReadAsync(app.Services, orchestration, Cancellation)).Instance.Version;

    private static async Task<TrainedAsset> AssetAsync(TrainingApp app, string id) =>
        (await app.Http.GetFromJsonAsync<TrainedAsset>($"api/assets/{id}", TradJson.Options, Cancellation))!;

    private static async Task<JsonObject> UntilAsync(TrainingApp app, string id, Func<JsonObject, bool> isReached)
    {
        while (true)
        {
            var state = (await app.Http.GetFromJsonAsync<JsonObject>($"api/backfills/{id}", Cancellation))!;
            if (isReached(state))
            {
                return state;
            }

            await Task.Delay(20, Cancellation);
        }
    }
}
