using Trad.Functions.Tests.Hosting;
using Trad.Functions.Training;
using Trad.Testing;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Functions.Tests.Training;

/// <summary>Rounds that are spread over trials and symbols.</summary>
public sealed class SymbolFanOutTests(AzuriteFixture azurite)
{
    // Every backtest is worth an activity, and there are more workers than trials in a round.
    private static readonly (string Name, string Value)[] Finest = [("Workers", "16"), ("ChunkMilliseconds", "0")];

    // No activity is worth splitting.
    private static readonly (string Name, string Value)[] Coarsest = [("Workers", "1"), ("ChunkMilliseconds", "600000")];

    private static TrainingRequest Request =>
        TrainingApp.Request(trials: 16, batchSize: 3) with { Symbol = null, Symbols = ["BTCUSDT", "ETHUSDT"] };

    [Fact]
    public async Task Trials_are_the_same_bit_for_bit_whether_symbols_run_together_or_apart()
    {
        await using var apart = await TrainingApp.StartAsync(azurite, Finest);
        await using var together = await TrainingApp.StartAsync(azurite, Coarsest);

        var one = await apart.RunAsync(Request);
        var other = await together.RunAsync(Request);

        Assert.Equal((JobState.Completed, null), (one.State, one.Error));
        Assert.Equal(await together.TrialsTextAsync(other), await apart.TrialsTextAsync(one));
        Assert.Equal((other.Best!.Trial, other.Best.Score), (one.Best!.Trial, one.Best.Score));
        Assert.Equal(16, one.Progress.TrialsCompleted);
    }

    [Fact]
    public async Task Activities_backtest_one_trial_on_one_symbol_each_where_workers_would_be_idle()
    {
        await using var app = await TrainingApp.StartAsync(azurite, Finest);

        var job = await app.RunAsync(Request with { Trials = 3, Optimizer = "random" });

        var activities = app.ReadScheduledActivities(job.OrchestrationId).CountBy(name => name).ToDictionary();
        Assert.Equal(6, activities[nameof(BacktestSymbol)]);
        Assert.Equal(1, activities[nameof(RecordTrials)]);
        Assert.DoesNotContain(nameof(EvaluateTrials), activities.Keys);
    }

    [Fact]
    public async Task Cancelled_job_keeps_the_trials_whose_symbols_were_all_backtested()
    {
        await using var app = await TrainingApp.StartAsync(azurite, Finest);
        var job = await app.PostStandingAsync(Request with { Trials = 5_000, Optimizer = "random" }, completed: 20);

        using var answer = await app.PostAsync(job, "cancel");
        app.OpenGates();
        var ended = await app.WaitAsync(job);

        var trials = await app.TrialsAsync(ended);
        Assert.Equal(JobState.Cancelled, ended.State);
        Assert.InRange(trials.Count, 20, 4_999);
        Assert.Equal(trials.Count, ended.Progress.TrialsCompleted);
        Assert.All(trials, trial => Assert.Equal(["BTCUSDT", "ETHUSDT"], trial.Symbols!.Keys));
    }
}
