using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Trad.Functions.Tests.Hosting;
using Trad.Functions.Training;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Functions.Tests.Training;

public sealed class CancellationTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancel_running_job_keeps_the_trials_that_are_done_and_their_best()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var job = await app.PostStandingAsync(TrainingApp.Request(trials: 10_000), completed: 20);

        using var answer = await app.PostAsync(job, "cancel");
        var accepted = await answer.Content.ReadFromJsonAsync<TrainingJob>(TradJson.Options, Cancellation);
        var ended = await app.WaitAsync(job);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.NotNull(accepted!.CancelRequestedAt);
        var trials = await app.TrialsAsync(ended);
        Assert.Equal(JobState.Cancelled, ended.State);
        Assert.InRange(trials.Count, 20, 9_999);
        Assert.Equal(trials.Count, ended.Progress.TrialsCompleted);
        Assert.Equal(trials.Max(trial => trial.Score), ended.Best?.Score);
        Assert.Null(ended.AssetId);

        // Nothing comes behind the end, however long the work took to notice: a host that stops waits for its work.
        app.OpenGates();
        await app.RestartAsync();
        Assert.Equal(trials.Count, (await app.TrialsAsync(ended)).Count);
    }

    [Fact]
    public async Task Cancel_with_publish_publishes_the_best_so_far()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var job = await app.PostStandingAsync(TrainingApp.Request(trials: 10_000), completed: 20);

        using var answer = await app.PostAsync(job, "cancel", new { publish = true });
        app.OpenGates();
        var ended = await app.WaitAsync(job);

        Assert.Equal(JobState.Cancelled, ended.State);
        Assert.NotNull(ended.AssetId);
    }

    [Fact]
    public async Task Cancel_with_publish_before_a_resumed_job_has_a_plan_publishes_the_best_of_its_earlier_attempts()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var first = await app.RunAsync(TrainingApp.Request(trials: 8));
        var resumed = await app.Services.GetRequiredService<IJobStore>().UpdateAsync(
            first.Id,
            found => found with
            {
                State = JobState.Queued,
                Attempt = 2,
                FinishedAt = null,
                PublishingSince = null,
                AssetId = null,
                CancelRequestedAt = DateTimeOffset.UtcNow,
                PublishOnCancel = true,
            },
            Cancellation);
        await app.Services.GetRequiredService<IJobBacklog>().AddAsync(resumed!, Cancellation);

        await app.Services.GetRequiredService<JobDispatcher>().RunAsync(new DurableOrchestrations(app.Durable), Cancellation);
        var ended = await app.WaitAsync(resumed!);

        Assert.Equal((JobState.Cancelled, 2), (ended.State, ended.Attempt));
        Assert.NotNull(first.AssetId);
        Assert.Equal(first.AssetId, ended.AssetId);
    }

    [Fact]
    public async Task Cancel_a_finished_job_again_adds_nothing_to_its_log()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var job = await app.PostStandingAsync(TrainingApp.Request(trials: 10_000), completed: 12);
        using var first = await app.PostAsync(job, "cancel");
        app.OpenGates();
        await app.WaitAsync(job);
        await app.Durable.WaitForInstanceCompletionAsync(job.OrchestrationId, Cancellation);
        var journal = app.Services.GetRequiredService<IJobJournal>();
        var before = await journal.ReadAsync(job.Id, -1, Cancellation);

        using var second = await app.PostAsync(job, "cancel");

        Assert.Equal(before.Count, (await journal.ReadAsync(job.Id, -1, Cancellation)).Count);
    }

    [Fact]
    public async Task Cancel_waiting_job_ends_it_at_once_and_the_others_go_on()
    {
        await using var app = await TrainingApp.StartAsync(azurite, ("MaxConcurrent", "1"));
        var running = await app.PostStandingAsync(TrainingApp.Request(trials: 10_000), completed: 8);
        var waiting = await app.PostAsync(TrainingApp.Request(trials: 4));
        var last = await app.PostAsync(TrainingApp.Request(trials: 4));

        using var answer = await app.PostAsync(waiting, "cancel");

        var cancelled = await answer.Content.ReadFromJsonAsync<TrainingJob>(TradJson.Options, Cancellation);
        Assert.Equal(JobState.Cancelled, cancelled!.State);
        Assert.Null(cancelled.StartedAt);
        Assert.Equal(1, (await app.GetAsync(last.Id)).QueuePosition);
        using var stop = await app.PostAsync(running, "cancel");
        app.OpenGates();
        Assert.Equal(JobState.Completed, (await app.WaitAsync(last)).State);
    }

    [Fact]
    public async Task Cancel_finished_job_changes_nothing_and_unknown_job_is_not_found()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var job = await app.RunAsync(TrainingApp.Request(trials: 4));

        using var answer = await app.PostAsync(job, "cancel");
        using var unknown = await app.Http.PostAsync(new Uri("api/training/jobs/987654/cancel", UriKind.Relative), null, Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(
            JsonSerializer.Serialize(job, TradJson.Options), JsonSerializer.Serialize(await app.GetAsync(job.Id), TradJson.Options));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }
}
