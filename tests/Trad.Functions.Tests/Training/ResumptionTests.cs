using System.Net;
using Trad.Functions.Tests.Hosting;
using Trad.Testing;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Functions.Tests.Training;

public sealed class ResumptionTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("bayesian", 20, 20)]
    [InlineData("bayesian", 10, 10)]
    [InlineData("bayesian", 12, 8)]
    [InlineData("auto", 6, 6)]
    public async Task Trials_and_then_more_of_them_are_the_same_as_all_at_once(string optimizer, int first, int more)
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var whole = await app.RunAsync(TrainingApp.Request(trials: first + more) with { Optimizer = optimizer });
        var parts = await app.RunAsync(TrainingApp.Request(trials: first) with { Optimizer = optimizer });

        using var answer = await app.PostAsync(parts, "resume", new { trials = more });
        var resumed = await app.WaitAsync(await app.GetAsync(parts.Id));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(
            (JobState.Completed, 2, first + more, first + more),
            (resumed.State, resumed.Attempt, resumed.Request.Trials, resumed.Progress.TrialsCompleted));
        Assert.Equal(await app.TrialsTextAsync(whole), await app.TrialsTextAsync(resumed));
        Assert.Equal(whole.Best!.Parameters, resumed.Best!.Parameters);
    }

    [Fact]
    public async Task Exhausted_space_and_trials_without_enough_trades_are_told_at_the_end_and_once_when_resumed()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var done = await app.RunAsync(TrainingApp.Request(trials: 20) with
        {
            Strategy = "moving-average-crossover",
            MinimumTrades = 100_000,
            Parameters = new Dictionary<string, ParameterOverride>
            {
                ["fast_period"] = new() { Choices = [5, 10] },
                ["slow_period"] = new() { Choices = [20, 30] },
            },
        });

        using var answer = await app.PostAsync(done, "resume", new { trials = 5 });
        var resumed = await app.WaitAsync(await app.GetAsync(done.Id));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal((4, null), (done.Progress.TrialsCompleted, done.AssetId));
        Assert.Equal(2, done.Warnings.Count);
        Assert.Equal("4 of 20 trials: every parameter set was tried.", done.Warnings[0]);
        Assert.StartsWith("4 of 4 trials have fewer than 100000 trades; the most was ", done.Warnings[1], StringComparison.Ordinal);
        Assert.Equal((2, JobState.Completed, 9), (resumed.Attempt, resumed.State, resumed.Request.Trials));
        Assert.Equal(["4 of 9 trials: every parameter set was tried.", done.Warnings[1]], resumed.Warnings);
    }

    [Fact]
    public async Task Cancelled_job_resumed_ends_like_one_that_was_never_cancelled()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var whole = await app.RunAsync(TrainingApp.Request(trials: 60, batchSize: 2));
        var cut = await app.PostStandingAsync(TrainingApp.Request(trials: 60, batchSize: 2), completed: 14);
        using var cancel = await app.PostAsync(cut, "cancel");
        app.OpenGates();
        cut = await app.WaitAsync(cut);
        Assert.Equal(JobState.Cancelled, cut.State);

        using var answer = await app.PostAsync(cut, "resume");
        var resumed = await app.WaitAsync(await app.GetAsync(cut.Id));

        Assert.Equal(JobState.Completed, resumed.State);
        Assert.Equal(await app.TrialsTextAsync(whole), await app.TrialsTextAsync(resumed));
    }

    [Fact]
    public async Task Resume_what_is_running_or_has_nothing_left_is_refused()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var done = await app.RunAsync(TrainingApp.Request(trials: 4));
        var running = await app.PostStandingAsync(TrainingApp.Request(trials: 10_000), completed: 8);

        using var nothingLeft = await app.PostAsync(done, "resume");
        using var tooMany = await app.PostAsync(done, "resume", new { trials = 1_000_000 });
        using var busy = await app.PostAsync(running, "resume", new { trials = 5 });
        using var stop = await app.PostAsync(running, "cancel");

        Assert.Equal(
            [HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.Conflict],
            [nothingLeft.StatusCode, tooMany.StatusCode, busy.StatusCode]);
        Assert.Equal(1, (await app.GetAsync(done.Id)).Attempt);
    }
}
