using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Trad.Functions.Tests.Hosting;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Functions.Tests.Training;

public sealed class JobStartTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_posts_at_once_with_one_idempotency_key_make_one_job()
    {
        await using var app = await TrainingApp.StartAsync(azurite);

        var jobs = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => app.PostAsync(TrainingApp.Request(trials: 4), "order 66")));
        await app.WaitAsync(jobs[0]);
        var later = await app.PostAsync(TrainingApp.Request(trials: 4), "order 66");

        Assert.Single(jobs.Append(later).Select(job => job.Id).Distinct());
        var listed = await app.Http.GetFromJsonAsync<ListPage<TrainingJob>>("api/training/jobs", TradJson.Options, Cancellation);
        Assert.Equal(1, Assert.Single(listed!.Items).Number);
        Assert.Equal(4, (await app.TrialsAsync(jobs[0])).Count);
    }

    [Fact]
    public async Task Idempotency_key_with_another_request_is_refused()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        await app.PostAsync(TrainingApp.Request(trials: 4), "key");

        using var message = new HttpRequestMessage(HttpMethod.Post, "api/training/jobs")
        {
            Headers = { { "Idempotency-Key", "key" } },
            Content = JsonContent.Create(TrainingApp.Request(trials: 5), options: TradJson.Options),
        };
        using var refused = await app.Http.SendAsync(message, Cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Waiting_jobs_start_by_priority_then_by_number()
    {
        await using var app = await TrainingApp.StartAsync(azurite, ("MaxConcurrent", "1"));
        var first = await app.PostStandingAsync(TrainingApp.Request(trials: 10_000), completed: 8);
        var jobs = new List<TrainingJob>();
        foreach (var priority in new[] { 0, -5, 10, 0 })
        {
            jobs.Add(await app.PostAsync(TrainingApp.Request(trials: 2, priority: priority)));
        }

        var positions = (await Task.WhenAll(jobs.Select(job => app.GetAsync(job.Id)))).Select(job => job.QueuePosition);
        using var stop = await app.PostAsync(first, "cancel");
        app.OpenGates();
        var ended = await Task.WhenAll(jobs.Select(job => app.WaitAsync(job)));

        Assert.Equal([2, 4, 1, 3], positions);
        Assert.Equal([2, 0, 3, 1], Enumerable.Range(0, 4).OrderBy(i => ended[i].StartedAt));
        Assert.All(
            ended,
            job => Assert.True(
                job.StartedAt >= ended.Where(other => other.StartedAt < job.StartedAt).Max(other => other.FinishedAt).GetValueOrDefault()));
    }

    [Fact]
    public async Task Dry_run_tells_the_cost_and_records_nothing()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var (jobs, journal) = (app.CountRows("Jobs"), app.CountRows("Journal"));

        using var answer = await app.Http.PostAsJsonAsync("api/training/jobs?dryRun=true", new TrainingRequest
        {
            Strategy = "liquidity-sweep",
            Exchange = "simulated",
            Symbol = "BTCUSDT",
            Interval = "5m",
            Preset = "quick",
        }, TradJson.Options, Cancellation);
        var forecast = await answer.Content.ReadFromJsonAsync<TrainingForecast>(TradJson.Options, Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal((true, 20, 20, 7.0), (forecast!.Valid, forecast.Trials, forecast.Backtests, forecast.Request.LookbackDays));
        Assert.InRange(forecast.Candles, 7 * 288 / 2, 7 * 288);
        Assert.True(forecast.EstimatedDurationMs > forecast.TrialMs && forecast.TrialMs > 0);
        Assert.True(forecast.ValidationMs > 0 && forecast.EstimatedDurationMs > forecast.ValidationMs);
        Assert.Equal((jobs, journal), (app.CountRows("Jobs"), app.CountRows("Journal")));
    }

    [Fact]
    public async Task Time_limit_ends_the_job_with_the_trials_it_has_and_says_so()
    {
        await using var app = await TrainingApp.StartAsync(azurite);

        // It stands with some trials until its time is over.
        var job = await app.PostStandingAsync(TrainingApp.Request(trials: 10_000) with { TimeLimitSeconds = 5 }, completed: 8);
        job = await app.WaitAsync(
            job, found => DateTimeOffset.UtcNow > found.StartedAt!.Value.AddSeconds(found.Request.TimeLimitSeconds!.Value));
        app.OpenGates();
        job = await app.WaitAsync(job);

        Assert.Equal(JobState.Completed, job.State);
        Assert.InRange(job.Progress.TrialsCompleted, 1, 9_999);
        Assert.Contains(job.Warnings, warning => warning.Contains("time limit", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Clone_repeats_a_request_with_changes()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var original = await app.RunAsync(TrainingApp.Request(trials: 6) with { Name = "first" });

        using var answer = await app.PostAsync(original, "clone", new { name = "second", lookbackCandles = 1000 });
        var clone = await app.WaitAsync((await answer.Content.ReadFromJsonAsync<TrainingJob>(TradJson.Options, Cancellation))!);
        using var wrong = await app.PostAsync(original, "clone", new { trials = 0 });

        Assert.Equal(
            (JobState.Completed, "second", 6, 1000), (clone.State, clone.Name, clone.Request.Trials, clone.Request.LookbackCandles));
        Assert.Null(clone.Request.LookbackDays);
        Assert.NotEqual(original.Id, clone.Id);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.NotNull((await wrong.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["errors"]!["trials"]);
    }
}
