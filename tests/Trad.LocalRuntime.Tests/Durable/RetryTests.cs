using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trad.LocalRuntime.Tests.Hosting;
using Trad.Testing;

namespace Trad.LocalRuntime.Tests.Durable;

public sealed class RetryTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Delays_grow_by_the_coefficient_up_to_the_longest_and_the_history_shows_them()
    {
        await using var hub = new TestHub(azurite);
        await hub.StartAsync(typeof(Stubborn));

        var end = await hub.RunAsync(nameof(Stubborn.Insist));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal([40, 80, 100], Delays(hub.HistoryOf(end.InstanceId)));
        Assert.Equal(4, hub.HistoryOf(end.InstanceId).Count(row => row.GetString("Kind") == "ActivityFailed"));
    }

    // A timer's time is when it is due; the turn that set it began at the time of the row that opens the turn.
    private static IEnumerable<double> Delays(IReadOnlyList<TableEntity> history)
    {
        var turn = 0L;
        foreach (var row in history)
        {
            switch (row.GetString("Kind"))
            {
                case "TurnStarted":
                    turn = row.GetInt64("Ticks")!.Value;
                    break;
                case "TimerCreated":
                    yield return TimeSpan.FromTicks(row.GetInt64("Ticks")!.Value - turn).TotalMilliseconds;
                    break;
            }
        }
    }

    /// <summary>An activity that always fails, and an orchestrator that tries it four times.</summary>
    public static class Stubborn
    {
        [Function(nameof(Insist))]
        public static Task Insist([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync(
            nameof(Refuse),
            1,
            TaskOptions.FromRetryPolicy(
                new RetryPolicy(
                    4, TimeSpan.FromMilliseconds(40), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromMilliseconds(100))));

        [Function(nameof(Refuse))]
        public static void Refuse([ActivityTrigger] int number) => throw new InvalidOperationException($"refused {number}");
    }
}
