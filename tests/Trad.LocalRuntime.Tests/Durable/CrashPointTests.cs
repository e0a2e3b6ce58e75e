using Azure;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trad.Durable.FaultHost;
using Trad.LocalRuntime.Tests.Hosting;
using Trad.Testing;

namespace Trad.LocalRuntime.Tests.Durable;

/// <summary>
/// The plug is pulled after the first write, after the second, and so on to the last: there is no bad moment. Activities
/// draw a token each time they are called, so one that is called again although its result was recorded shows.
/// </summary>
public sealed class CrashPointTests(AzuriteFixture azurite)
{
    private const string Id = "cut";

    public static TheoryData<string, object, int[]> Orchestrations => new()
    {
        { nameof(FaultOrchestrations.TimedChain), 2, [0, 1] },
        { nameof(FaultOrchestrations.FanOut), 4, [0, 1, 2, 3] },
        { nameof(FaultOrchestrations.Generations), new GenerationPlan(3, []), [0, 1, 2] },
        { nameof(FaultOrchestrations.Family), new FamilyPlan(1, 2), [0, 1] },
    };

    [Theory]
    [MemberData(nameof(Orchestrations))]
    public async Task Plug_pulled_after_any_write_changes_nothing(string orchestrator, object input, int[] expected) =>
        await PullEverywhereAsync(typeof(FaultOrchestrations), orchestrator, input, async (hub, recorded) =>
        {
            var tokens = (await hub.EndAsync(Id)).ReadOutputAs<Token[]>()!;
            Assert.Equal(expected, tokens.Select(token => token.Number));
            Assert.Superset(recorded, tokens.ToHashSet());
        });

    [Fact]
    public async Task Event_between_orchestrations_arrives_once_wherever_the_plug_is_pulled() =>
        await PullEverywhereAsync(typeof(SampleOrchestrations), nameof(SampleOrchestrations.Courier), null, async (hub, _) =>
            Assert.Equal(7, Assert.Single((await hub.EndAsync(Id)).ReadOutputAs<int[]>()!)));

    private async Task PullEverywhereAsync(Type functions, string orchestrator, object? input, Func<TestHub, HashSet<Token>, Task> check)
    {
        var isOver = false;
        for (var writes = 1; !isOver; writes++)
        {
            var storage = new CutStorage();
            await using var hub = new TestHub(azurite) { Storage = storage };
            await hub.StartAsync(functions);
            storage.Allow(writes);
            try
            {
                await hub.Client.ScheduleNewOrchestrationInstanceAsync(
                    orchestrator, input, new StartOrchestrationOptions(Id), TestContext.Current.CancellationToken);
                isOver = await Task.WhenAny(hub.EndAsync(Id), storage.Pulled) != storage.Pulled;
            }
            catch (RequestFailedException)
            {
                // A start that was refused has not happened.
                continue;
            }

            await hub.StopAsync();
            var recorded = hub.ReadRecorded<Token>();
            storage.Allow(int.MaxValue);
            await hub.StartAsync(functions);

            Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.EndAsync(Id)).RuntimeStatus);
            await check(hub, recorded);
            hub.AssertNothingTwice();
        }
    }
}
