using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Trad.Functions.Backfills;
using Trad.Functions.Operations.Duties;
using Trad.LocalHost.Tests.Client;
using Trad.MarketData.Backfills;
using Trad.MarketData.Simulation;
using Trad.Testing;
using Trad.Training.Operations;

namespace Trad.LocalHost.Tests.Hosting;

/// <summary>What the app measures of its own work; the page for operators names every instrument.</summary>
public sealed partial class WorkMetricsTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Training_tells_its_end_its_trials_what_they_took_and_its_verdict()
    {
        await using var app = await StartAsync();
        using var told = new MeasurementRecorder(app.Services);

        var job = await app.Client.Jobs.StartAsync(ServedApp.Request(seed: 3, trials: 8), null, Cancellation);
        await app.Durable.WaitForInstanceCompletionAsync(job.Id, Cancellation);

        Assert.Equal(8, told.Sums["trad.trials"]);
        Assert.Equal(1, told.Sums["trad.jobs.ended state=completed strategy=liquidity-sweep"]);
        Assert.Equal(1, told.Sums.Single(pair => pair.Key.StartsWith("trad.verdicts verdict=", StringComparison.Ordinal)).Value);

        // Both are a part of what the job itself says that they took.
        var ended = await app.Client.GetJobAsync(job.Id, Cancellation);
        Assert.InRange(told.Sums["trad.fit.duration"], double.Epsilon, ended.DurationsMs!.Total);
        Assert.InRange(told.Sums["trad.backtest.duration"], double.Epsilon, ended.DurationsMs.Total);
    }

    [Fact]
    public async Task Backfill_tells_its_candles()
    {
        await using var app = await StartAsync();
        using var told = new MeasurementRecorder(app.Services);

        var started = await app.Client.Backfills.StartAsync(
            new BackfillRequest
            {
                Exchange = "simulated",
                Symbol = "ETHUSDT",
                Interval = "5m",
                From = SimulatedExchangeOptions.DefaultNow.AddDays(-2),
                To = SimulatedExchangeOptions.DefaultNow.AddDays(-1),
            },
            Cancellation);
        BackfillState state;
        do
        {
            await Task.Delay(20, Cancellation);
            state = await app.Client.Backfills.GetAsync(started.Id, Cancellation);
        }
        while (state.State is BackfillStatus.Pending or BackfillStatus.Running);

        Assert.Equal(BackfillStatus.Completed, state.State);
        Assert.Equal(288, told.Sums["trad.backfill.candles market=simulated ETHUSDT 5m"]);
    }

    [Fact]
    public async Task Every_wake_tells_how_far_each_market_is_behind_also_one_of_which_nothing_was_ever_fetched()
    {
        await using var app = await StartAsync(
            ("Trad:Backfill:Markets:0", "simulated/BTCUSDT/5m"), ("Trad:Backfill:Markets:1", "simulated/ETHUSDT/1h"));
        using var told = new MeasurementRecorder(app.Services);
        var wake = ActivatorUtilities.CreateInstance<DutyTimer>(app.Services);

        var before = DateTimeOffset.UtcNow;
        await TellOfBackfillAsync(app.Services.GetRequiredService<ITimerLog>(), before.AddDays(-2), before.AddHours(-1));
        await wake.Run(new TimerInfo(), app.Durable, Cancellation);

        Assert.InRange(told.Latest["trad.backfill.behind market=simulated ETHUSDT 1h"], (90 * 24) - 3, 90 * 24);
        Assert.InRange(
            told.Latest["trad.backfill.behind market=simulated BTCUSDT 5m"], 1,
            (DateTimeOffset.UtcNow - SimulatedExchangeOptions.DefaultNow) / TimeSpan.FromMinutes(5));
        var lag = TimeSpan.FromSeconds(told.Latest["trad.backfill.lag market=simulated BTCUSDT 5m"]);
        Assert.InRange(
            lag, before - SimulatedExchangeOptions.DefaultNow, DateTimeOffset.UtcNow - SimulatedExchangeOptions.DefaultNow);
    }

    [Fact]
    public async Task Clean_up_tells_how_many_jobs_wait_and_are_at_work()
    {
        await using var app = await StartAsync(("Trad:Jobs:MaxConcurrent", "1"));
        using var told = new MeasurementRecorder(app.Services);
        await app.Client.Jobs.StartAsync(ServedApp.Request(seed: 3, trials: 10_000), null, Cancellation);
        await app.Client.Jobs.StartAsync(ServedApp.Request(seed: 4, trials: 10_000), null, Cancellation);

        await RunAsync(app, "OrphanCleanup");

        Assert.Equal((1, 1), (told.Latest["trad.jobs.waiting"], told.Latest["trad.jobs.running"]));
    }

    [Fact]
    public async Task Page_for_operators_names_every_instrument_and_no_other()
    {
        await using var app = await StartAsync();
        using var told = new MeasurementRecorder(app.Services);
        var page = await File.ReadAllTextAsync(
            ProjectTree.PathTo("src", "Trad.Functions", "Operations", "README.md"), Cancellation);

        var rows = page.Split('\n').Where(line => line.StartsWith("| `trad.", StringComparison.Ordinal));
        var named = rows.SelectMany(row => Instrument().Matches(row).Select(match => match.Value)).Distinct(StringComparer.Ordinal);

        Assert.Equal(told.Published.Keys.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        Assert.All(told.Published.Values, unit => Assert.NotEqual("", unit));
    }

    // The host's own first wake may write it as well.
    private static async Task TellOfBackfillAsync(ITimerLog runs, DateTimeOffset since, DateTimeOffset began)
    {
        DutyRecord? written = null;
        while (written is null)
        {
            var known = (await runs.ReadAsync(Cancellation)).GetValueOrDefault(BackfillDuty.DutyName)
                ?? new DutyRecord(BackfillDuty.DutyName, since);
            written = await runs.TryWriteAsync(known with { Since = since, Began = began, Ended = began }, Cancellation);
        }
    }

    private static async Task RunAsync(ServedApp app, string duty) =>
        await app.Services.GetServices<IDuty>().Single(each => each.Name == duty).RunAsync(app.Durable, Cancellation);

    private async Task<ServedApp> StartAsync(params (string Name, string Value)[] settings)
    {
        var app = new ServedApp(azurite);
        foreach (var (name, value) in settings)
        {
            app.Settings[name] = value;
        }

        await app.InitializeAsync();
        return app;
    }

    [GeneratedRegex(@"(?<=`)trad\.[a-z.]+(?=`)")]
    private static partial Regex Instrument();
}
