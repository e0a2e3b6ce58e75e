using Trad.Durable.FaultHost;
using Trad.LocalRuntime.Emulator;

namespace Trad.EndToEnd.Tests.Faults;

/// <summary>A host that is killed again and again, and goes on as if nothing had happened.</summary>
public sealed class KilledHostTests
{
    private const string Hub = "FaultHub";

    [Fact]
    public async Task Fan_out_of_200_activities_survives_kills() =>
        await SurviveAsync(1, nameof(FaultOrchestrations.FanOut), 200, Enumerable.Range(0, 200));

    [Fact]
    public async Task Chain_of_100_activities_and_timers_survives_kills() =>
        await SurviveAsync(2, nameof(FaultOrchestrations.TimedChain), 100, Enumerable.Range(0, 100));

    [Fact]
    public async Task Sub_orchestrations_that_continue_as_new_survive_kills() =>
        await SurviveAsync(
            3, nameof(FaultOrchestrations.Family), new FamilyPlan(5, 20), Enumerable.Range(0, 5).SelectMany(_ => Enumerable.Range(0, 20)));

    // An orchestration that has ended between two kills makes room for the next one.
    private static async Task SurviveAsync(int scenario, string orchestrator, object input, IEnumerable<int> expected)
    {
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), TestContext.Current.CancellationToken);
        var audit = new HubAudit(azurite.ConnectionString, Hub);
        var recorded = new HashSet<Token>();
        var ids = new List<string> { "survivor-0" };
        var host = await FaultHostProcess.StartAsync(azurite.ConnectionString, Hub);
        try
        {
            await host.ScheduleAsync(orchestrator, ids[^1], input);
            foreach (var life in FaultPlan.Lives(scenario))
            {
                await Task.Delay(life, TestContext.Current.CancellationToken);
                if (await host.FindOutputAsync(ids[^1]) is not null)
                {
                    ids.Add($"survivor-{ids.Count}");
                    await host.ScheduleAsync(orchestrator, ids[^1], input);
                }

                await host.KillAsync();
                recorded.UnionWith(await audit.ReadRecordedTokensAsync());
                host.Dispose();
                host = await FaultHostProcess.StartAsync(azurite.ConnectionString, Hub);
            }

            var drawn = new HashSet<Token>();
            foreach (var id in ids)
            {
                var tokens = await host.WaitAsync(id);
                Assert.Equal(expected, tokens.Select(token => token.Number));
                Assert.All(tokens, token => Assert.True(drawn.Add(token), $"{token} was returned twice."));
            }

            Assert.Superset(recorded, drawn);
            await audit.AssertHistoryIsSoundAsync();
        }
        finally
        {
            host.Dispose();
        }
    }
}
