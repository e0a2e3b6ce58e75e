using Microsoft.DurableTask.Client;
using Trad.LocalRuntime.Tests.Hosting;
using Trad.Testing;

namespace Trad.LocalRuntime.Tests.Durable;

public sealed class FaultyStorageTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Orchestrations_end_right_while_storage_refuses_loses_and_delays(int seed)
    {
        var storage = new FaultyStorage(seed, share: 0.2);
        await using var hub = new TestHub(azurite) { Storage = storage };
        await hub.StartAsync(typeof(SampleOrchestrations));
        var chain = await StartAsync(hub, nameof(SampleOrchestrations.Chain), 10);
        var waiting = await StartAsync(hub, nameof(SampleOrchestrations.WaitForGo), null);
        storage.IsBad = true;
        var fanOut = await StartAsync(hub, nameof(SampleOrchestrations.FanOut), 40);
        var generations = await StartAsync(hub, nameof(SampleOrchestrations.CountDown), 5);
        await InsistAsync(() => hub.Client.RaiseEventAsync(waiting, "go", 1, TestContext.Current.CancellationToken));

        foreach (var id in new[] { chain, waiting, fanOut, generations })
        {
            await InsistAsync(() => hub.EndAsync(id));
        }

        storage.IsBad = false;
        Assert.Equal(45, (await hub.EndAsync(chain)).ReadOutputAs<int>());
        Assert.Equal(1, (await hub.EndAsync(waiting)).ReadOutputAs<int>());
        Assert.Equal(Enumerable.Range(0, 40), (await hub.EndAsync(fanOut)).ReadOutputAs<int[]>()!);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.EndAsync(generations)).RuntimeStatus);
        Assert.InRange(storage.Faults, 5, int.MaxValue);
        hub.AssertNothingTwice();
    }

    [Fact]
    public async Task Start_whose_answer_was_lost_can_be_repeated_under_its_identity()
    {
        var storage = new FaultyStorage(seed: 3, share: 0.5) { IsBad = false };
        await using var hub = new TestHub(azurite) { Storage = storage };
        await hub.StartAsync(typeof(SampleOrchestrations));
        storage.IsBad = true;
        for (var i = 0; i < 20; i++)
        {
            await StartAsync(hub, nameof(SampleOrchestrations.Chain), 1, $"insisted-{i}");
        }

        storage.IsBad = false;
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.EndAsync($"insisted-{i}")).RuntimeStatus);
        }
    }

    private static async Task<string> StartAsync(TestHub hub, string orchestrator, object? input, string? id = null)
    {
        var options = new Microsoft.DurableTask.StartOrchestrationOptions(id ?? Guid.NewGuid().ToString("N"));
        await InsistAsync(
            () => hub.Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, options, TestContext.Current.CancellationToken));
        return options.InstanceId!;
    }

    // A client is told that storage failed, and asks again; the engine itself never gives up.
    private static async Task InsistAsync(Func<Task> ask)
    {
        while (true)
        {
            try
            {
                await ask();
                return;
            }
            catch (Exception refused) when (refused is Azure.RequestFailedException or OperationCanceledException or AggregateException)
            {
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }
        }
    }
}
