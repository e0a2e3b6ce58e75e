using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Trad.LocalRuntime.Tests.Hosting;
using Trad.Testing;

namespace Trad.LocalRuntime.Tests.Durable;

public sealed class ReplaySafeLogTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Line_is_logged_once_although_the_code_that_logs_it_is_replayed()
    {
        using var logs = new LogRecorder();
        await using var hub = new TestHub(azurite) { Logs = logs };
        await hub.StartAsync(typeof(Talkative));
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Talkative.Talk), TestContext.Current.CancellationToken);
        await hub.Client.WaitForInstanceStartAsync(id, TestContext.Current.CancellationToken);
        await hub.StopAsync();

        await hub.StartAsync(typeof(Talkative));
        await hub.Client.RaiseEventAsync(id, "go", 1, TestContext.Current.CancellationToken);
        await hub.EndAsync(id);

        Assert.Equal(["before", "after"], logs.InCategory(nameof(Talkative)));
    }

    /// <summary>An orchestrator that logs before and after it waits.</summary>
    public static class Talkative
    {
        [Function(nameof(Talk))]
        public static async Task Talk([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var log = context.CreateReplaySafeLogger(nameof(Talkative));
            log.LogInformation("before");
            await context.WaitForExternalEvent<int>("go");
            log.LogInformation("after");
        }
    }
}
