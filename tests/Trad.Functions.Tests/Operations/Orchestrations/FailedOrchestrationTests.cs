using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client.Grpc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Trad.Functions.Operations.Health;
using Trad.Functions.Tests.Hosting;
using Trad.Functions.Training;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Jobs;
using Trad.Training.Operations;
using Trad.Training.Requests;

namespace Trad.Functions.Tests.Operations.Orchestrations;

/// <summary>
/// The orchestration of a job at work fails, by a defect or a release that does not fit its history: it is told without waiting for the
/// next clean-up, on every host alike.
/// </summary>
public sealed class FailedOrchestrationTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly AppHost _app = new(azurite);
    private readonly ScopeRecorder _log = new();
    private readonly QuietClock _clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app.Clock = _clock;
        _app.Logs = _log;
        _app.Settings["Trad:Jobs:MaxRecoveries"] = "1";
        await _app.InitializeAsync();

        // The clean-up of the start would take up what is lost, and the next wake is minutes away.
        var runs = _app.Services.GetRequiredService<ITimerLog>();
        while ((await runs.ReadAsync(Cancellation)).GetValueOrDefault("OrphanCleanup") is not { Ended: not null })
        {
            await Task.Delay(20, Cancellation);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Failed_orchestration_of_a_job_at_work_is_named_by_health_and_the_job_goes_on_when_it_is_read()
    {
        var job = await LoseAsync(recoveries: 0);
        var degraded = await HealthAsync();
        var read = await ReadAsync(job);
        await EndAsync(job);
        var healthy = await HealthAsync();

        Assert.Equal("degraded", (string?)degraded["status"]);
        Assert.StartsWith(
            $"the orchestration of job #{job.Number} failed", (string?)degraded["checks"]!["orchestrations"], StringComparison.Ordinal);
        Assert.Equal((2, 1), (read.Attempt, read.Recoveries));
        var error = Assert.Single(_log.Errors, line => line.Contains(job.Id, StringComparison.Ordinal));
        Assert.Matches($"^Job {job.Number} .* lost its attempt 1: its orchestration had failed: .+", error);
        Assert.Equal("healthy", (string?)healthy["checks"]!["orchestrations"]);
    }

    [Fact]
    public async Task Job_that_was_lost_too_often_fails_with_the_reason_of_its_orchestration_when_it_is_read()
    {
        var job = await LoseAsync(recoveries: 1);

        var read = await ReadAsync(job);

        Assert.Equal(JobState.Failed, read.State);
        Assert.Matches("^The job was given up after 1 resumptions: its orchestration had failed: .+", read.Error);
        Assert.Single(_log.Errors, line => line.Contains(job.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Job_that_several_read_at_once_is_taken_up_once()
    {
        var job = await LoseAsync(recoveries: 0);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ReadAsync(job)));
        await EndAsync(job);

        var ended = await ReadAsync(job);
        Assert.Equal((2, 1), (ended.Attempt, ended.Recoveries));
        var log = await _app.Http.GetFromJsonAsync<JsonObject>($"api/training/jobs/{job.Id}/logs", Cancellation);
        Assert.Single(
            log!["items"]!.AsArray(), line => ((string)line!["message"]!).StartsWith("Resumed: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, "cannot be read: the Functions host answered Unavailable")]
    [InlineData(true, "could not be read within 3 seconds")]
    public async Task Silent_job_is_read_and_health_answers_also_while_the_host_of_the_orchestrations_does_not(bool isThere, string told)
    {
        var job = await StartAsync(recoveries: 0);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        if (!isThere)
        {
            listener.Stop();
        }

        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        await using var nobody = new GrpcDurableTaskClient(
            "nobody", new GrpcDurableTaskClientOptions { Channel = channel }, NullLogger.Instance);

        var read = await AnswerAsync(request => ActivatorUtilities.CreateInstance<TrainingJobFunctions>(_app.Services)
            .GetTrainingJob(request, job.Id, nobody, Cancellation));
        var health = await AnswerAsync(request => ActivatorUtilities.CreateInstance<HealthFunctions>(_app.Services)
            .GetHealth(request, nobody, Cancellation));

        Assert.Equal((job.Id, "running"), ((string?)read["id"], (string?)read["state"]));
        Assert.Equal("degraded", (string?)health["status"]);
        Assert.Equal(told, (string?)health["checks"]!["orchestrations"]);
    }

    [Fact]
    public async Task Silent_job_whose_orchestration_runs_is_left_alone_when_it_is_read()
    {
        var job = await StartAsync(recoveries: 0);
        await _app.Durable.ScheduleNewOrchestrationInstanceAsync(
            nameof(TrainingOrchestrator), new TrainingRun(job.Id),
            new StartOrchestrationOptions(job.OrchestrationId, _clock.GetUtcNow().AddHours(1)), Cancellation);

        var read = await ReadAsync(job);

        Assert.Equal((1, JobState.Running), (read.Attempt, read.State));
        Assert.NotNull(read.Progress.SilentSince);
    }

    [Fact]
    public async Task Silent_job_whose_orchestration_is_not_found_is_left_to_the_clean_up_when_it_is_read()
    {
        var job = await StartAsync(recoveries: 0);

        var read = await ReadAsync(job);

        Assert.Equal((1, JobState.Running), (read.Attempt, read.State));
        Assert.Empty(_log.Errors);
    }

    // A job at work whose orchestration is given nothing to do, which none survives.
    private async Task<TrainingJob> LoseAsync(int recoveries)
    {
        var job = await StartAsync(recoveries);
        await _app.Durable.ScheduleNewOrchestrationInstanceAsync(
            nameof(TrainingOrchestrator), null, new StartOrchestrationOptions(job.OrchestrationId), Cancellation);
        await _app.Durable.WaitForInstanceCompletionAsync(job.OrchestrationId, Cancellation);
        return job;
    }

    // Silent for longer than a job is that somebody works on.
    private async Task<TrainingJob> StartAsync(int recoveries)
    {
        var jobs = _app.Services.GetRequiredService<IJobStore>();
        var backlog = _app.Services.GetRequiredService<IJobBacklog>();
        var started = _clock.GetUtcNow() - (JobSilence.Patience * 2);
        var job = new TrainingJob
        {
            Id = jobs.NewId(started),
            Number = await jobs.TakeNumberAsync(Cancellation),
            State = JobState.Running,
            CreatedAt = started,
            QueuedAt = started,
            StartedAt = started,
            Recoveries = recoveries,
            Request = TrainingRequestRules.Check(TrainingApp.Request(trials: 4), new ValidationErrors())!,
            Seed = 1,
            Progress = JobProgress.Waiting(4),
        };
        Assert.True(await jobs.TryAddAsync(job, Cancellation));
        await backlog.AddAsync(job, Cancellation);
        var state = await backlog.ReadAsync(Cancellation);
        var place = state.Jobs.Single(each => each.Id == job.Id);
        Assert.True(await backlog.TryStartAsync(state, place with { StartedAt = started }, Cancellation));
        return job;
    }

    private async Task<TrainingJob> ReadAsync(TrainingJob job) =>
        (await _app.Http.GetFromJsonAsync<TrainingJob>($"api/training/jobs/{job.Id}", TradJson.Options, Cancellation))!;

    // There are no candles, so it ends soon.
    private async Task EndAsync(TrainingJob job)
    {
        while (!(await ReadAsync(job)).IsFinished)
        {
            await Task.Delay(20, Cancellation);
        }
    }

    private async Task<JsonObject> AnswerAsync(Func<HttpRequest, Task<IResult>> function)
    {
        var http = new DefaultHttpContext { RequestServices = _app.Services };
        using var body = new MemoryStream();
        http.Response.Body = body;
        await (await function(http.Request)).ExecuteAsync(http);
        return JsonNode.Parse(body.ToArray())!.AsObject();
    }

    private async Task<JsonObject> HealthAsync() => (await _app.Http.GetFromJsonAsync<JsonObject>("api/health", Cancellation))!;

    // It is half a minute after a wake when the test begins.
    private sealed class QuietClock : TimeProvider
    {
        private readonly TimeSpan _shift = new DateTimeOffset(2030, 1, 1, 12, 1, 0, TimeSpan.Zero) - System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;
    }
}
