using System.Net;
using System.Net.Http.Json;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Functions.Tests.Hosting;
using Trad.Functions.Training;
using Trad.MarketData.Simulation;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Functions.Tests.Training;

/// <summary>
/// A cancellation is answered with the cancelled job, whatever the job was doing: the answer is the effect, so no clock is needed.
/// Phases pass quickly, so each is held at a gate within it until it has been seen.
/// </summary>
public sealed class CancellationPhasesTests(AzuriteFixture azurite, LongSeriesApp series) : IClassFixture<LongSeriesApp>, IDisposable
{
    private readonly TrainingApp _app = series.App;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancel_while_the_candles_are_read()
    {
        await using var app = await TrainingApp.StartAsync(azurite, ("MaxConcurrent", "1"));
        var first = await app.PostStandingAsync(TrainingApp.Request(trials: 10_000), completed: 20);
        var job = await app.PostAsync(TrainingApp.Request() with { LookbackDays = 5 });
        app.Blobs.Pause();

        await AssertCancelledAsync(first, app, app);
        job = await app.WaitAsync(job, found => found.Progress.Phase == JobPhase.Loading);
        Assert.Equal(JobState.Running, job.State);

        await AssertCancelledAsync(job, app, app);
    }

    [Fact]
    public async Task Cancel_while_exploring() =>
        await AssertCancelledAsync(await HeldAsync(LongSeriesApp.Request(trials: 200, batchSize: 64), JobPhase.Exploring), _app, _app);

    [Fact]
    public async Task Cancel_while_fitting()
    {
        // The first fit of a job that goes on reads what its earlier attempt has found.
        var earlier = await _app.PostStandingAsync(TrainingApp.Request(trials: 60), completed: 8);
        earlier = await CancelAsync(earlier, _app);
        _app.OpenGates();
        _app.History.Close();
        using var resume = await _app.PostAsync(earlier, "resume");
        Assert.Equal(HttpStatusCode.Accepted, resume.StatusCode);

        await AssertCancelledAsync(await _app.WaitAsync(earlier, found => found.Progress.Phase == JobPhase.Fitting), _app, _app);
    }

    [Fact]
    public async Task Cancel_while_evaluating() =>
        await AssertCancelledAsync(await HeldAsync(LongSeriesApp.Request(trials: 200, batchSize: 64), JobPhase.Evaluating), _app, _app);

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
    public async Task Deleting_a_job_removes_the_orchestrations_of_its_windows_with_their_histories()
    {
        var earlier = (await InstancesAsync(_app)).Select(each => each.InstanceId).ToHashSet(StringComparer.Ordinal);
        var job = await _app.RunAsync(LongSeriesApp.Request(trials: 4, batchSize: 4) with { LookbackDays = 30 });
        var begun = (await InstancesAsync(_app)).Where(each => !earlier.Contains(each.InstanceId)).ToList();

        using var deleted = await _app.Http.DeleteAsync(new Uri($"api/training/jobs/{job.Id}", UriKind.Relative), Cancellation);

        Assert.True(deleted.IsSuccessStatusCode, await deleted.Content.ReadAsStringAsync(Cancellation));
        Assert.Contains(begun, each => each.Name == nameof(ValidationOrchestration));
        Assert.Contains(begun, each => each.InstanceId == job.OrchestrationId);
        var left = await InstancesAsync(_app);
        Assert.All(begun, each => Assert.DoesNotContain(left, one => one.InstanceId == each.InstanceId));
        Assert.All(begun, each => Assert.Empty(_app.ReadScheduledActivities(each.InstanceId)));
    }

    [Fact]
    public async Task Cancel_while_the_result_is_recorded_comes_too_late_and_says_so()
    {
        // What the validation needs of the storage has been read by then, unless it looks for other symbols.
        var request = LongSeriesApp.Request(trials: 4, batchSize: 4) with { Validation = new ValidationRequest { OtherSymbols = 0 } };
        var job = await HeldAsync(request, JobPhase.Exploring);
        _app.Blobs.Pause();
        try
        {
            _app.Trials.Open();
            await _app.WaitAsync(job, found => found.Progress.Phase == JobPhase.Publishing);

            var answered = await CancelAsync(job, _app);

            Assert.Equal(JobState.Running, answered.State);
            Assert.Null(answered.CancelRequestedAt);
            Assert.NotNull(answered.PublishingSince);
        }
        finally
        {
            _app.Blobs.Resume();
        }

        var ended = await _app.WaitAsync(job);
        Assert.Equal(JobState.Completed, ended.State);
        Assert.NotNull(ended.AssetId);
    }

    [Fact]
    public async Task Cancel_with_publish_while_evaluating_measures_and_publishes_what_there_is()
    {
        var job = await HeldAsync(LongSeriesApp.Request(trials: 200, batchSize: 64), JobPhase.Evaluating);

        using var answer = await _app.PostAsync(job, "cancel", new { publish = true });
        _app.OpenGates();
        var ended = await _app.WaitAsync(job);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await AssertPublishedAsync(ended, _app);
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

    [Fact]
    public async Task Cancel_through_another_worker_ends_the_job_and_the_work()
    {
        await using var second = await _app.StartSecondAsync();
        var job = await HeldAsync(LongSeriesApp.Request(trials: 200, batchSize: 64), JobPhase.Evaluating);

        await AssertCancelledAsync(job, _app, second);

        // No event has reached the orchestration; its work has read the word beside the progress.
        var orchestration = await _app.Durable.WaitForInstanceCompletionAsync(job.OrchestrationId, Cancellation);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, orchestration.RuntimeStatus);
    }

    /// <summary>Lets go whatever a test has held.</summary>
    public void Dispose() => _app.OpenGates();

    // A job that stands in its first round, or in the second: none of the round's trials is recorded.
    private async Task<TrainingJob> HeldAsync(TrainingRequest request, JobPhase phase)
    {
        _app.Trials.HoldFrom(phase == JobPhase.Exploring ? 0 : request.BatchSize!.Value);
        return await _app.WaitAsync(await _app.PostAsync(request), found => found.Progress.Phase == phase);
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

            Assert.True(DateTime.UtcNow < patience, $"No window began; there are {string.Join(", ", instances.Select(each => each.Name))}.");
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

    private static async Task<IReadOnlyList<OrchestrationMetadata>> InstancesAsync(TrainingApp app)
    {
        var found = new List<OrchestrationMetadata>();
        await foreach (var instance in app.Durable.GetAllInstancesAsync(new OrchestrationQuery()).WithCancellation(Cancellation))
        {
            found.Add(instance);
        }

        return found;
    }

    private static async Task AssertPublishedAsync(TrainingJob ended, TrainingApp app)
    {
        Assert.Equal(JobState.Cancelled, ended.State);
        Assert.NotNull(ended.AssetId);
        Assert.Equal((await app.TrialsAsync(ended)).Max(trial => trial.Score), ended.Best!.Score);
        Assert.Equal([JobPhase.Validating, JobPhase.Publishing], ended.PhaseTimings.TakeLast(2).Select(timing => timing.Phase));
    }

    private static async Task<TrainingJob> CancelAsync(TrainingJob job, TrainingApp through)
    {
        using var answer = await through.PostAsync(job, "cancel");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<TrainingJob>(TradJson.Options, Cancellation))!;
    }

    // The answer shows the end, with every trial that was finished, and nothing changes afterwards.
    private static async Task<TrainingJob> AssertCancelledAsync(TrainingJob running, TrainingApp app, TrainingApp through)
    {
        var ended = await CancelAsync(running, through);
        app.OpenGates();

        var trials = await app.TrialsAsync(ended);
        Assert.Equal(JobState.Cancelled, ended.State);
        Assert.Equal(trials.Count, ended.Progress.TrialsCompleted);
        Assert.True(ended.Progress.Percent >= running.Progress.Percent);
        Assert.True(trials.Count >= running.Progress.TrialsCompleted);
        Assert.Equal(trials.Max(trial => trial.CompletedScore), ended.Best?.Score);
        Assert.Contains(ended.PhaseTimings, timing => timing.Phase == running.Progress.Phase);

        await app.Durable.WaitForInstanceCompletionAsync(running.OrchestrationId, Cancellation);
        var later = await app.GetAsync(running.Id);
        Assert.Equal(ended.Progress, later.Progress);
        Assert.Equal(trials.Count, (await app.TrialsAsync(later)).Count);
        Assert.Null(later.AssetId);
        return later;
    }
}
