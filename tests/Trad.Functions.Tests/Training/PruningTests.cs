using Trad.Functions.Tests.Hosting;
using Trad.Optimization;
using Trad.Testing;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Functions.Tests.Training;

/// <summary>Trainings that spare bad trials most of the candles.</summary>
public sealed class PruningTests(AzuriteFixture azurite)
{
    private static TrainingRequest Request(int trials) => TrainingApp.Request(trials) with { Pruning = TrialPruning.SuccessiveHalving };

    [Fact]
    public async Task Job_prunes_later_trials_and_never_its_best()
    {
        await using var app = await TrainingApp.StartAsync(azurite);

        var job = await app.RunAsync(Request(trials: 40));
        var trials = await app.TrialsAsync(job);

        Assert.Equal(JobState.Completed, job.State);
        Assert.Equal(40, trials.Count);
        Assert.DoesNotContain(trials, trial => trial.Round == 0 && trial.State == TrialState.Pruned);
        Assert.All(trials, trial => Assert.NotNull(trial.RungScores));
        var pruned = trials.Where(trial => trial.State == TrialState.Pruned).ToList();
        Assert.NotEmpty(pruned);
        Assert.All(pruned, trial => Assert.Equal(trial.RungScores![^1], trial.Score));
        Assert.All(pruned, trial => Assert.StartsWith("pruned after a ", trial.Reason, StringComparison.Ordinal));
        Assert.Equal(TrialState.Completed, trials[job.Best!.Trial].State);
        Assert.Equal(trials.Max(trial => trial.CompletedScore), job.Best.Score);
        Assert.Equal(job.Best.Score, job.Progress.BestScore);

        var header = (await app.Http.GetStringAsync($"api/training/jobs/{job.Id}/trials?format=csv", TestContext.Current.CancellationToken))
            .Split("\r\n")[0];
        Assert.EndsWith(",rung.1,rung.2", header, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Same_seed_prunes_the_same_also_on_a_restarted_app_and_when_resumed()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var whole = await app.TrialsTextAsync(await app.RunAsync(Request(trials: 40)));

        var shorter = await app.RunAsync(Request(trials: 24));
        await app.RestartAsync();
        using var resumed = await app.PostAsync(shorter, "resume", new { trials = 16 });
        Assert.True(resumed.IsSuccessStatusCode);
        var longer = await app.WaitAsync(await app.GetAsync(shorter.Id), job => job.IsFinished && job.Attempt == 2);

        Assert.Contains("\"pruned\"", whole, StringComparison.Ordinal);
        Assert.Equal(whole, await app.TrialsTextAsync(longer));
    }
}
