using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trad.EndToEnd.Tests.Faults;
using Trad.EndToEnd.Tests.Hosting;
using Trad.LocalRuntime.Emulator;
using Trad.Optimization;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.EndToEnd.Tests.Soak;

/// <summary>
/// Many jobs of every kind under random cancellations, kills and restarts: each ends in a state that its trials explain, and
/// storage holds nothing that belongs to nothing, neither then nor after everything was deleted.
/// </summary>
public sealed class SoakTests(ServingHost host) : IClassFixture<ServingHost>
{
    // Longer than any job takes; a queue that does not get shorter for so long never will.
    private static readonly TimeSpan StallPatience = TimeSpan.FromSeconds(120);

    private readonly PatientHttp _http = new(host);
    private readonly SoakLoad _load = new(new PatientHttp(host), SoakPlan.Seed);

    [Fact]
    public async Task Every_job_ends_in_a_state_that_its_trials_explain_and_nothing_is_orphaned()
    {
        var began = Stopwatch.GetTimestamp();
        await host.ImportAsync(SoakRequests.OtherSymbol);
        var accidents = new Accidents(host, SoakPlan.Seed);

        await accidents.HappenAsync(SoakPlan.Jobs / 4, meanwhile: _load.RunAsync(SoakPlan.Jobs));
        await WaitForAllAsync();
        var jobs = await _http.ListAsync<TrainingJob>("api/training/jobs");
        var trials = new Dictionary<string, IReadOnlyList<TrialRecord>>(StringComparer.Ordinal);
        foreach (var job in jobs)
        {
            trials[job.Id] = await _http.ListAsync<TrialRecord>($"api/training/jobs/{job.Id}/trials");
            await AssertExplainedAsync(job, trials[job.Id]);
        }

        AssertClonesAgree(jobs, trials);
        await host.StopAsync();
        var full = await AuditAsync();
        await host.StartAsync();

        await accidents.HappenAsync(SoakPlan.Jobs / 20, meanwhile: DeleteAllAsync(jobs));
        await host.StopAsync();
        var empty = await AuditAsync();
        await host.StartAsync();

        Report($"{jobs.Count} jobs ({string.Join(", ", jobs.CountBy(job => job.State).Select(state => $"{state.Value} {state.Key}"))}), "
            + $"{trials.Values.Sum(each => each.Count)} trials, {full.Assets.Count} assets, {jobs.Sum(job => job.Recoveries)} recoveries, "
            + $"{_load.Resumptions} resumptions, {_load.Clones.Count} clones, {_load.Revalidations} revalidations, {_load.Refusals} deletions refused; "
            + $"{accidents.Kills} kills, {accidents.Stops} stops, starts {accidents.Starts.Average(start => start.TotalMilliseconds):0} ms on average and "
            + $"{accidents.Starts.Max().TotalMilliseconds:0} at most; {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s in all");
        Assert.Equal(jobs.Select(job => job.Id).Order(), full.JobIds.Order());
        Assert.Empty(full.FindOrphans());
        AssertAssetsAre(jobs, trials, full.Assets);
        Assert.Empty(empty.JobIds);
        Assert.Empty(empty.Assets);
        Assert.Empty(empty.FindOrphans());
        Assert.DoesNotContain(
            host.Errors.Split('\n'),
            line => line.StartsWith("fail: ", StringComparison.Ordinal) || line.StartsWith("crit: ", StringComparison.Ordinal));
    }

    private static void Report(string figures) => TestContext.Current.TestOutputHelper!.WriteLine(figures);

    private async Task WaitForAllAsync()
    {
        var (least, since) = (int.MaxValue, Stopwatch.GetTimestamp());
        while (true)
        {
            var system = await _http.GetAsync<JsonObject>("api/system");
            var open = (int)system["runningJobs"]! + (int)system["queuedJobs"]!
                + system["orchestrations"]!.AsArray().Count(each => (string?)each!["status"] is "pending" or "running");
            if (open == 0)
            {
                return;
            }

            (least, since) = open < least ? (open, Stopwatch.GetTimestamp()) : (least, since);
            Assert.True(Stopwatch.GetElapsedTime(since) < StallPatience, $"{open} jobs and orchestrations do not end: {system}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private async Task AssertExplainedAsync(TrainingJob job, IReadOnlyList<TrialRecord> trials)
    {
        var name = $"Job #{job.Number} ({job.State}, attempt {job.Attempt})";
        var numbers = trials.Select(trial => trial.Trial).ToList();
        Assert.True(numbers.SequenceEqual(numbers.Distinct().Order()), $"{name} has the trials {string.Join(',', numbers)}");
        Assert.True(job.Progress.TrialsCompleted == trials.Count, $"{name} counts {job.Progress.TrialsCompleted} of {trials.Count} trials");
        Assert.All(numbers, number => Assert.InRange(number, 0, job.Request.Trials!.Value - 1));
        Assert.True(
            job.Request.AllObjectives.Count > 1 || Best(trials) == job.Best?.Score,
            $"{name} has the best {job.Best?.Score}, not {Best(trials)}");
        switch (job.State)
        {
            case JobState.Completed:
                Assert.True(job.Request.Trials == trials.Count, $"{name} did {trials.Count} of {job.Request.Trials} trials");
                break;
            case JobState.Cancelled:
                Assert.True(_load.Cancelled.ContainsKey(job.Id), $"{name}, which nobody asked for");
                break;
            default:
                Assert.Fail($"{name}: {job.Error}");
                break;
        }

        var events = (await _http.SendAsync(HttpMethod.Get, $"api/training/jobs/{job.Id}/events")).Body;
        Assert.Equal(1, events.Split("event: done").Length - 1);
        Assert.Equal(trials.Count, events.Split("event: trial").Length - 1);
    }

    // The same request and seed give the same trials, whatever happened to each of the two.
    private void AssertClonesAgree(IReadOnlyList<TrainingJob> jobs, Dictionary<string, IReadOnlyList<TrialRecord>> trials)
    {
        var attempts = jobs.ToDictionary(job => job.Id, job => job.Attempt - job.Recoveries, StringComparer.Ordinal);
        foreach (var (copy, original) in _load.Clones.Where(
            pair => attempts.GetValueOrDefault(pair.Copy) == 1 && attempts.GetValueOrDefault(pair.Original) == 1))
        {
            var known = trials[original].ToDictionary(trial => trial.Trial);
            Assert.All(
                trials[copy].Where(trial => known.ContainsKey(trial.Trial)),
                trial => Assert.Equal(ToText(known[trial.Trial]), ToText(trial)));
        }
    }

    private void AssertAssetsAre(
        IReadOnlyList<TrainingJob> jobs, Dictionary<string, IReadOnlyList<TrialRecord>> trials, IReadOnlyCollection<TrainedAsset> assets)
    {
        var published = assets.ToLookup(asset => asset.JobId);
        foreach (var job in jobs)
        {
            var own = published[job.Id].Select(asset => asset.Id).ToList();
            Assert.True(own.Count <= job.Attempt, $"Job #{job.Number} has {own.Count} assets of {job.Attempt} attempts");
            var isWanted = job.State == JobState.Completed || (job.State == JobState.Cancelled && job.PublishOnCancel);
            if (isWanted && trials[job.Id].Any(trial => trial.State == TrialState.Completed))
            {
                var expected = AssetIdentity.Create(job.Id, trials[job.Id].Count);
                Assert.True(
                    job.AssetId == expected && own.Contains(expected),
                    $"Job #{job.Number} ({job.State}) has no asset of its {trials[job.Id].Count} trials");
            }

            Assert.True(
                job.AssetId is null || own.Contains(job.AssetId), $"Job #{job.Number} names the asset {job.AssetId}, which is not there");
        }
    }

    private async Task<StorageAudit> AuditAsync()
    {
        await using var azurite = await AzuriteProcess.StartAsync(
            new AzuriteOptions { DataFolder = host.DataFolder }, TestContext.Current.CancellationToken);
        var state = await StoredState.ReadAsync(azurite.ConnectionString);
        var audit = new StorageAudit(state);
        Report(string.Join('\n', audit.FindOrphans().Prepend($"Stored: {state}")));
        return audit;
    }

    private async Task DeleteAllAsync(IReadOnlyList<TrainingJob> jobs)
    {
        foreach (var asset in await _http.ListAsync<TrainedAsset>("api/assets"))
        {
            await DeleteAsync($"api/assets/{asset.Id}?permanent=true");
        }

        foreach (var job in jobs)
        {
            await DeleteAsync($"api/training/jobs/{job.Id}");
        }
    }

    // A deletion whose answer was lost finds nothing left to do.
    private async Task DeleteAsync(string path)
    {
        var (status, body) = await _http.SendAsync(HttpMethod.Delete, path);
        Assert.True(status is HttpStatusCode.NoContent or HttpStatusCode.NotFound, $"DELETE {path} answered {(int)status}: {body}");
    }

    private static string ToText(TrialRecord trial) => JsonSerializer.Serialize(trial, TradJson.Options);

    private static double? Best(IReadOnlyList<TrialRecord> trials) =>
        trials.Where(trial => trial.State == TrialState.Completed).Max(trial => trial.Score);
}
