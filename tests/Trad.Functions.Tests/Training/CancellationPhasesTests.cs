using System.Net;
using System.Net.Http.Json;
using Microsoft.DurableTask.Client;
using Trad.Functions.Tests.Hosting;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Functions.Tests.Training;

/// <summary>A cancellation is answered with the cancelled job, whatever the job was doing: the answer is the effect, so no clock is needed.</summary>
public sealed class CancellationPhasesTests(AzuriteFixture azurite, LongSeriesApp series) : IClassFixture<LongSeriesApp>
{
    private static readonly TrainingRequest Fitting = TrainingApp.Request(trials: 100, batchSize: 64) with { LookbackDays = 5 };

    private readonly TrainingApp _app = series.App;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancel_while_the_candles_are_read()
    {
        await using var app = await TrainingApp.StartAsync(azurite, ("MaxConcurrent", "1"));
        var first = await app.WaitAsync(await app.PostAsync(TrainingApp.Request(trials: 10_000)), found => found.Progress.Phase == JobPhase.Evaluating);
        var job = await app.PostAsync(TrainingApp.Request() with { LookbackDays = 5 });
        app.Blobs.Pause();

        await AssertCancelledAsync(first, app, app);
        job = await app.WaitAsync(job, found => found.Progress.Phase == JobPhase.Loading);
        Assert.Equal(JobState.Running, job.State);

        await AssertCancelledAsync(job, app, app);
    }

    [Fact]
    public async Task Cancel_while_exploring() =>
        await AssertCancelledAsync(await UntilAsync(LongSeriesApp.Request(trials: 200, batchSize: 4), JobPhase.Exploring), _app, _app);

    [Fact]
    public async Task Cancel_while_fitting() => await AssertCancelledAsync(await UntilAsync(Fitting, JobPhase.Fitting), _app, _app);

    [Fact]
    public async Task Cancel_while_evaluating() =>
        await AssertCancelledAsync(await UntilAsync(LongSeriesApp.Request(trials: 200, batchSize: 64), JobPhase.Evaluating), _app, _app);

    [Fact]
    public async Task Cancel_while_validating()
    {
        var job = await AssertCancelledAsync(await UntilAsync(LongSeriesApp.Request(trials: 4, batchSize: 4), JobPhase.Validating), _app, _app);

        Assert.Equal(4, job.Progress.TrialsCompleted);
        Assert.Null(job.AssetId);
    }

    [Fact]
    public async Task Cancel_while_the_result_is_recorded_comes_too_late_and_says_so()
    {
        var job = await UntilAsync(LongSeriesApp.Request(trials: 4, batchSize: 4), JobPhase.Exploring);
        _app.Blobs.Pause();
        try
        {
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

    [Theory]
    [InlineData(JobPhase.Evaluating, 200)]
    [InlineData(JobPhase.Validating, 4)]
    public async Task Cancel_with_publish_measures_and_publishes_what_there_is(JobPhase phase, int trials)
    {
        var job = await UntilAsync(LongSeriesApp.Request(trials, batchSize: 64), phase);

        using var answer = await _app.PostAsync(job, "cancel", new { publish = true });
        var ended = await _app.WaitAsync(job);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(JobState.Cancelled, ended.State);
        Assert.NotNull(ended.AssetId);
        Assert.Equal((await _app.TrialsAsync(job)).Max(trial => trial.Score), ended.Best!.Score);
        Assert.Equal([JobPhase.Validating, JobPhase.Publishing], ended.PhaseTimings.TakeLast(2).Select(timing => timing.Phase));
    }

    [Fact]
    public async Task Cancel_through_another_worker_ends_the_job_and_the_work()
    {
        await using var second = await _app.StartSecondAsync();
        var job = await UntilAsync(LongSeriesApp.Request(trials: 200, batchSize: 64), JobPhase.Evaluating);

        await AssertCancelledAsync(job, _app, second);

        // No event has reached the orchestration; its work has read the word beside the progress.
        var orchestration = await _app.Durable.WaitForInstanceCompletionAsync(job.OrchestrationId, Cancellation);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, orchestration.RuntimeStatus);
    }

    private async Task<TrainingJob> UntilAsync(TrainingRequest request, JobPhase phase) =>
        await _app.WaitAsync(await _app.PostAsync(request), found => found.Progress.Phase == phase);

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
