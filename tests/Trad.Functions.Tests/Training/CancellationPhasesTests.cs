using System.Net;
using Microsoft.DurableTask.Client;
using Trad.Functions.Tests.Hosting;
using Trad.Functions.Training;
using Trad.Testing;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using static Trad.Functions.Tests.Training.Cancellations;

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
    public async Task Cancel_through_another_worker_ends_the_job_and_the_work()
    {
        await using var second = await _app.StartSecondAsync();
        var job = await HeldAsync(LongSeriesApp.Request(trials: 200, batchSize: 64), JobPhase.Evaluating);

        await AssertCancelledAsync(job, _app, second);

        // No event has reached the orchestration; its work has read the cancel request beside the progress.
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
}
