using System.Collections.Concurrent;
using Trad.Candles;
using Trad.EndToEnd.Tests.Hosting;
using Trad.Formats.Candles;
using Trad.Functions.Backfills;
using Trad.MarketData.Backfills;
using Trad.MarketData.Simulation;
using Trad.Testing;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.EndToEnd.Tests.Engines;

/// <summary>What several processes work on comes to what one process makes of it, whoever of them is killed.</summary>
public sealed class SeveralProcessesTests(ITestOutputHelper output)
{
    private const int Trials = 200;

    // The longest that a stall after a kill may take, as the hub's settings bound it.
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(10);

    // A machine with much else to do is slow at all times: the job's own pace before the kill says how slow.
    private const int Slack = 10;

    private static readonly string[] One = ["BTCUSDT"];
    private static readonly string[] Two = ["BTCUSDT", "ETHUSDT"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Job_on_three_workers_of_which_one_is_killed_has_the_trials_of_one_process_and_the_living_share_the_rest()
    {
        var alone = await RunAloneAsync(Trials, One);
        await using var hub = await SharedHub.StartAsync("azure-storage", workers: 3);
        await hub.ImportAsync();

        var id = await hub.StartAsync(Request(Trials, One));
        await UntilAllWorkAsync(hub, id, Trials / 3);
        var victim = hub.Workers[^1];
        var before = hub.ReadMembers();
        var killedAt = DateTimeOffset.UtcNow;
        await victim.KillAsync();
        var end = await hub.UntilAsync(id, job => job.IsFinished);
        var after = await hub.UntilAllHaveWorkedSinceAsync(before);

        Assert.Equal(JobState.Completed, end.State);
        Assert.Equal(alone, await hub.ReadTrialsAsync(id));
        output.WriteLine($"Activities by process before {string.Join(", ", before)}; after {string.Join(", ", after)}; killed {victim.Id}");
        await AssertWentOnSoonAsync(hub, id, killedAt);
    }

    [Fact]
    public async Task Job_whose_serving_process_is_killed_and_started_again_has_the_trials_of_one_process()
    {
        var alone = await RunAloneAsync(Trials, One);
        await using var hub = await SharedHub.StartAsync("azure-storage", workers: 2);
        await hub.ImportAsync();

        var id = await hub.StartAsync(Request(Trials, One));
        await UntilAllWorkAsync(hub, id, Trials / 4);
        var killedAt = DateTimeOffset.UtcNow;
        await hub.Serving.KillAsync();
        var before = hub.ReadMembers();
        await hub.UntilAllHaveWorkedSinceAsync(before);
        await hub.ServeAsync();
        var end = await hub.UntilAsync(id, job => job.IsFinished);

        Assert.Equal(JobState.Completed, end.State);
        Assert.Equal(alone, await hub.ReadTrialsAsync(id));
        await AssertWentOnSoonAsync(hub, id, killedAt);
    }

    [Fact]
    public async Task Job_of_several_symbols_that_is_cancelled_and_resumed_has_the_trials_of_one_process()
    {
        const int Wanted = 60;
        var alone = await RunAloneAsync(Wanted, Two);
        await using var hub = await SharedHub.StartAsync("azure-storage", workers: 3);
        await hub.ImportAsync();

        var id = await hub.StartAsync(Request(Wanted, Two));
        var running = await hub.UntilAsync(id, job => job.Progress.TrialsCompleted >= 8);
        var cancelled = await hub.Client.Jobs.CancelAsync(id, publish: false, Cancellation);
        await hub.Workers[^1].KillAsync();
        await hub.Client.Jobs.ResumeAsync(id, null, Cancellation);
        var end = await hub.UntilAsync(id, job => job.IsFinished);

        Assert.False(running.IsFinished);
        Assert.Equal(JobState.Cancelled, cancelled.State);
        Assert.Equal(JobState.Completed, end.State);
        Assert.Equal(alone, await hub.ReadTrialsAsync(id));
    }

    [Fact]
    public async Task Backfill_that_several_processes_carry_out_fetches_all_though_two_are_killed()
    {
        const int Held = SharedHub.ActivitiesAtOnce + 1;
        var (from, to) = (new DateTimeOffset(2023, 6, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2025, 6, 11, 0, 0, 0, TimeSpan.Zero));
        using var killed = new ManualResetEventSlim();
        var asked = new ConcurrentDictionary<string, byte>();
        await using var exchange = await SimulatedExchange.StartAsync(
            new SimulatedExchangeOptions
            {
                Fault = (_, path) =>
                {
                    // After a few months everybody waits for the answer, until the processes have been killed.
                    if (path.EndsWith(".zip", StringComparison.Ordinal) && asked.TryAdd(path, 0) && asked.Count > 4)
                    {
                        killed.Wait(Cancellation);
                    }

                    return ExchangeFault.None;
                },
            },
            Cancellation);
        await using var hub = await SharedHub.StartAsync("azure-storage", workers: 3, exchange.BaseAddress);

        var request = new BackfillRequest { Exchange = Market.SimulatedExchange, Symbol = One[0], Interval = "5m", From = from, To = to };
        var id = (await hub.Client.Backfills.StartAsync(request, Cancellation)).Id;

        // More months than one process fetches at once: several are at it.
        await SharedHub.UntilAsync(_ => Task.FromResult(asked.Count), count => count >= 4 + Held);
        await hub.Workers[0].KillAsync();
        await hub.Workers[1].KillAsync();
        killed.Set();
        var end = await SharedHub.UntilAsync(token => hub.Client.Backfills.GetAsync(id, token), run => run.EndedAt is not null);
        await using var csv = await hub.Client.Candles.OpenAsync(Market.SimulatedExchange, One[0], "5m", from, to, null, "csv", Cancellation);
        var stored = await CandleFileReader.ReadAsync(csv, "export.csv", Interval.FiveMinutes, Cancellation);

        Assert.Equal(BackfillStatus.Completed, end.State);
        Assert.Equal(new GeneratedMarket(42).Read(One[0], Interval.FiveMinutes, TimeRange.Between(from, to)).ToList(), stored.ToList());
    }

    private static TrainingRequest Request(int trials, string[] symbols)
    {
        var request = ServingHost.Request(seed: 42, trials, batchSize: 10);
        return symbols.Length == 1 ? request : request with { Symbol = null, Symbols = symbols };
    }

    private static async Task<string> RunAloneAsync(int trials, string[] symbols)
    {
        await using var hub = await SharedHub.StartAsync("embedded", workers: 0);
        await hub.ImportAsync();
        var id = await hub.StartAsync(Request(trials, symbols));
        Assert.Equal(JobState.Completed, (await hub.UntilAsync(id, job => job.IsFinished)).State);
        return await hub.ReadTrialsAsync(id);
    }

    // Every process has worked, and the job is in the middle.
    private static async Task UntilAllWorkAsync(SharedHub hub, string id, int trials)
    {
        var running = await hub.UntilAsync(
            id, job => job.IsFinished || (job.Progress.TrialsCompleted >= trials && hub.ReadMembers().Values.All(count => count > 0)));
        Assert.False(running.IsFinished);
    }

    // By the times that the job's own log recorded, which every round writes.
    private async Task AssertWentOnSoonAsync(SharedHub hub, string id, DateTimeOffset killedAt)
    {
        var times = (await hub.ReadLogAsync(id)).Select(line => line.Time).Order().ToList();
        var pace = LongestGap(times.Where(time => time <= killedAt));
        var stall = LongestGap(times.Where(time => time > killedAt).Prepend(times.Last(time => time <= killedAt)));
        output.WriteLine(
            $"Longest gap between recorded times: {pace.TotalSeconds:0.0} s before the kill, {stall.TotalSeconds:0.0} s after it");
        Assert.InRange(stall, TimeSpan.Zero, Stall + (Slack * pace));
    }

    private static TimeSpan LongestGap(IEnumerable<DateTimeOffset> times) =>
        times.Zip(times.Skip(1), (earlier, later) => later - earlier).DefaultIfEmpty(TimeSpan.Zero).Max();
}
