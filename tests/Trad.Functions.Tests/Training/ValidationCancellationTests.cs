using System.Net;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Functions.Tests.Hosting;
using Trad.Functions.Training;
using Trad.MarketData.Simulation;
using Trad.Testing;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using static Trad.Functions.Tests.Training.Cancellations;

namespace Trad.Functions.Tests.Training;

/// <summary>
/// A cancellation, and a restart, while a result is weighed: in the windows of its walk-forwards, over other symbols, and before either.
/// Each of these is held at a gate until it has been seen.
/// </summary>
public sealed class ValidationCancellationTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancel_while_validating()
    {
        await using var app = await StartForgetfulAsync();

        var job = await AssertCancelledAsync(await ValidatingAsync(app), app, app);

        Assert.Equal(4, job.Progress.TrialsCompleted);
        Assert.Null(job.AssetId);
    }

    [Fact]
    public async Task Cancel_while_other_symbols_are_tried()
    {
        await using var app = await TrainingApp.StartAsync(azurite);

        var job = await AssertCancelledAsync(await TryingOtherSymbolsAsync(app), app, app);

        Assert.Equal(4, job.Progress.TrialsCompleted);
        Assert.Null(job.AssetId);
    }

    [Fact]
    public async Task Cancel_within_a_window_ends_the_job_its_windows_and_nothing_stays_behind()
    {
        await using var app = await StartForgetfulAsync();
        var running = await WalkingAsync(app);

        // Nothing is let go: the windows hear of it where they stand.
        using var answer = await app.PostAsync(running, "cancel");
        var job = await app.WaitAsync(running);
        await app.Durable.WaitForInstanceCompletionAsync(job.OrchestrationId, Cancellation);

        Assert.Equal((JobState.Cancelled, 4), (job.State, job.Progress.TrialsCompleted));
        Assert.Null(job.AssetId);
        Assert.True(job.Progress.Percent >= running.Progress.Percent);
        var instances = await InstancesAsync(app);
        Assert.Contains(instances, each => each.Name == nameof(ValidationOrchestration));
        Assert.All(instances, each => Assert.Equal(OrchestrationRuntimeStatus.Completed, each.RuntimeStatus));
        using var deleted = await app.Http.DeleteAsync(new Uri($"api/training/jobs/{job.Id}", UriKind.Relative), Cancellation);
        Assert.True(deleted.IsSuccessStatusCode, await deleted.Content.ReadAsStringAsync(Cancellation));
        Assert.Empty(await InstancesAsync(app));
    }

    [Fact]
    public async Task Cancel_with_publish_within_a_window_publishes_what_was_weighed()
    {
        await using var app = await StartForgetfulAsync();
        var job = await WalkingAsync(app);

        using var answer = await app.PostAsync(job, "cancel", new { publish = true });
        app.OpenGates();
        var ended = await app.WaitAsync(job);

        await AssertPublishedAsync(ended, app);
    }

    [Fact]
    public async Task Restart_within_a_window_ends_with_the_evidence_of_a_job_that_was_not_cut()
    {
        await using var app = await StartForgetfulAsync();
        var cut = await WalkingAsync(app);

        app.OpenGates();
        await app.RestartAsync();
        cut = await app.WaitAsync(cut);
        var whole = await app.RunAsync(WalkedRequest());

        Assert.Equal((JobState.Completed, JobState.Completed), (cut.State, whole.State));
        Assert.Equal(await ReadValidationAsync(app, whole), await ReadValidationAsync(app, cut));
    }

    [Fact]
    public async Task Cancel_with_publish_while_other_symbols_are_tried()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var job = await TryingOtherSymbolsAsync(app);

        using var answer = await app.PostAsync(job, "cancel", new { publish = true });
        app.OpenGates();
        var ended = await app.WaitAsync(job);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await AssertPublishedAsync(ended, app);
    }

    [Fact]
    public async Task Cancel_with_publish_while_validating_measures_and_publishes_what_there_is()
    {
        await using var app = await StartForgetfulAsync();
        var job = await ValidatingAsync(app);

        using var answer = await app.PostAsync(job, "cancel", new { publish = true });
        app.OpenGates();
        var ended = await app.WaitAsync(job);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await AssertPublishedAsync(ended, app);
    }

    private async Task<TrainingApp> StartForgetfulAsync()
    {
        var app = await TrainingApp.StartAsync(azurite);
        app.ForgetsCandles = true;
        await app.RestartAsync();
        return app;
    }

    // A job that waits for the candles of its validation.
    private static async Task<TrainingJob> ValidatingAsync(TrainingApp app)
    {
        app.Trials.HoldFrom(0);
        var job = await app.WaitAsync(
            await app.PostAsync(TrainingApp.Request(trials: 4)), found => found.Progress.Phase == JobPhase.Exploring);
        app.Candles.Close(() => app.ReadScheduledActivities(job.OrchestrationId).Contains(nameof(WeighTrials)));
        app.Trials.Open();
        return await app.WaitAsync(job, found => found.Progress.Phase == JobPhase.Validating);
    }

    // Over days enough for windows.
    private static TrainingRequest WalkedRequest() => TrainingApp.Request(trials: 4) with { LookbackDays = 30 };

    // A job whose windows, and all that is beside them, wait for the candles of their searches.
    private static async Task<TrainingJob> WalkingAsync(TrainingApp app)
    {
        var end = SimulatedExchangeOptions.DefaultNow;
        await app.Services.GetRequiredService<ICandleStore>().MergeAsync(
            new Market(Market.SimulatedExchange, "BTCUSDT", Interval.FiveMinutes),
            new GeneratedMarket(42).Read("BTCUSDT", Interval.FiveMinutes, TimeRange.Between(end.AddDays(-31), end)), Cancellation);
        app.Trials.HoldFrom(0);
        var job = await app.WaitAsync(await app.PostAsync(WalkedRequest()), found => found.Progress.Phase == JobPhase.Exploring);
        app.Candles.Close(() => app.ReadScheduledActivities(job.OrchestrationId).Contains(nameof(ProbeResult)));
        app.Trials.Open();
        var patience = DateTime.UtcNow.AddMinutes(3);
        while (true)
        {
            var instances = await InstancesAsync(app);
            if (instances.Any(each => app.ReadScheduledActivities(each.InstanceId).Contains(nameof(WalkWindows))))
            {
                return await app.GetAsync(job.Id);
            }

            Assert.True(
                DateTime.UtcNow < patience, $"No window began; there are {string.Join(", ", instances.Select(each => each.Name))}.");
            await Task.Delay(20, Cancellation);
        }
    }

    private static async Task<string> ReadValidationAsync(TrainingApp app, TrainingJob job)
    {
        var asset = await app.Http.GetStringAsync(new Uri($"api/assets/{job.AssetId}", UriKind.Relative), Cancellation);
        using var document = System.Text.Json.JsonDocument.Parse(asset);
        return document.RootElement.GetProperty("validation").GetRawText();
    }

    // A job whose other symbols wait for their candles, which no earlier job has read; its own are remembered.
    private static async Task<TrainingJob> TryingOtherSymbolsAsync(TrainingApp app)
    {
        app.Trials.HoldFrom(0);
        var job = await app.WaitAsync(
            await app.PostAsync(TrainingApp.Request(trials: 4, seed: 43)), found => found.Progress.Phase == JobPhase.Exploring);
        app.Candles.Close(() => app.ReadScheduledActivities(job.OrchestrationId).Contains(nameof(WeighTrials)));
        app.Trials.Open();
        return await app.WaitAsync(
            job,
            found => found.Progress.Phase == JobPhase.Validating
                && app.ReadScheduledActivities(job.OrchestrationId).Contains(nameof(TryOtherSymbols)));
    }
}
