using System.Globalization;
using System.Net.Http.Json;
using Trad.EndToEnd.Tests.Hosting;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.EndToEnd.Tests.Training;

/// <summary>
/// Many jobs under random cancellations, kills and restarts. <c>TRAD_SOAK_JOBS</c> says how many (10 by default, 300 for the
/// whole soak), <c>TRAD_SOAK_SEED</c> which accidents happen.
/// </summary>
public sealed class SoakTests(ServingHost host) : IClassFixture<ServingHost>
{
    private static readonly int Jobs = Setting("TRAD_SOAK_JOBS", 10);
    private static readonly int Seed = Setting("TRAD_SOAK_SEED", 7);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_job_ends_in_a_state_that_its_trials_explain()
    {
        var random = new Random(Seed);
        var posted = new List<TrainingJob>();
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        while (posted.Count < Jobs)
        {
            posted.Add(await host.Client.StartTrainingAsync(
                ServingHost.Request(posted.Count, random.Next(1, 120), random.Next(1, 9)) with { Optimizer = "random" }, Cancellation));
            await Task.Delay(random.Next(200), Cancellation);
            if (random.Next(3) == 0)
            {
                var victim = posted[random.Next(posted.Count)];
                using var answer = await host.Http.PostAsync(new Uri($"api/training/jobs/{victim.Id}/cancel", UriKind.Relative), null, Cancellation);
                answer.EnsureSuccessStatusCode();
                wanted.Add(victim.Id);
            }

            if (random.Next(5) == 0)
            {
                await host.KillAsync();
                await host.StartAsync();
            }
        }

        foreach (var job in posted)
        {
            await AssertExplainedAsync(await host.WaitAsync(job.Id), wanted.Contains(job.Id));
        }

        var system = await host.Http.GetFromJsonAsync<System.Text.Json.Nodes.JsonObject>("api/system", Cancellation);
        Assert.Equal((0, 0), ((int)system!["runningJobs"]!, (int)system["queuedJobs"]!));
        await AssertNothingIsLeftAsync(posted);
    }

    private async Task AssertExplainedAsync(TrainingJob job, bool isCancelWanted)
    {
        var trials = (await host.Http.GetFromJsonAsync<ListPage<TrialRecord>>($"api/training/jobs/{job.Id}/trials?limit=1000", TradJson.Options, Cancellation))!.Items;
        Assert.Equal(job.Progress.TrialsCompleted, trials.Count);
        Assert.Equal(trials.Max(trial => trial.Score), job.Best?.Score);
        Assert.Equal(trials.Select(trial => trial.Trial).Distinct().Order(), trials.Select(trial => trial.Trial));
        switch (job.State)
        {
            case JobState.Completed:
                Assert.Equal(job.Request.Trials, trials.Count);
                break;
            case JobState.Cancelled:
                Assert.True(isCancelWanted);
                break;
            default:
                Assert.Fail($"Job #{job.Number} is {job.State}: {job.Error}");
                break;
        }

        var events = await host.Http.GetStringAsync($"api/training/jobs/{job.Id}/events", Cancellation);
        Assert.Equal(1, events.Split("event: done").Length - 1);
        Assert.Equal(trials.Count, events.Split("event: trial").Length - 1);
    }

    // Whatever a job left goes with it.
    private async Task AssertNothingIsLeftAsync(List<TrainingJob> posted)
    {
        foreach (var job in posted)
        {
            using var answer = await host.Http.DeleteAsync(new Uri($"api/training/jobs/{job.Id}", UriKind.Relative), Cancellation);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
        }

        var left = await host.Http.GetFromJsonAsync<ListPage<TrainingJob>>("api/training/jobs", TradJson.Options, Cancellation);
        Assert.DoesNotContain(left!.Items, job => posted.Exists(known => known.Id == job.Id));
        foreach (var job in posted)
        {
            using var trials = await host.Http.GetAsync(new Uri($"api/training/jobs/{job.Id}/trials", UriKind.Relative), Cancellation);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, trials.StatusCode);
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
