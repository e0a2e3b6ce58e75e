using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Parquet;
using Trad.Functions.Tests.Hosting;
using Trad.Functions.Training;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Functions.Tests.Training;

public sealed class JobRecordsTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Finished_job_tells_its_phases_its_times_and_its_trials_in_every_format()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var job = await app.RunAsync(TrainingApp.Request(trials: 24));
        var trials = await app.TrialsAsync(job);

        Assert.Equal(
            [JobPhase.Queued, JobPhase.Loading, JobPhase.Exploring, JobPhase.Fitting, JobPhase.Evaluating, JobPhase.Validating,
                JobPhase.Publishing],
            job.PhaseTimings.Select(timing => timing.Phase));
        Assert.Equal(job.DurationsMs!.Total, job.PhaseTimings.Sum(timing => timing.DurationMs), 100.0);
        Assert.True(job.CreatedAt <= job.StartedAt && job.StartedAt <= job.FinishedAt);

        var csv = (await app.Http.GetStringAsync($"api/training/jobs/{job.Number}/trials?format=csv", Cancellation)).Split("\r\n");
        Assert.StartsWith("trial,round,state,score,reason,parameter.pierce_depth", csv[0], StringComparison.Ordinal);
        Assert.Equal(
            trials.Select(trial => trial.Parameters["pierce_depth"].Number),
            csv[1..^1].Select(line => double.Parse(line.Split(',')[5], CultureInfo.InvariantCulture)));

        using var file = new MemoryStream(
            await app.Http.GetByteArrayAsync($"api/training/jobs/{job.Id}/trials?format=parquet", Cancellation));
        await using var parquet = await ParquetReader.CreateAsync(file, cancellationToken: Cancellation);
        Assert.Equal(csv[0].Split(','), parquet.Schema.DataFields.Select(field => field.Name));
        using var group = parquet.OpenRowGroupReader(0);
        var scores = new double?[trials.Count];
        await group.ReadAsync<double>(parquet.Schema.DataFields[3], scores, cancellationToken: Cancellation);
        Assert.Equal(trials.Select(trial => trial.Score), scores);
    }

    [Fact]
    public async Task A_token_of_another_list_is_refused_by_name()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var jobs = new[] { await app.RunAsync(TrainingApp.Request(trials: 4)), await app.RunAsync(TrainingApp.Request(trials: 4)) };
        var (id, other) = (jobs[0].Id, jobs[1].Id);
        string[] lists = ["api/training/jobs?", "api/training/jobs?state=completed&", $"api/training/jobs/{id}/trials?",
            $"api/training/jobs/{id}/logs?", $"api/training/jobs/{other}/logs?"];
        foreach (var list in lists)
        {
            var token = (await app.Http.GetFromJsonAsync<JsonObject>(
                $"{list}limit=1", Cancellation))!["continuationToken"]!.GetValue<string>();
            foreach (var target in lists)
            {
                using var response = await app.Http.GetAsync($"{target}limit=1&continuationToken={token}", Cancellation);

                Assert.Equal(target == list ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
                if (target != list)
                {
                    Assert.NotNull((await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["errors"]!["continuationToken"]);
                }
            }
        }
    }

    [Fact]
    public async Task Log_is_paged_filtered_by_level_and_the_same_after_a_restart()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var job = await app.RunAsync(TrainingApp.Request(trials: 24));

        async Task<List<LogLine>> ReadAsync(string query)
        {
            var lines = new List<LogLine>();
            string? token = null;
            do
            {
                var page = await app.Http.GetFromJsonAsync<ListPage<LogLine>>(
                    $"api/training/jobs/{job.Id}/logs?{query}&continuationToken={token}", TradJson.Options, Cancellation);
                lines.AddRange(page!.Items);
                token = page.ContinuationToken;
            }
            while (token is not null);
            return lines;
        }

        var whole = await ReadAsync("limit=1000");
        var paged = await ReadAsync("limit=2");
        await app.RestartAsync();

        Assert.Equal(whole.Select(line => (line.Sequence, line.Message)), paged.Select(line => (line.Sequence, line.Message)));
        Assert.Equal(whole.Select(line => line.Sequence).Distinct().Order(), whole.Select(line => line.Sequence));
        Assert.Equal(whole.Select(line => line.Message), (await ReadAsync("limit=1000")).Select(line => line.Message));
        Assert.Contains(
            whole, line => line.Message.StartsWith("Round 1: 6 candidates", StringComparison.Ordinal) && line.Fields is not null);
        Assert.Contains(whole, line => line is { Level: JobLogLevel.Info, Phase: JobPhase.Publishing });
        Assert.Empty(await ReadAsync("level=error"));
    }

    [Fact]
    public async Task Job_that_cannot_run_fails_with_its_reason_in_the_job_and_in_the_log()
    {
        await using var app = await TrainingApp.StartAsync(azurite);

        // Such a request is refused; one that was accepted before its candles were gone is not. The next job's start starts it.
        var impossible = TrainingRequestRules.Check(
            TrainingApp.Request() with { LookbackDays = null, LookbackCandles = 50, HoldOut = 0 }, new ValidationErrors())!;
        var intake = app.Services.GetRequiredService<JobIntake>();
        var recorded = await intake.RecordAsync(impossible, intake.NewId(), Cancellation);
        await app.RunAsync(TrainingApp.Request(trials: 2));
        var job = await app.WaitAsync(recorded);
        var errors = await app.Http.GetFromJsonAsync<ListPage<LogLine>>(
            $"api/training/jobs/{job.Id}/logs?level=error", TradJson.Options, Cancellation);

        Assert.Equal(JobState.Failed, job.State);
        Assert.NotNull(job.Error);
        Assert.Equal(job.Error, Assert.Single(errors!.Items).Message);
    }

    [Fact]
    public async Task Job_is_read_by_number_answers_304_for_a_known_version_and_is_listed_by_filter()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var job = await app.RunAsync(TrainingApp.Request(trials: 4));
        await app.RunAsync(TrainingApp.Request(trials: 4) with { Symbol = "ETHUSDT" });

        Assert.Equal(job.Id, (await app.GetAsync("1")).Id);
        Assert.Equal(job.Id, (await app.GetAsync("#1")).Id);
        using var first = await app.Http.GetAsync(new Uri("api/training/jobs/1", UriKind.Relative), Cancellation);
        using var again = new HttpRequestMessage(HttpMethod.Get, "api/training/jobs/1")
        {
            Headers = { IfNoneMatch = { first.Headers.ETag! } },
        };
        using var known = await app.Http.SendAsync(again, Cancellation);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);

        var listed = await app.Http.GetFromJsonAsync<ListPage<TrainingJob>>(
            "api/training/jobs?state=completed&strategy=liquidity-sweep&symbol=BTCUSDT", TradJson.Options, Cancellation);
        Assert.Equal(job.Id, Assert.Single(listed!.Items).Id);
    }

    [Fact]
    public async Task Delete_removes_a_finished_job_with_all_it_left_and_refuses_a_running_one()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var running = await app.PostStandingAsync(TrainingApp.Request(trials: 10_000), completed: 8);
        using var busy = await app.Http.DeleteAsync(new Uri($"api/training/jobs/{running.Id}", UriKind.Relative), Cancellation);
        using var stop = await app.PostAsync(running, "cancel");
        app.OpenGates();
        var job = await app.WaitAsync(running);
        using var outdated = new HttpRequestMessage(HttpMethod.Delete, $"api/training/jobs/{job.Id}")
        {
            Headers = { { "If-Match", "\"old\"" } },
        };
        using var changed = await app.Http.SendAsync(outdated, Cancellation);

        using var gone = await app.Http.DeleteAsync(new Uri($"api/training/jobs/{job.Number}", UriKind.Relative), Cancellation);

        Assert.Equal(
            [HttpStatusCode.Conflict, HttpStatusCode.PreconditionFailed, HttpStatusCode.NoContent],
            [busy.StatusCode, changed.StatusCode, gone.StatusCode]);
        foreach (var path in new[] { "", "/logs", "/trials", "/events", "/insight" })
        {
            using var answer = await app.Http.GetAsync(new Uri($"api/training/jobs/{job.Id}{path}", UriKind.Relative), Cancellation);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.Equal(0, app.CountRows("Journal"));
        Assert.Null(await app.Durable.GetInstanceAsync(job.Id, Cancellation));
    }

    [Fact]
    public async Task Delete_removes_earlier_attempts_too_and_frees_the_idempotency_key()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var request = TrainingApp.Request(trials: 4);
        var job = await app.WaitAsync(await app.PostAsync(request, "again"));
        using var resumed = await app.PostAsync(job, "resume", new { trials = 4 });
        job = await app.WaitAsync(job, found => found is { Attempt: 2, IsFinished: true });

        using var gone = await app.Http.DeleteAsync(new Uri($"api/training/jobs/{job.Id}", UriKind.Relative), Cancellation);

        Assert.Equal((HttpStatusCode.NoContent, 2), (gone.StatusCode, job.Attempt));
        Assert.Null(await app.Durable.GetInstanceAsync(job.Id, Cancellation));
        Assert.Null(await app.Durable.GetInstanceAsync(job.OrchestrationId, Cancellation));
        Assert.Equal((1, 0, 0), (app.CountRows("Jobs"), app.CountRows("JobNumbers"), app.CountRows("JobKeys")));
        Assert.NotEqual(job.Id, (await app.WaitAsync(await app.PostAsync(request, "again"))).Id);
    }

    [Fact]
    public async Task Delete_of_a_job_that_was_resumed_meanwhile_leaves_it_as_it_is()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var finished = await app.RunAsync(TrainingApp.Request(trials: 4));
        app.Trials.HoldFrom(finished.Progress.TrialsCompleted);
        using var resumed = await app.PostAsync(finished, "resume", new { trials = 2_000 });

        var isRemoved = await app.Services.GetRequiredService<JobRemoval>()
            .RemoveAsync(finished, new DurableOrchestrations(app.Durable), Cancellation);
        using var stop = await app.PostAsync(finished, "cancel");
        app.OpenGates();
        var job = await app.WaitAsync(finished with { State = JobState.Running });

        Assert.False(isRemoved);
        Assert.Equal(JobState.Cancelled, job.State);
        Assert.Equal(job.Progress.TrialsCompleted, (await app.TrialsAsync(job)).Count);
    }

    [Fact]
    public async Task Insight_tells_importance_convergence_and_dependence()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var job = await app.RunAsync(TrainingApp.Request(trials: 24));

        var insight = await app.Http.GetFromJsonAsync<JsonObject>(
            $"api/training/jobs/{job.Id}/insight?pair=pierce_depth,risk_reward_ratio", Cancellation);
        using var wrong = await app.Http.GetAsync(
            new Uri($"api/training/jobs/{job.Id}/insight?pair=pierce_depth,luck", UriKind.Relative), Cancellation);

        var importance = insight!["importance"]!.AsArray();
        Assert.Equal(9, importance.Count);
        Assert.Equal(1, importance.Sum(entry => (double)entry!["importance"]!), 1e-6);
        Assert.Equal(24, insight["convergence"]!.AsArray().Count);
        Assert.Equal(job.Best!.Score, (double)insight["convergence"]![23]!["best"]!);
        Assert.All(insight["dependence"]!.AsArray(), entry => Assert.All(entry!["points"]!.AsArray(), point =>
            Assert.InRange((double)point!["mean"]!, (double)point["lower"]!, (double)point["upper"]!)));
        Assert.Equal("risk_reward_ratio", (string?)insight["pairs"]!["second"]);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [Fact]
    public async Task System_tells_version_jobs_orchestrations_and_timers()
    {
        await using var app = await TrainingApp.StartAsync(azurite, ("MaxConcurrent", "1"));
        var running = await app.PostStandingAsync(TrainingApp.Request(trials: 10_000), completed: 8);
        await app.PostAsync(TrainingApp.Request(trials: 4));

        var system = await app.Http.GetFromJsonAsync<JsonObject>("api/system", Cancellation);
        using var stop = await app.PostAsync(running, "cancel");

        Assert.Equal((1, 1), ((int)system!["runningJobs"]!, (int)system["queuedJobs"]!));
        Assert.Contains(system["orchestrations"]!.AsArray(), entry => (string?)entry!["instanceId"] == running.Id);
        var cleanup = system["timers"]!.AsArray().Single(timer => (string?)timer!["name"] == "OrphanCleanup")!;
        Assert.Equal("30 */5 * * * *", (string?)cleanup["schedule"]);
        Assert.True((DateTimeOffset)cleanup["next"]! > DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task System_shows_the_newest_orchestrations_and_not_the_first_by_name()
    {
        await using var app = await TrainingApp.StartAsync(azurite);

        // They are there and do nothing: they start in an hour.
        foreach (var id in Enumerable.Range(0, 101).Select(number => $"0-{number:000}").Append("9-newest"))
        {
            await app.Durable.ScheduleNewOrchestrationInstanceAsync(
                nameof(TrainingOrchestrator), new TrainingRun(id), new StartOrchestrationOptions(id, DateTimeOffset.UtcNow.AddHours(1)),
                Cancellation);
        }

        var system = await app.Http.GetFromJsonAsync<JsonObject>("api/system", Cancellation);

        var listed = system!["orchestrations"]!.AsArray().Select(entry => (string?)entry!["instanceId"]).ToList();
        Assert.Equal((100, "9-newest"), (listed.Count, listed[0]));
        Assert.DoesNotContain("0-000", listed);
    }
}
