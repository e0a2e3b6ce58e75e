using Trad.EndToEnd.Tests.Hosting;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.EndToEnd.Tests.Engines;

/// <summary>A job that several processes work on comes to what one process makes of it, whoever of them is killed.</summary>
public sealed class SeveralProcessesTests(ITestOutputHelper output)
{
    private const int Trials = 200;

    [Fact]
    public async Task Job_whose_worker_is_killed_has_the_trials_of_one_process_and_all_have_worked()
    {
        var alone = await RunAloneAsync(Trials, ["BTCUSDT"]);
        await using var hub = await SharedHub.StartAsync("azure-storage", workers: 2);

        var id = await hub.StartAsync(Request(Trials, ["BTCUSDT"]));
        var running = await hub.UntilAsync(
            id, job => job.IsFinished || (job.Progress.TrialsCompleted >= Trials / 3 && hub.ReadMembers().Values.All(count => count > 0)));
        var victim = hub.Processes[^1];
        await victim.KillAsync();
        var stall = await LongestStallAsync(hub, id);
        var end = await hub.UntilAsync(id, job => job.IsFinished);
        var activities = hub.ReadMembers();

        output.WriteLine($"Longest stall after the kill: {stall.TotalSeconds:0.0} s; activities by process: {string.Join(", ", activities)}; killed: {victim.Id}");
        Assert.False(running.IsFinished);
        Assert.Equal(JobState.Completed, end.State);
        Assert.Equal(alone, await hub.ReadTrialsAsync(id));
        Assert.Equal(3, activities.Count);
        Assert.All(activities.Values, count => Assert.True(count > 0));
    }

    [Fact]
    public async Task Job_of_several_symbols_that_is_cancelled_and_resumed_has_the_trials_of_one_process()
    {
        string[] symbols = ["BTCUSDT", "ETHUSDT"];
        const int Wanted = 60;
        var alone = await RunAloneAsync(Wanted, symbols);
        await using var hub = await SharedHub.StartAsync("azure-storage", workers: 2);

        var id = await hub.StartAsync(Request(Wanted, symbols));
        var running = await hub.UntilAsync(id, job => job.Progress.TrialsCompleted >= 8);
        var cancelled = await hub.Client.Jobs.CancelAsync(id, publish: false, TestContext.Current.CancellationToken);
        await hub.Processes[^1].KillAsync();
        await hub.Client.Jobs.ResumeAsync(id, null, TestContext.Current.CancellationToken);
        var end = await hub.UntilAsync(id, job => job.IsFinished);

        Assert.False(running.IsFinished);
        Assert.Equal(JobState.Cancelled, cancelled.State);
        Assert.Equal(JobState.Completed, end.State);
        Assert.Equal(alone, await hub.ReadTrialsAsync(id));
    }

    private static TrainingRequest Request(int trials, string[] symbols)
    {
        var request = ServingHost.Request(seed: 42, trials);
        return symbols.Length == 1 ? request : request with { Symbol = null, Symbols = symbols };
    }

    private static async Task<string> RunAloneAsync(int trials, string[] symbols)
    {
        await using var hub = await SharedHub.StartAsync("embedded", workers: 0);
        var id = await hub.StartAsync(Request(trials, symbols));
        Assert.Equal(JobState.Completed, (await hub.UntilAsync(id, job => job.IsFinished)).State);
        return await hub.ReadTrialsAsync(id);
    }

    // How long the number of trials stood still; told, not judged: a busy machine is slow.
    private static async Task<TimeSpan> LongestStallAsync(SharedHub hub, string id)
    {
        var (longest, since, count) = (TimeSpan.Zero, Environment.TickCount64, 0);
        await hub.UntilAsync(id, job =>
        {
            if (job.Progress.TrialsCompleted > count || job.IsFinished)
            {
                longest = TimeSpan.FromMilliseconds(Math.Max(longest.TotalMilliseconds, Environment.TickCount64 - since));
                (since, count) = (Environment.TickCount64, job.Progress.TrialsCompleted);
            }

            return job.IsFinished;
        });
        return longest;
    }
}
