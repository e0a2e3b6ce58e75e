using System.Text.Json.Nodes;
using Trad.Functions.Backfills;
using Trad.MarketData.Simulation;
using Trad.Testing;

namespace Trad.Functions.Tests.Backfills;

/// <summary>The timer on the embedded runtime, with a schedule of every second.</summary>
public sealed class BackfillScheduleTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Timer_keeps_a_configured_market_up_to_date_and_records_its_runs()
    {
        // The timer looks back from the host's clock, so the exchange must live now.
        var now = new DateTimeOffset(DateTimeOffset.UtcNow.Date, TimeSpan.Zero);
        await using var app = await BackfillApp.StartAsync(azurite, options => options.Now = now, new Dictionary<string, string?>
        {
            [BackfillDuty.ScheduleSetting] = "* * * * * *",
            ["Trad:Backfill:Markets:0"] = "simulated/BTCUSDT/1h",
            ["Trad:Backfill:Days"] = "3",
        });

        JsonArray runs;
        do
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            runs = (await app.GetAsync("api/backfills"))["items"]!.AsArray();
        }
        while (runs.Count < 2 || runs.TakeLast(2).Any(run => (string?)run!["state"] != "completed"));

        Assert.All(runs, run => Assert.Equal("timer", (string?)run!["trigger"]));
        Assert.InRange((long)runs[^1]!["progress"]!["candlesInserted"]!, 48, 72);
        Assert.Equal(0, (long)runs[^2]!["progress"]!["candlesFetched"]!);
        var timers = (await app.GetAsync("api/system"))["timers"]!.AsArray();
        Assert.NotNull(timers.Single(timer => (string?)timer!["name"] == BackfillDuty.DutyName)!["last"]);
    }
}
