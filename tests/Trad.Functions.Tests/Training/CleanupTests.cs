using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Trad.Functions.Operations;
using Trad.Functions.Tests.Hosting;
using Trad.Functions.Training;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Functions.Tests.Training;

public sealed class CleanupTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Job_whose_orchestration_was_terminated_goes_on_to_the_same_trials()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var whole = await app.RunAsync(TrainingApp.Request(trials: 200, batchSize: 8));
        var lost = await app.PostStandingAsync(TrainingApp.Request(trials: 200, batchSize: 8), completed: 30);
        await EndAsync(app, lost.Id);
        app.OpenGates();

        var report = await CleanUpAsync(app);
        var resumed = await app.WaitAsync(lost);

        Assert.Equal((lost.Id, "its orchestration had been terminated"), (Assert.Single(report.Resumed).Id, report.Resumed[0].Reason));
        Assert.Equal((JobState.Completed, 2, 1), (resumed.State, resumed.Attempt, resumed.Recoveries));
        Assert.Equal(await app.TrialsTextAsync(whole), await app.TrialsTextAsync(resumed));
    }

    [Fact]
    public async Task Job_whose_orchestration_is_gone_goes_on_and_one_lost_too_often_fails_with_the_reason()
    {
        await using var app = await TrainingApp.StartAsync(azurite, ("MaxRecoveries", "1"));
        var job = await app.PostStandingAsync(TrainingApp.Request(trials: 10_000), completed: 12);
        await EndAsync(app, job.OrchestrationId);
        app.OpenGates();
        app.Trials.HoldFrom(200);
        await app.Durable.PurgeInstanceAsync(job.OrchestrationId, Cancellation);
        var first = await CleanUpAsync(app);
        job = await app.WaitAsync(job, found => found is { Attempt: 2, State: JobState.Running });
        await EndAsync(app, job.OrchestrationId);
        app.OpenGates();

        var second = await CleanUpAsync(app);
        var failed = await app.WaitAsync(job);

        Assert.Equal("its orchestration was gone", Assert.Single(first.Resumed).Reason);
        Assert.Equal(job.Id, Assert.Single(second.Failed).Id);
        Assert.Equal(JobState.Failed, failed.State);
        Assert.Equal("The job was given up after 1 resumptions: its orchestration had been terminated.", failed.Error);
        Assert.Equal((await app.TrialsAsync(failed)).Count, failed.Progress.TrialsCompleted);
    }

    [Fact]
    public async Task Job_whose_resumption_was_cut_off_is_resumed_and_not_cancelled()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var job = await app.PostStandingAsync(TrainingApp.Request(trials: 400, batchSize: 8), completed: 12);

        // The first step of a resumption; the host was killed before the second, and its orchestration goes on at the next start.
        await app.Services.GetRequiredService<IJobJournal>().CloseAsync(job.Id, job.Attempt);
        app.OpenGates();
        await app.Durable.WaitForInstanceCompletionAsync(job.OrchestrationId, Cancellation);
        var left = await app.GetAsync(job.Id);

        var report = await CleanUpAsync(app);
        var resumed = await app.WaitAsync(job);

        Assert.Equal((false, 1), (left.IsFinished, left.Attempt));
        Assert.Equal(
            (job.Id, "its orchestration had ended without a result"), (Assert.Single(report.Resumed).Id, report.Resumed[0].Reason));
        Assert.Equal((JobState.Completed, 2, 400), (resumed.State, resumed.Attempt, resumed.Progress.TrialsCompleted));
    }

    [Fact]
    public async Task Silent_job_is_started_anew()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var backlog = app.Services.GetRequiredService<IJobBacklog>();
        var job = await RecordAsync(app);
        await backlog.AddAsync(job, Cancellation);

        // An orchestration that is there but does nothing: it starts in an hour.
        await app.Durable.ScheduleNewOrchestrationInstanceAsync(
            nameof(TrainingOrchestrator), new TrainingRun(job.Id), new StartOrchestrationOptions(job.Id, DateTimeOffset.UtcNow.AddHours(1)),
            Cancellation);
        var state = await backlog.ReadAsync(Cancellation);
        Assert.True(await backlog.TryStartAsync(state, state.Jobs[0] with { StartedAt = DateTimeOffset.UtcNow }, Cancellation));
        Assert.Empty((await CleanUpAsync(app)).Resumed);

        var later = new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(6));
        var check = ActivatorUtilities.CreateInstance<OrchestrationCheck>(app.Services, later);
        var report = await ActivatorUtilities.CreateInstance<JobCleanup>(app.Services, check)
            .RunAsync(new DurableOrchestrations(app.Durable), Cancellation);
        var ended = await app.WaitAsync(job);

        Assert.Contains("no sign of life for 300 seconds", Assert.Single(report.Resumed).Reason, StringComparison.Ordinal);
        Assert.Equal(JobState.Completed, ended.State);
    }

    [Fact]
    public async Task Job_recorded_without_a_place_gets_one_and_a_place_without_a_job_goes()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var backlog = app.Services.GetRequiredService<IJobBacklog>();
        var recorded = await RecordAsync(app);
        await backlog.AddAsync(
            recorded with { Id = app.Services.GetRequiredService<IJobStore>().NewId(DateTimeOffset.UtcNow), Number = 99 }, Cancellation);

        await CleanUpAsync(app);
        var ended = await app.WaitAsync(recorded);

        Assert.Equal(JobState.Completed, ended.State);
        while ((await backlog.ReadAsync(Cancellation)).Jobs.Count > 0)
        {
            await Task.Delay(20, Cancellation);
        }
    }

    [Fact]
    public async Task Job_recorded_without_a_place_is_started_in_the_trace_of_the_request_that_asked_for_it()
    {
        const string Asked = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var starts = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == AppTelemetry.Source.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = starts.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var app = await TrainingApp.StartAsync(azurite);
        var recorded = await RecordAsync(app, traceParent: Asked);

        await CleanUpAsync(app);
        await app.WaitAsync(recorded);

        Assert.Equal("start training", Assert.Single(starts, start => start.ParentId == Asked).OperationName);
    }

    [Fact]
    public async Task Job_that_ended_just_before_the_host_stopped_has_its_end_recorded_once_and_its_place_cleared()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var backlog = app.Services.GetRequiredService<IJobBacklog>();
        var job = await RecordAsync(app);
        await backlog.AddAsync(job, Cancellation);
        await app.Services.GetRequiredService<IJobStore>()
            .UpdateAsync(job.Id, found => found.Finish(JobState.Cancelled, null, DateTimeOffset.UtcNow), Cancellation);

        await CleanUpAsync(app);
        await CleanUpAsync(app);

        var recorded = await app.Services.GetRequiredService<IJobJournal>().ReadAsync(job.Id, -1, Cancellation);
        Assert.Equal((JobEventKind.Done, 1), (Assert.Single(recorded).Kind, recorded[0].Attempt));
        Assert.Empty((await backlog.ReadAsync(Cancellation)).Jobs);
    }

    [Fact]
    public async Task Job_counted_as_started_but_never_scheduled_is_not_lost_and_runs_as_its_first_attempt()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var backlog = app.Services.GetRequiredService<IJobBacklog>();
        var job = await RecordAsync(app);
        await backlog.AddAsync(job, Cancellation);
        var state = await backlog.ReadAsync(Cancellation);
        Assert.True(await backlog.TryStartAsync(state, state.Jobs[0] with { StartedAt = DateTimeOffset.UtcNow }, Cancellation));

        var report = await CleanUpAsync(app);
        var ended = await app.WaitAsync(job);

        Assert.Empty(report.Resumed);
        Assert.Equal((JobState.Completed, 1, 0), (ended.State, ended.Attempt, ended.Recoveries));
    }

    [Fact]
    public async Task Job_that_went_on_just_before_the_host_stopped_waits_in_a_new_place_at_once()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var backlog = app.Services.GetRequiredService<IJobBacklog>();
        var job = await RecordAsync(app);
        await backlog.AddAsync(job, Cancellation);
        await app.Services.GetRequiredService<IJobStore>()
            .UpdateAsync(job.Id, found => found with { Attempt = 2, Recoveries = 1 }, Cancellation);

        await CleanUpAsync(app);
        var ended = await app.WaitAsync(job);

        Assert.Equal((JobState.Completed, 2), (ended.State, ended.Attempt));
    }

    [Fact]
    public async Task Cleanup_that_is_due_looks_for_places_of_young_jobs_and_once_a_day_for_all()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var cleanup = app.Services.GetRequiredService<JobCleanup>();
        await cleanup.RunDueAsync(new DurableOrchestrations(app.Durable), Cancellation);
        var old = await RecordAsync(app, DateTimeOffset.UtcNow.AddHours(-2));
        var young = await RecordAsync(app);

        await cleanup.RunDueAsync(new DurableOrchestrations(app.Durable), Cancellation);

        Assert.Equal(JobState.Completed, (await app.WaitAsync(young)).State);
        Assert.Equal(JobState.Queued, (await app.GetAsync(old.Id)).State);
        await app.RestartAsync();
        Assert.Equal(JobState.Completed, (await app.WaitAsync(old)).State);
    }

    [Fact]
    public async Task Retention_by_age_removes_the_journals_and_orchestrations_of_every_attempt_once()
    {
        await using var app = await TrainingApp.StartAsync(azurite, ("KeepDays", "1"));
        var old = await app.RunAsync(TrainingApp.Request(trials: 4));
        using var resume = await app.PostAsync(old, "resume", new { trials = 2 });
        old = await app.WaitAsync(await app.GetAsync(old.Id));
        var young = await app.RunAsync(TrainingApp.Request(trials: 4));
        await app.Services.GetRequiredService<IJobStore>()
            .UpdateAsync(old.Id, job => job with { FinishedAt = job.FinishedAt!.Value.AddDays(-2) }, Cancellation);
        var retention = app.Services.GetRequiredService<JobRetention>();

        var removed = (await retention.RunAsync(new DurableOrchestrations(app.Durable), Cancellation), await retention.RunAsync(
            new DurableOrchestrations(app.Durable), Cancellation));

        Assert.Equal((1, 0), removed);
        Assert.Equal(2, old.Attempt);
        Assert.Empty(await app.TrialsAsync(old));
        Assert.Null(await app.Durable.GetInstanceAsync(old.Id, Cancellation));
        Assert.Null(await app.Durable.GetInstanceAsync(old.OrchestrationId, Cancellation));
        Assert.Equal(4, (await app.TrialsAsync(young)).Count);
        Assert.NotNull(await app.Durable.GetInstanceAsync(young.OrchestrationId, Cancellation));
    }

    [Fact]
    public async Task Restarted_host_carries_running_and_waiting_jobs_on()
    {
        await using var app = await TrainingApp.StartAsync(azurite, ("MaxConcurrent", "1"));
        var running = await app.PostStandingAsync(TrainingApp.Request(trials: 300), completed: 12);
        var waiting = await app.PostAsync(TrainingApp.Request(trials: 4));

        await app.RestartAsync();

        Assert.Equal((JobState.Completed, 300), ((await app.WaitAsync(running)).State, (await app.TrialsAsync(running)).Count));
        Assert.Equal(JobState.Completed, (await app.WaitAsync(waiting)).State);
    }

    [Fact]
    public async Task Retention_keeps_the_newest_journals_and_every_job()
    {
        await using var app = await TrainingApp.StartAsync(azurite, ("KeepJobs", "1"));
        var old = await app.RunAsync(TrainingApp.Request(trials: 4));
        var young = await app.RunAsync(TrainingApp.Request(trials: 4));

        var removed = await app.Services.GetRequiredService<JobRetention>().RunAsync(new DurableOrchestrations(app.Durable), Cancellation);

        Assert.Equal(1, removed);
        Assert.Empty(await app.TrialsAsync(old));
        Assert.Equal(4, (await app.TrialsAsync(young)).Count);
        Assert.Equal(old.Best!.Score, (await app.GetAsync(old.Id)).Best!.Score);
        Assert.NotNull((await app.GetAsync(old.Id)).JournalRemovedAt);
        using var resume = await app.PostAsync(old, "resume", new { trials = 4 });
        Assert.Equal(System.Net.HttpStatusCode.Conflict, resume.StatusCode);
    }

    private static async Task<CleanupReport> CleanUpAsync(TrainingApp app)
    {
        using var answer = await app.Http.PostAsync(new Uri("api/training/jobs/cleanup", UriKind.Relative), null, Cancellation);
        return (await answer.Content.ReadFromJsonAsync<CleanupReport>(TradJson.Options, Cancellation))!;
    }

    private static async Task EndAsync(TrainingApp app, string instanceId)
    {
        await app.Durable.TerminateInstanceAsync(instanceId, "by hand", Cancellation);
        await app.Durable.WaitForInstanceCompletionAsync(instanceId, Cancellation);
    }

    private static async Task<TrainingJob> RecordAsync(TrainingApp app, DateTimeOffset? createdAt = null, string? traceParent = null)
    {
        var jobs = app.Services.GetRequiredService<IJobStore>();
        var request = Trad.Training.Requests.TrainingRequestRules.Check(TrainingApp.Request(trials: 4), new())!;
        var now = createdAt ?? DateTimeOffset.UtcNow;
        var job = new TrainingJob
        {
            Id = jobs.NewId(now),
            Number = await jobs.TakeNumberAsync(Cancellation),
            State = JobState.Queued,
            CreatedAt = now,
            QueuedAt = now,
            TraceParent = traceParent,
            Request = request,
            Seed = 1,
            Progress = JobProgress.Waiting(4),
        };
        Assert.True(await jobs.TryAddAsync(job, Cancellation));
        return job;
    }
}
