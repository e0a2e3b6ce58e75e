using System.Net.Http.Json;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Functions.Assets;
using Trad.Functions.Tests.Backfills;
using Trad.Functions.Tests.Hosting;
using Trad.MarketData.Simulation;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Functions.Tests.Operations;

/// <summary>Whose work a line in the log belongs to.</summary>
public sealed class WorkScopeTests(AzuriteFixture azurite)
{
    private const string Failing = "X-Failing";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_activity_works_under_the_number_of_its_job_or_the_name_of_its_backfill_or_asset()
    {
        using var recorder = new ScopeRecorder();
        await using var app = new AppHost(azurite) { Logs = recorder };

        // A backtest on each symbol is worth an activity of its own, so that every kind of activity has work.
        app.Settings["Trad:Jobs:Workers"] = "16";
        app.Settings["Trad:Jobs:ChunkMilliseconds"] = "0";
        await app.InitializeAsync();
        await StoreCandlesAsync(app);

        var one = await RunAsync(app, TrainingApp.Request(trials: 12) with { LookbackDays = 30 });
        var two = await RunAsync(
            app, TrainingApp.Request(trials: 4, batchSize: 2) with { Symbol = null, Symbols = ["BTCUSDT", "ETHUSDT"] });
        await RevalidateAsync(app, one.AssetId!);
        var backfill = await EndedBackfill.RunAsync(app.Http, "SOLUSDT", Cancellation);

        var activities = typeof(TradServices).Assembly.GetTypes()
            .Where(type => type.GetMethods().Any(method => method.GetParameters().Any(
                parameter => parameter.IsDefined(typeof(ActivityTriggerAttribute)))))
            .Select(type => type.FullName!).ToList();
        Assert.NotEmpty(activities);
        foreach (var activity in activities)
        {
            var scopes = recorder.Begun.Where(begun => begun.Category == activity).Select(begun => begun.Scope).ToList();
            Assert.True(scopes.Count > 0, $"{activity} has no scope");
            Assert.All(scopes, scope => Assert.True(
                IsOf(scope, one) || IsOf(scope, two) || backfill.Equals(scope.GetValueOrDefault("BackfillId"))
                    || (one.AssetId!.Equals(scope.GetValueOrDefault("AssetId")) && scope.ContainsKey("RevalidationId")),
                $"{activity}: {string.Join(", ", scope)}"));
        }
    }

    [Fact]
    public async Task Line_about_a_request_says_which_job_backfill_or_asset_its_path_names()
    {
        using var recorder = new ScopeRecorder();
        await using var app = new AppHost(azurite)
        {
            Logs = recorder,
            BeforeFunctions = (http, next) => http.Request.Headers.ContainsKey(Failing)
                ? throw new InvalidOperationException("as asked for")
                : next(http),
        };
        await app.InitializeAsync();
        app.Http.DefaultRequestHeaders.Add(Failing, "yes");
        const string Id = "0197b9c4a2f17d3e8a1b2c3d4e5f6071";

        Assert.Equal(("Job", (object?)12), await ScopeOfAsync(app, recorder, "api/training/jobs/12/trials"));
        Assert.Equal(("Job", (object?)12), await ScopeOfAsync(app, recorder, "api/training/jobs/%2312"));
        Assert.Equal(("JobId", (object?)Id), await ScopeOfAsync(app, recorder, $"api/training/jobs/{Id}"));
        Assert.Equal(("AssetId", (object?)Id), await ScopeOfAsync(app, recorder, $"api/assets/{Id}/equity"));
        const string Backfill = "backfill-binance-BTCUSDT-5m.0197b9c4a2f1";
        Assert.Equal(("BackfillId", (object?)Backfill), await ScopeOfAsync(app, recorder, $"api/backfills/{Backfill}"));

        // What is no identity stays out of the log's fields, whatever a stranger writes.
        Assert.Equal(default, await ScopeOfAsync(app, recorder, "api/training/jobs/cleanup"));
        Assert.Equal(default, await ScopeOfAsync(app, recorder, "api/training/jobs/x%0Ay"));
        Assert.Equal(default, await ScopeOfAsync(app, recorder, "api/backfills/a%0Ab.0197b9c4a2f1"));
        Assert.Equal(default, await ScopeOfAsync(app, recorder, "api/assets"));
    }

    private static bool IsOf(IReadOnlyDictionary<string, object?> scope, TrainingJob job) =>
        job.Id.Equals(scope.GetValueOrDefault("JobId")) && job.Number.Equals(scope.GetValueOrDefault("Job"))
        && job.Attempt.Equals(scope.GetValueOrDefault("Attempt"));

    // What the line about a failed request says of the work.
    private static async Task<(string? Name, object? Value)> ScopeOfAsync(AppHost app, ScopeRecorder recorder, string path)
    {
        var before = recorder.Lines.Count;
        using var answer = await app.Http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        Assert.Equal(500, (int)answer.StatusCode);
        var (_, scope) = recorder.Lines.Skip(before).Last(line => line.Line.Contains(" failed, trace ", StringComparison.Ordinal));
        var said = scope.Where(pair => pair.Key is "Job" or "JobId" or "AssetId" or "BackfillId").ToList();
        return said.Count == 0 ? default : (Assert.Single(said).Key, said[0].Value);
    }

    internal static async Task StoreCandlesAsync(AppHost app)
    {
        var end = SimulatedExchangeOptions.DefaultNow;
        foreach (var symbol in new[] { "BTCUSDT", "ETHUSDT" })
        {
            await app.Services.GetRequiredService<ICandleStore>().MergeAsync(
                new Market(Market.SimulatedExchange, symbol, Interval.FiveMinutes),
                new GeneratedMarket(42).Read(symbol, Interval.FiveMinutes, TimeRange.Between(end.AddDays(-30), end)), Cancellation);
        }
    }

    internal static async Task<TrainingJob> RunAsync(AppHost app, TrainingRequest request)
    {
        using var accepted = await app.Http.PostAsJsonAsync("api/training/jobs", request, TradJson.Options, Cancellation);
        Assert.True(accepted.IsSuccessStatusCode, await accepted.Content.ReadAsStringAsync(Cancellation));
        var job = await accepted.Content.ReadFromJsonAsync<TrainingJob>(TradJson.Options, Cancellation);
        await app.Durable.WaitForInstanceCompletionAsync(job!.OrchestrationId, Cancellation);
        return (await app.Http.GetFromJsonAsync<TrainingJob>($"api/training/jobs/{job.Id}", TradJson.Options, Cancellation))!;
    }

    private static async Task RevalidateAsync(AppHost app, string asset)
    {
        var address = $"api/assets/{asset}";
        var before = await app.Http.GetFromJsonAsync<TrainedAsset>(address, TradJson.Options, Cancellation);
        using var accepted = await app.Http.PostAsJsonAsync(
            $"{address}/revalidate", new RevalidationRequest(before!.Split.HoldOut!.From, before.Split.HoldOut.To), TradJson.Options,
            Cancellation);
        Assert.True(accepted.IsSuccessStatusCode, await accepted.Content.ReadAsStringAsync(Cancellation));
        while ((await app.Http.GetFromJsonAsync<TrainedAsset>(address, TradJson.Options, Cancellation))!.Revalidations
            is not [.., { State: not RevalidationState.Running }])
        {
            await Task.Delay(20, Cancellation);
        }
    }
}
