using Trad.LocalRuntime.Durable.Hub;
using Trad.LocalRuntime.Tests.Hosting;
using Trad.Testing;

namespace Trad.LocalRuntime.Tests.Durable;

public sealed class SecondHostTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Second_host_on_a_hub_is_refused_with_the_owner_and_the_first_goes_on()
    {
        await using var hub = new TestHub(azurite);
        await hub.StartAsync(typeof(SampleOrchestrations));
        await using var second = hub.Build(typeof(SampleOrchestrations));

        var refused = await Assert.ThrowsAsync<HubException>(() => second.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains($"process {Environment.ProcessId} on {Environment.MachineName}", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, (await hub.RunAsync(nameof(SampleOrchestrations.Chain), 3)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Hub_is_free_again_when_its_host_has_stopped()
    {
        await using var hub = new TestHub(azurite);
        await hub.StartAsync(typeof(SampleOrchestrations));
        await hub.StopAsync();

        await hub.StartAsync(typeof(SampleOrchestrations));

        Assert.Equal(3, (await hub.RunAsync(nameof(SampleOrchestrations.Chain), 3)).ReadOutputAs<int>());
    }
}
