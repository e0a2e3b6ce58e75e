using System.Net;
using Trad.Functions.Tests.Hosting;
using Trad.Testing;
using Trad.Training.Jobs;

namespace Trad.Functions.Tests.TrainingJobs;

public sealed class ResumptionTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Twenty_trials_and_then_twenty_more_are_the_same_as_forty()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var whole = await app.RunAsync(TrainingApp.Request(trials: 40));
        var halves = await app.RunAsync(TrainingApp.Request(trials: 20));

        using var answer = await app.PostAsync(halves, "resume", new { trials = 20 });
        var resumed = await app.WaitAsync(await app.GetAsync(halves.Id));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal((JobState.Completed, 2, 40, 40), (resumed.State, resumed.Attempt, resumed.Request.Trials, resumed.Progress.TrialsCompleted));
        Assert.Equal(await app.TrialsTextAsync(whole), await app.TrialsTextAsync(resumed));
        Assert.Equal(whole.Best!.Parameters, resumed.Best!.Parameters);
    }

    [Fact]
    public async Task Cancelled_job_resumed_ends_like_one_that_was_never_cancelled()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var whole = await app.RunAsync(TrainingApp.Request(trials: 60, batchSize: 2));
        var cut = await app.WaitAsync(await app.PostAsync(TrainingApp.Request(trials: 60, batchSize: 2)), job => job.Progress.TrialsCompleted >= 14);
        using var cancel = await app.PostAsync(cut, "cancel");
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
        var running = await app.PostAsync(TrainingApp.Request(trials: 10_000));

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
