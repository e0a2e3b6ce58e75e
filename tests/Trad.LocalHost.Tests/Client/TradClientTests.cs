using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Trad.Functions.Assets;
using Trad.Functions.Backfills;
using Trad.Functions.Operations.Orchestrations;
using Trad.LocalHost.Client;
using Trad.MarketData.Backfills;
using Trad.Training.Assets;
using Trad.Training.Jobs;

namespace Trad.LocalHost.Tests.Client;

/// <summary>Every method of the typed client against the app.</summary>
public sealed class TradClientTests(ServedApp app) : IClassFixture<ServedApp>
{
    // Ending a backfill has two addresses and the client needs one; sessions are for browsers, the client shows its key.
    private static readonly string[] NotNeeded = ["CloseSession", "GetSession", "OpenSession"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TradClient Client => app.Client;

    [Fact]
    public async Task Client_reaches_every_operation_of_the_api()
    {
        await TryCatalogsAsync();
        await TryStrategiesAsync();
        await TryCandlesAsync();
        await TryBackfillsAsync();
        var job = await TryJobsAsync();
        await TryAssetsAsync(job.AssetId!);
        await TryStreamsAsync(job.Id);
        await TryOrchestrationsAsync(job.Id);

        var document = await Client.Catalogs.GetOpenApiAsync(Cancellation);
        Assert.Equal(NotNeeded.Order(StringComparer.Ordinal), OperationsNotReached(document).Order(StringComparer.Ordinal));
    }

    private async Task TryCatalogsAsync()
    {
        Assert.Contains((await Client.Catalogs.ListStrategiesAsync(Cancellation)).Items, strategy => strategy.Name == "liquidity-sweep");
        Assert.True((await Client.Catalogs.CheckStrategyAsync("liquidity-sweep", null, null, null, null, Cancellation)).Report.Passed);
        Assert.Contains((await Client.Catalogs.ListMetricsAsync(Cancellation)).Items, metric => metric.Name == "sharpe");
        Assert.Contains((await Client.Catalogs.ListOptimizersAsync(Cancellation)).Items, optimizer => optimizer.Name == "bayesian");
        Assert.Equal("healthy", (await Client.GetHealthAsync(Cancellation)).Status);
        Assert.NotEmpty((await Client.GetSystemAsync(Cancellation)).Timers);
    }

    private async Task TryStrategiesAsync()
    {
        var examples = await Client.Strategies.ListExamplesAsync(Cancellation);
        var document = examples.Single(example => example.Name == "golden-cross").Document;
        Assert.Equal(1, (await Client.Strategies.AddAsync(document, Cancellation)).Strategy.Version);
        await AssertRefusedAsync(HttpStatusCode.Conflict, "already", () => Client.Strategies.AddAsync(document, Cancellation));
        var (_, first) = (await Client.Strategies.FindTaggedAsync("golden-cross", null, Cancellation))!.Value;
        Assert.Equal(2, (await Client.Strategies.ReplaceAsync("golden-cross", document + " ", Cancellation, first)).Strategy.Version);
        await AssertRefusedAsync(
            HttpStatusCode.PreconditionFailed, "changed",
            () => Client.Strategies.ReplaceAsync("golden-cross", document + "\n", Cancellation, first));
        await AssertRefusedAsync(
            HttpStatusCode.PreconditionFailed, "changed", () => Client.Strategies.DeleteAsync("golden-cross", null, Cancellation, first));
        Assert.Equal(document, (await Client.Strategies.GetAsync("golden-cross", 1, Cancellation)).Document);
        await Client.Strategies.DeleteAsync("golden-cross", 1, Cancellation);
        Assert.Null(await Client.Strategies.FindAsync("golden-cross", 1, Cancellation));
        Assert.NotNull((await Client.Strategies.CheckAsync(document, "simulated", "BTCUSDT", "5m", 100, Cancellation)).Signals);
        Assert.Contains(await Client.Strategies.ListFunctionsAsync(Cancellation), function => function.Name == "cross_above");
        Assert.Equal("object", (string?)(await Client.Strategies.GetSchemaAsync(Cancellation))["type"]);
    }

    private async Task TryCandlesAsync()
    {
        var rows = await Client.Candles.GetAsync("simulated", "BTCUSDT", "5m", null, null, 100, Cancellation);
        Assert.InRange(rows.Candles.Count, 10, 100);
        Assert.StartsWith(
            "open_time", await ReadAsync(await Client.Candles.OpenAsync("simulated", "BTCUSDT", "5m", null, null, null, "csv", Cancellation)),
            StringComparison.Ordinal);
        Assert.Contains(await Client.Candles.GetCoverageAsync(Cancellation), market => market.Symbol == "BTCUSDT");
        Assert.Empty(await Client.Candles.GetCoverageAsync("simulated", "BTCUSDT", "1d", Cancellation));
        Assert.Contains(await Client.Candles.ListExchangesAsync(Cancellation), exchange => exchange.Name == "simulated");
        Assert.Equal("BTCUSDT", (await Client.Candles.GetSymbolAsync("simulated", "BTCUSDT", Cancellation)).Symbol);
        await AssertRefusedAsync(
            HttpStatusCode.NotFound, "nowhere", () => Client.Candles.GetSymbolAsync("nowhere", "BTCUSDT", Cancellation));
        await AssertRefusedAsync(HttpStatusCode.BadRequest, "7x", () => Client.Candles.GetCoverageAsync(null, null, "7x", Cancellation));
    }

    private async Task TryBackfillsAsync()
    {
        var day = Backfill("SOLUSDT", new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero), "1h");
        var fetched = await WaitForBackfillAsync((await Client.Backfills.StartAsync(day, Cancellation)).Id);
        var repaired = await WaitForBackfillAsync((await Client.Backfills.RepairAsync(day, Cancellation)).Id);
        Assert.Equal(
            (BackfillStatus.Completed, 24L, BackfillTrigger.Request), (fetched.State, fetched.Progress!.CandlesInserted, fetched.Trigger));
        Assert.Equal(
            (BackfillStatus.Completed, 0L, BackfillTrigger.Repair), (repaired.State, repaired.Progress!.CandlesInserted, repaired.Trigger));

        var years = await Client.Backfills.StartAsync(
            Backfill("ADAUSDT", new DateTimeOffset(2012, 1, 1, 0, 0, 0, TimeSpan.Zero), "1m"), Cancellation);
        Assert.Contains(
            (await Client.Backfills.CancelAsync(years.Id, Cancellation)).State, new[] { BackfillStatus.Pending, BackfillStatus.Running });
        Assert.Equal(BackfillStatus.Cancelled, (await WaitForBackfillAsync(years.Id)).State);
        await AssertRefusedAsync(HttpStatusCode.Conflict, "cancelled", () => Client.Backfills.CancelAsync(years.Id, Cancellation));
        await AssertRefusedAsync(HttpStatusCode.NotFound, "nonsense", () => Client.Backfills.GetAsync("nonsense", Cancellation));
        await AssertRefusedAsync(
            HttpStatusCode.BadRequest, "symbol", () => Client.Backfills.RepairAsync(new BackfillRequest(), Cancellation));

        var deleted = await Client.Candles.DeleteAsync("simulated", "SOLUSDT", "1h", "2025-06", null, null, Cancellation);
        Assert.Equal(["2025-06"], deleted.Months);
        await AssertRefusedAsync(
            HttpStatusCode.NotFound, "Nothing is stored",
            () => Client.Candles.DeleteAsync("simulated", "SOLUSDT", "1h", "all", null, null, Cancellation));
        Assert.Equal(deleted.Id, (await Client.Candles.ListRunsAsync(
            "simulated", "SOLUSDT", "1h", null, null, null, null, Cancellation))[0].Id);
        Assert.Equal(deleted.Removed, (await Client.Candles.UndoRunAsync(deleted.Id!, Cancellation)).Restored);

        var first = await Client.Backfills.ListAsync(1, null, Cancellation);
        var second = await Client.Backfills.ListAsync(1, first.ContinuationToken, Cancellation);
        Assert.Equal(years.Id, Assert.Single(first.Items).Id);
        Assert.NotEqual(years.Id, Assert.Single(second.Items).Id);
        Assert.True(await Client.Backfills.DeleteAsync(years.Id, Cancellation));
        await AssertRefusedAsync(HttpStatusCode.NotFound, "no backfill", () => Client.Backfills.DeleteAsync(years.Id, Cancellation));
    }

    private async Task TryOrchestrationsAsync(string id)
    {
        Assert.Contains(
            (await Client.Orchestrations.ListAsync(InstanceStatus.Completed, id, 100, null, Cancellation)).Items,
            each => each.InstanceId == id);
        Assert.Equal("completed", (await Client.Orchestrations.GetAsync(id, Cancellation)).Status);
        var events = (await Client.Orchestrations.GetHistoryAsync(id, 0, Cancellation)).Events;
        Assert.Equal(
            (OrchestrationEventKind.Started, OrchestrationEventKind.Ended, "completed"),
            (events[0].Kind, events[^1].Kind, events[^1].Status));

        var years = await Client.Backfills.StartAsync(
            Backfill("DOTUSDT", new DateTimeOffset(2012, 1, 1, 0, 0, 0, TimeSpan.Zero), "1m"), Cancellation);
        var instance = years.Id[..years.Id.LastIndexOf('.')];
        Assert.Equal("suspended", (await Client.Orchestrations.SuspendAsync(instance, "look", Cancellation)).Status);
        Assert.Equal("running", (await Client.Orchestrations.ResumeAsync(instance, null, Cancellation)).Status);
        await AssertRefusedAsync(HttpStatusCode.Conflict, "ended", () => Client.Orchestrations.PurgeAsync(instance, Cancellation));
        Assert.Equal("terminated", (await Client.Orchestrations.TerminateAsync(instance, "enough", Cancellation)).Status);
        await Client.Orchestrations.RestartAsync(instance, Cancellation);
        await Client.Orchestrations.TerminateAsync(instance, null, Cancellation);
        await Client.Orchestrations.PurgeAsync(instance, Cancellation);
        await AssertRefusedAsync(HttpStatusCode.NotFound, "no orchestration", () => Client.Orchestrations.GetAsync(instance, Cancellation));
    }

    private async Task<TrainingJob> TryJobsAsync()
    {
        var request = ServedApp.Request(seed: 7, trials: 4);
        Assert.Equal(4, (await Client.Jobs.ForecastAsync(request, Cancellation)).Trials);
        var started = await Client.Jobs.StartAsync(request, "once", Cancellation);
        Assert.Equal(started.Id, (await Client.Jobs.StartAsync(request, "once", Cancellation)).Id);
        var done = await app.WaitAsync(started.Id, Cancellation);
        Assert.Equal(JobState.Completed, done.State);
        Assert.Equal(4, (await Client.Jobs.ListTrialsAsync($"{done.Number}", 1000, null, Cancellation)).Items.Count);
        Assert.Equal(5, (await ReadAsync(await Client.Jobs.OpenTrialsAsync(done.Id, "csv", Cancellation))).TrimEnd().Split('\n').Length);
        Assert.NotEmpty((await Client.Jobs.ListLogsAsync(done.Id, JobLogLevel.Info, 1000, null, Cancellation)).Items);
        Assert.Equal(4, (await Client.Jobs.GetInsightAsync(done.Id, null, Cancellation)).Convergence.Count);
        Assert.NotEmpty((await Client.Jobs.GetBestAsync(done.Id, Cancellation)).Equity.Points);
        var trial = done.Best!.Trial;
        Assert.Equal(done.Best.Score, (await Client.Jobs.GetTrialAsync(done.Id, trial, Cancellation)).Score);
        Assert.Equal(trial, (await Client.Jobs.PublishTrialAsync(done.Id, trial, Cancellation)).Trial);
        await AssertRefusedAsync(HttpStatusCode.NotFound, "no trial", () => Client.Jobs.PublishTrialAsync(done.Id, 99, Cancellation));

        var changes = new JsonObject { ["trials"] = 10_000, ["optimizer"] = "random", ["batchSize"] = 1 };
        var clone = await Client.Jobs.CloneAsync(done.Id, changes, "clone once", Cancellation);
        Assert.Equal(clone.Id, (await Client.Jobs.CloneAsync(done.Id, changes, "clone once", Cancellation)).Id);
        await AssertRefusedAsync(HttpStatusCode.Conflict, "cancel it first", () => Client.Jobs.DeleteAsync(clone.Id, Cancellation));
        await Client.Jobs.CancelAsync(clone.Id, publish: false, Cancellation);
        Assert.Equal(JobState.Cancelled, (await app.WaitAsync(clone.Id, Cancellation)).State);
        Assert.Equal(done.Id, (await Client.Jobs.ListAsync(new JobFilter(State: JobState.Completed), 10, null, Cancellation)).Items[0].Id);
        await Client.Jobs.DeleteAsync(clone.Id, Cancellation);
        await AssertRefusedAsync(HttpStatusCode.NotFound, clone.Id, () => Client.Jobs.GetAsync(clone.Id, Cancellation));
        Assert.Empty((await Client.Jobs.CleanUpAsync(Cancellation)).Failed);
        return done;
    }

    private async Task TryAssetsAsync(string id)
    {
        var job = await Client.StartTrainingAsync(ServedApp.Request(seed: 8, trials: 2), Cancellation);
        var other = (await app.WaitAsync(job.Id, Cancellation)).AssetId!;
        var resumed = await Client.Jobs.ResumeAsync(job.Id, 2, Cancellation);
        Assert.Equal(4, (await app.WaitAsync(resumed.Id, Cancellation)).Progress.TrialsCompleted);

        Assert.Equal(id, (await Client.Assets.GetAsync(id, Cancellation)).Id);
        Assert.Equal("mine", (await Client.Assets.ChangeAsync(id, new AssetChange(Name: "mine"), Cancellation)).Name);
        Assert.Equal(
            id,
            Assert.Single(
                (await Client.Assets.ListAsync(
                    new AssetFilter { Search = "mine", Sort = "-createdAt" }, 10, null, Cancellation)).Items).Id);
        Assert.InRange((await Client.Assets.GetEquityAsync(id, 50, Cancellation)).Points.Count, 4, 50);
        Assert.NotEmpty((await Client.Assets.GetIndicatorsAsync(id, null, 20, Cancellation)).Lines);
        var trades = (await Client.Assets.ListTradesAsync(id, 1000, null, Cancellation)).Items;
        Assert.Equal(
            trades.Count + 1,
            (await ReadAsync(await Client.Assets.OpenFileAsync(id, AssetFile.Trades, "csv", Cancellation))).TrimEnd().Split('\n').Length);
        Assert.NotEmpty(await Client.Assets.ListMonthsAsync(id, Cancellation));
        Assert.Contains(
            "LiquiditySweep.py", await ReadAsync(await Client.Assets.ExportAsync(id, "freqtrade", Cancellation)), StringComparison.Ordinal);
        Assert.NotNull((await Client.Assets.GetReportAsync(id, Cancellation)).Validation.Judgement);
        Assert.Equal(2, (await Client.Assets.CompareAsync([id, other], Cancellation)).Equity.Count);
        Assert.Single(
            (await Client.Assets.RevalidateAsync(
                id, new RevalidationRequest(From: new DateTimeOffset(2025, 6, 20, 0, 0, 0, TimeSpan.Zero)), Cancellation)).Revalidations);

        await Client.Assets.DeleteAsync(other, isPermanent: false, Cancellation);
        await AssertRefusedAsync(HttpStatusCode.NotFound, other, () => Client.Assets.GetAsync(other, Cancellation));
        Assert.Equal(other, (await Client.Assets.RestoreAsync(other, Cancellation)).Id);
    }

    private async Task TryStreamsAsync(string id)
    {
        var events = new List<SseItem<string>>();
        await foreach (var item in Client.Jobs.StreamAsync(id, null, Cancellation))
        {
            events.Add(item);
        }

        Assert.Equal("done", events[^1].EventType);
        var running = await Client.Jobs.StartAsync(ServedApp.Request(seed: 9, trials: 10_000), null, Cancellation);
        await foreach (var item in Client.Jobs.StreamAllAsync(Cancellation))
        {
            if (item.Data.Contains(running.Id, StringComparison.Ordinal))
            {
                break;
            }
        }

        await Client.Jobs.CancelAsync(running.Id, publish: false, Cancellation);
    }

    private IEnumerable<string> OperationsNotReached(JsonObject document) => document["paths"]!.AsObject()
        .SelectMany(
            path => path.Value!.AsObject().Select(verb => (Path: path.Key, Verb: verb.Key, Id: (string)verb.Value!["operationId"]!)))
        .Where(
            operation => !app.Recorder.Sent.Any(
                sent => sent.Method.Equals(
                    operation.Verb, StringComparison.OrdinalIgnoreCase) && Fits(operation.Path.Split('/'), sent.Path.Split('/'))))
        .Select(operation => operation.Id);

    private static bool Fits(string[] template, string[] path) =>
        template.Length == path.Length
            && template.Zip(path).All(pair => pair.First == pair.Second || (pair.First.StartsWith('{') && pair.Second != "compare"));

    private static async Task AssertRefusedAsync(HttpStatusCode status, string word, Func<Task> ask)
    {
        var refused = await Assert.ThrowsAsync<TradApiException>(ask);
        Assert.Equal(status, refused.Status);
        Assert.Contains(word, refused.Message, StringComparison.Ordinal);
    }

    private async Task<BackfillState> WaitForBackfillAsync(string id)
    {
        while (true)
        {
            if (await Client.Backfills.GetAsync(id, Cancellation) is { EndedAt: not null } ended)
            {
                return ended;
            }

            await Task.Delay(20, Cancellation);
        }
    }

    private static BackfillRequest Backfill(string symbol, DateTimeOffset from, string interval) => new()
    {
        Exchange = "simulated",
        Symbol = symbol,
        Interval = interval,
        From = from,
        To = new DateTimeOffset(2025, 6, 2, 0, 0, 0, TimeSpan.Zero),
    };

    private static async Task<string> ReadAsync(Stream file)
    {
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(Cancellation);
    }
}
