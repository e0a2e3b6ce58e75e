using System.Diagnostics;
using Trad.EndToEnd.Tests.Hosting;
using Trad.MarketData.Simulation;
using Trad.Testing;

namespace Trad.EndToEnd.Tests.Soak;

/// <summary>
/// The host, its emulator, or both at once are killed (SIGKILL) at seeded moments during trainings, imports, backfills and
/// deletions: nothing that was acknowledged is lost or repeated.
/// </summary>
public sealed class KillSoakTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_repeated_when_host_and_emulator_are_killed()
    {
        var began = Stopwatch.GetTimestamp();
        await using var exchange = await SimulatedExchange.StartAsync(new SimulatedExchangeOptions(), Cancellation);
        await using var host = new ServingHost
        {
            Environment = new Dictionary<string, string> { ["Trad__Exchanges__SimulatedAddress"] = exchange.BaseAddress.AbsoluteUri },
        };
        await host.InitializeAsync();
        var work = new AcknowledgedWork(new PatientHttp(host) { RepeatsFailures = true }, SoakPlan.Seed);
        var kills = new Kills(host, SoakPlan.Seed);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var working = work.RunAsync(over.Token);
        try
        {
            var killing = kills.HappenAsync(SoakPlan.Kills, over.Token);

            // Whichever fails first is the reason why the other would.
            await await Task.WhenAny(working, killing);
            await killing;
        }
        finally
        {
            await over.CancelAsync();
        }

        await working;
        await work.WaitForAllAsync();
        await work.AssertKeptAsync();

        // What the app knows must also be what is stored.
        await host.StopAsync();
        await host.StartAsync();
        await work.AssertKeptAsync();
        TestContext.Current.TestOutputHelper!.WriteLine($"{kills}; {work}; {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s in all");
    }
}
