using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Trad.EndToEnd.Tests.Hosting;
using Trad.Training;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Trials;

namespace Trad.EndToEnd.Tests.Training;

public abstract class TrainingTests(ServingHost host)
{
    [Fact]
    public async Task Start_valid_request_answers_202_with_the_jobs_location()
    {
        using var response = await host.Http.PostAsJsonAsync(
            "api/training/jobs", ServingHost.Request(seed: 1, trials: 4), TradJson.Options, TestContext.Current.CancellationToken);

        var job = await response.Content.ReadFromJsonAsync<TrainingJob>(TradJson.Options, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal($"/api/training/jobs/{job!.Id}", response.Headers.Location!.ToString());
        Assert.Equal(JobState.Queued, job.State);
        Assert.True(job.Number > 0);
    }

    [Fact]
    public async Task Job_completed_tells_its_data_its_best_trial_and_where_the_time_went()
    {
        var job = await RunAsync(ServingHost.Request(seed: 2, trials: 12));

        var trials = await ReadTrialsAsync(job.Id);
        Assert.Equal(JobState.Completed, job.State);
        Assert.Equal(12, job.Progress.TrialsCompleted);
        Assert.Equal(100, job.Progress.Percent);
        Assert.Equal(8640, job.Data!.Candles);
        Assert.Equal(64, job.Data.Fingerprint.Length);
        Assert.Equal(Enumerable.Range(0, 12), trials.Select(trial => trial.Trial));
        Assert.Equal(trials.Max(trial => trial.Score), job.Best!.Score);
        Assert.Equal(
            job.DurationsMs!.Total,
            job.DurationsMs.Load + job.DurationsMs.Fit + job.DurationsMs.Backtest + job.DurationsMs.Storage + job.DurationsMs.Orchestration,
            0.5);
    }

    [Fact]
    public async Task Trials_same_seed_are_the_same_bit_for_bit()
    {
        var first = await RunAsync(ServingHost.Request(seed: 42, trials: 20));
        var second = await RunAsync(ServingHost.Request(seed: 42, trials: 20));
        var other = await RunAsync(ServingHost.Request(seed: 43, trials: 20));

        var trials = await ReadTextAsync(first.Id);
        Assert.Equal(trials, await ReadTextAsync(second.Id));
        Assert.NotEqual(trials, await ReadTextAsync(other.Id));
    }

    [Fact]
    public async Task Progress_while_running_never_falls()
    {
        var job = await host.Client.StartTrainingAsync(
            ServingHost.Request(seed: 5, trials: 200, batchSize: 2) with { Optimizer = "random" }, TestContext.Current.CancellationToken);
        var seen = new List<JobProgress>();
        while (!job.IsFinished)
        {
            job = await host.Client.GetJobAsync(job.Id, TestContext.Current.CancellationToken);
            seen.Add(job.Progress);
        }

        Assert.Equal(JobState.Completed, job.State);
        Assert.Equal(seen.Select(progress => progress.Percent).Order(), seen.Select(progress => progress.Percent));
        Assert.Contains(seen, progress => progress is { TrialsCompleted: > 0 and < 200 });
    }

    [Fact]
    public async Task Jobs_listed_page_by_page_come_newest_first_and_once_each()
    {
        for (var i = 0; i < 3; i++)
        {
            await RunAsync(ServingHost.Request(seed: i, trials: 1));
        }

        var numbers = new List<int>();
        string? token = null;
        do
        {
            var page = await host.Http.GetFromJsonAsync<ListPage<TrainingJob>>(
                $"api/training/jobs?limit=2&continuationToken={token}", TradJson.Options, TestContext.Current.CancellationToken);
            Assert.True(page!.Items.Count <= 2);
            numbers.AddRange(page.Items.Select(job => job.Number));
            token = page.ContinuationToken;
        }
        while (token is not null);

        Assert.True(numbers.Count >= 3);
        Assert.Equal(numbers.Distinct().OrderDescending(), numbers);
    }

    [Fact]
    public async Task Get_unknown_job_answers_404_with_problem_details()
    {
        using var response = await host.Http.GetAsync("api/training/jobs/nonsense", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    private async Task<TrainingJob> RunAsync(TrainingRequest request) =>
        await host.WaitAsync((await host.Client.StartTrainingAsync(request, TestContext.Current.CancellationToken)).Id);

    private async Task<IReadOnlyList<TrialRecord>> ReadTrialsAsync(string jobId) =>
        JsonSerializer.Deserialize<ListPage<TrialRecord>>(await ReadTextAsync(jobId), TradJson.Options)!.Items;

    private Task<string> ReadTextAsync(string jobId) =>
        host.Http.GetStringAsync($"api/training/jobs/{jobId}/trials?limit=1000", TestContext.Current.CancellationToken);
}
