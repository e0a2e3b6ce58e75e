using System.Text.Json.Nodes;
using Trad.EndToEnd.Tests.Hosting;
using Trad.Functions.Backfills;
using Trad.LocalHost.Client;
using Trad.Training.Jobs;

namespace Trad.EndToEnd.Tests.Assets;

/// <summary>The typed client against a serving host.</summary>
public sealed class ClientTests(ServingHost host) : IClassFixture<ServingHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Client_reaches_every_catalog_with_types()
    {
        Assert.NotEmpty((await host.Client.Catalogs.ListStrategiesAsync(Cancellation)).Items);
        Assert.NotEmpty((await host.Client.Catalogs.ListMetricsAsync(Cancellation)).Items);
        Assert.NotEmpty((await host.Client.Catalogs.ListOptimizersAsync(Cancellation)).Items);
        Assert.Equal("3.1.0", (string?)(await host.Client.Catalogs.GetOpenApiAsync(Cancellation))["openapi"]);
    }

    [Fact]
    public async Task Client_reaches_every_job_endpoint_with_types()
    {
        var jobs = host.Client.Jobs;
        var request = ServingHost.Request(seed: 81, trials: 4);

        var forecast = await jobs.ForecastAsync(request, Cancellation);
        var started = await jobs.StartAsync(request, "once", Cancellation);
        var again = await jobs.StartAsync(request, "once", Cancellation);
        var events = new List<string>();
        await foreach (var item in jobs.StreamAsync(started.Id, null, Cancellation))
        {
            events.Add(item.EventType);
        }

        var listed = await jobs.ListAsync(new JobFilter(State: JobState.Completed, Symbol: "BTCUSDT"), 10, null, Cancellation);
        var trials = await jobs.ListTrialsAsync($"{started.Number}", 1000, null, Cancellation);
        await using var file = await jobs.OpenTrialsAsync(started.Id, "csv", Cancellation);
        var csv = await new StreamReader(file).ReadToEndAsync(Cancellation);
        var logs = await jobs.ListLogsAsync(started.Id, JobLogLevel.Info, 1000, null, Cancellation);
        var insight = await jobs.GetInsightAsync(started.Id, null, Cancellation);
        var best = await jobs.GetBestAsync(started.Id, Cancellation);
        var resumed = await host.WaitAsync((await jobs.ResumeAsync(started.Id, 2, Cancellation)).Id);
        var cloned = await jobs.CloneAsync(started.Id, new JsonObject { ["trials"] = 2000 }, Cancellation);
        await jobs.CancelAsync(cloned.Id, publish: false, Cancellation);
        var cancelled = await host.WaitAsync(cloned.Id);
        await jobs.DeleteAsync(cloned.Id, Cancellation);
        await jobs.CleanUpAsync(Cancellation);

        Assert.Equal(4, forecast.Trials);
        Assert.Equal(started.Id, again.Id);
        Assert.Equal("done", events[^1]);
        Assert.Contains(listed.Items, job => job.Id == started.Id);
        Assert.Equal(4, trials.Items.Count);
        Assert.Equal(5, csv.TrimEnd().Split('\n').Length);
        Assert.NotEmpty(logs.Items);
        Assert.Equal(4, insight.Convergence.Count);
        Assert.NotEmpty(best.Equity.Points);
        Assert.Equal(6, resumed.Progress.TrialsCompleted);
        Assert.Equal(JobState.Cancelled, cancelled.State);
        await Assert.ThrowsAsync<TradApiException>(() => jobs.GetAsync(cloned.Id, Cancellation));
    }

    [Fact]
    public async Task Client_reaches_candles_backfills_and_the_system_with_types()
    {
        var candles = await host.Client.Candles.GetAsync("simulated", "BTCUSDT", "5m", null, null, 100, Cancellation);
        await using var file = await host.Client.Candles.OpenAsync("simulated", "BTCUSDT", "5m", null, null, null, "csv", Cancellation);
        var refused = await Assert.ThrowsAsync<TradApiException>(
            () => host.Client.Backfills.StartAsync(new BackfillRequest(), Cancellation));

        Assert.InRange(candles.Candles.Count, 10, 100);
        Assert.StartsWith("open_time", await new StreamReader(file).ReadToEndAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains("symbol", refused.Message, StringComparison.Ordinal);
        Assert.Single(await host.Client.Candles.GetCoverageAsync(Cancellation));
        Assert.NotEmpty(await host.Client.Candles.ListExchangesAsync(Cancellation));
        Assert.Empty((await host.Client.Backfills.ListAsync(10, null, Cancellation)).Items);
        Assert.NotEmpty((await host.Client.GetSystemAsync(Cancellation)).Timers);
    }
}
