using Trad.EndToEnd.Tests.Hosting;
using Trad.Training.Jobs;

namespace Trad.EndToEnd.Tests.Training;

public sealed class RestartTests(ServingHost host) : IClassFixture<ServingHost>
{
    [Fact]
    public async Task Job_killed_in_the_middle_goes_on_after_a_restart_with_the_same_trials()
    {
        const int Trials = 60;
        var whole = await host.WaitAsync((await host.Client.StartTrainingAsync(
            ServingHost.Request(seed: 42, Trials, batchSize: 2), TestContext.Current.CancellationToken)).Id);
        var cut = await host.Client.StartTrainingAsync(
            ServingHost.Request(seed: 42, Trials, batchSize: 2), TestContext.Current.CancellationToken);
        while (cut.Progress.TrialsCompleted < Trials / 10)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            cut = await host.Client.GetJobAsync(cut.Id, TestContext.Current.CancellationToken);
        }

        await host.KillAsync();
        Assert.False(cut.IsFinished);
        await host.StartAsync();
        cut = await host.WaitAsync(cut.Id);

        Assert.Equal(JobState.Completed, cut.State);
        Assert.Equal(await ReadTrialsAsync(whole.Id), await ReadTrialsAsync(cut.Id));
        Assert.Equal(whole.Best!.Score, cut.Best!.Score);
        Assert.Equal(whole.Best.Parameters, cut.Best.Parameters);
    }

    private Task<string> ReadTrialsAsync(string jobId) =>
        host.Http.GetStringAsync($"api/training/jobs/{jobId}/trials?limit=1000", TestContext.Current.CancellationToken);
}
