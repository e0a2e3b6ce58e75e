using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Trad.Functions.Tests.Hosting;
using Trad.Functions.Tests.Training.Streams;
using Trad.Functions.Training;
using Trad.LocalRuntime;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Functions.Tests.Training;

/// <summary>What becomes of a job whose host has gone, and what is told of it meanwhile.</summary>
public sealed class SilenceTests(AzuriteFixture azurite)
{
    private static readonly string HostFile = ProjectTree.PathTo("host.json");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Messages_of_a_dead_host_come_back_well_before_its_job_counts_as_lost()
    {
        var validator = new SilenceValidator(HostFile, Settings());

        Assert.True(validator.Validate(null, new JobOptions()).Succeeded);
        Assert.True(validator.Validate(null, new JobOptions { SilentSeconds = 120 }).Succeeded);
        Assert.Contains(
            "Trad:Jobs:SilentSeconds is 119; it must be at least 120, twice controlQueueVisibilityTimeout of host.json (00:01:00)",
            validator.Validate(null, new JobOptions { SilentSeconds = 119 }).FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_go_before_host_json_and_without_either_the_defaults_of_Durable_count()
    {
        const string Provider = "AzureFunctionsJobHost:extensions:durableTask:storageProvider";
        var patient = new SilenceValidator(HostFile, Settings(($"{Provider}:workItemQueueVisibilityTimeout", "00:03:00")));
        var bare = new SilenceValidator(Path.Combine(ProjectTree.Root, "no-host.json"), Settings());
        var scheduler = new SilenceValidator(HostFile, Settings(($"{Provider}:type", "azureManaged")));

        Assert.Contains(
            "at least 360, twice workItemQueueVisibilityTimeout", patient.Validate(null, new JobOptions()).FailureMessage,
            StringComparison.Ordinal);
        Assert.Contains("at least 600", bare.Validate(null, new JobOptions()).FailureMessage, StringComparison.Ordinal);
        Assert.True(scheduler.Validate(null, new JobOptions { SilentSeconds = 1 }).Succeeded);
    }

    [Fact]
    public void Engine_that_says_how_long_work_may_stand_still_is_held_to_the_same()
    {
        var longest = new LocalRuntimeOptions { ConnectionString = "", Engine = DurableEngineKind.AzureStorage }.LongestStall;
        var validator = new StallValidator(longest);

        Assert.True(longest > TimeSpan.FromSeconds(5));
        Assert.True(validator.Validate(null, new JobOptions()).Succeeded);
        Assert.True(validator.Validate(null, new JobOptions { SilentSeconds = 2 * longest.TotalSeconds }).Succeeded);
        Assert.Contains(
            "Trad:Jobs:SilentSeconds is 1; it must be at least 16.8, twice the time",
            validator.Validate(null, new JobOptions { SilentSeconds = 1 }).FailureMessage, StringComparison.Ordinal);
        Assert.True(
            new StallValidator(new LocalRuntimeOptions { ConnectionString = "" }.LongestStall)
                .Validate(null, new JobOptions { SilentSeconds = 1 }).Succeeded);
    }

    [Fact]
    public async Task Running_job_that_was_never_reported_is_silent_since_it_was_started()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var job = await RecordRunningAsync(app);
        var since = DateTimeOffset.UtcNow - TimeSpan.FromMinutes(1);
        await app.Services.GetRequiredService<IJobStore>().UpdateAsync(
            job.Id, found => found with { StartedAt = since }, Cancellation);

        Assert.Equal(since, (await app.GetAsync(job.Id)).Progress.SilentSince);
    }

    [Fact]
    public async Task Running_job_that_nobody_works_on_says_since_when()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var progress = app.Services.GetRequiredService<IProgressStore>();
        var job = await RecordRunningAsync(app);
        var phases = PhaseLog.Begin(JobPhase.Evaluating, job.QueuedAt);
        var last = JobProgress.At(JobPhase.Evaluating, 1, 4, 0.5, TimeSpan.FromSeconds(2), 1);
        var recorded = await progress.WriteAsync(job.Id, 1, last, phases, DateTimeOffset.UtcNow, null, Cancellation);
        var alive = await app.GetAsync(job.Id);

        // Its host has gone a minute ago, and nobody else has come.
        var since = DateTimeOffset.UtcNow - TimeSpan.FromMinutes(1);
        await progress.WriteAsync(job.Id, 1, last, phases, since, recorded.Version, Cancellation);
        var silent = await app.GetAsync(job.Id);
        var told = new List<JobProgress>();
        await foreach (var (_, name, data) in EventStreamReader.FollowAsync(
            app.Http, $"api/training/jobs/{job.Id}/events", null, Cancellation))
        {
            if (name == "progress")
            {
                told.Add(JsonSerializer.Deserialize<JobProgress>(data, TradJson.Options)!);
                break;
            }
        }

        Assert.Null(alive.Progress.SilentSince);
        Assert.Equal((JobState.Running, since, null), (silent.State, silent.Progress.SilentSince, silent.Progress.RemainingMs));
        Assert.Equal(silent.Progress, Assert.Single(told));
    }

    [Fact]
    public void Sign_of_life_from_the_future_is_no_silence_and_one_that_is_recent_is_none()
    {
        var at = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var recorded = new RecordedProgress(1, JobProgress.Waiting(10), null, at, false, "1");

        Assert.Null(recorded.ToldAt(at - TimeSpan.FromHours(1))!.SilentSince);
        Assert.Null(recorded.ToldAt(at + JobSilence.Patience)!.SilentSince);
        Assert.Equal(at, recorded.ToldAt(at + JobSilence.Patience + TimeSpan.FromMilliseconds(1))!.SilentSince);
        Assert.Null((recorded with { Progress = null }).ToldAt(at.AddDays(1)));
    }

    // A job that runs by every record, whose orchestration is there and does nothing: it starts in an hour.
    private static async Task<TrainingJob> RecordRunningAsync(TrainingApp app)
    {
        var jobs = app.Services.GetRequiredService<IJobStore>();
        var backlog = app.Services.GetRequiredService<IJobBacklog>();
        var now = DateTimeOffset.UtcNow;
        var job = new TrainingJob
        {
            Id = jobs.NewId(now),
            Number = await jobs.TakeNumberAsync(Cancellation),
            State = JobState.Running,
            CreatedAt = now,
            QueuedAt = now,
            StartedAt = now,
            Request = TrainingRequestRules.Check(TrainingApp.Request(trials: 4), new())!,
            Seed = 1,
            Progress = JobProgress.Waiting(4),
        };
        await app.Durable.ScheduleNewOrchestrationInstanceAsync(
            nameof(TrainingOrchestrator), new TrainingRun(job.Id), new StartOrchestrationOptions(job.Id, now.AddHours(1)), Cancellation);
        Assert.True(await jobs.TryAddAsync(job, Cancellation));
        await backlog.AddAsync(job, Cancellation);
        var state = await backlog.ReadAsync(Cancellation);
        Assert.True(await backlog.TryStartAsync(state, state.Jobs[0] with { StartedAt = now }, Cancellation));
        return job;
    }

    private static IConfiguration Settings(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
}
