using Azure.Storage.Blobs.Specialized;
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

    /// <summary>The lease of a host that was killed runs on; its process id may be another program's by now.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Hub_of_a_process_that_is_gone_is_taken_at_once_also_when_its_id_came_again(bool isIdTaken)
    {
        await using var hub = new TestHub(azurite);
        await LeaseAsync(hub, isIdTaken ? HubOwner.ThisProcess with { StartedAt = HubOwner.ThisProcess.StartedAt - 3600 }
            : HubOwner.ThisProcess with { ProcessId = int.MaxValue });

        await hub.StartAsync(typeof(SampleOrchestrations));

        Assert.Equal(3, (await hub.RunAsync(nameof(SampleOrchestrations.Chain), 3)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Hub_of_a_process_of_another_machine_is_left_to_it()
    {
        await using var hub = new TestHub(azurite);
        await LeaseAsync(hub, HubOwner.ThisProcess with { Machine = "another", ProcessId = int.MaxValue });

        var refused = await Assert.ThrowsAsync<HubException>(() => hub.StartAsync(typeof(SampleOrchestrations)));

        Assert.Contains("on another", refused.Message, StringComparison.Ordinal);
    }

    private async Task LeaseAsync(TestHub hub, HubOwner owner)
    {
        var container = azurite.Blobs.GetBlobContainerClient($"{hub.Name.ToLowerInvariant()}-host");
        await container.CreateAsync(cancellationToken: TestContext.Current.CancellationToken);
        var blob = container.GetBlobClient("lease");
        await blob.UploadAsync(BinaryData.Empty, TestContext.Current.CancellationToken);
        await blob.SetMetadataAsync(
            new HubHolder(owner, DurableEngineKind.Embedded).ToMetadata(), cancellationToken: TestContext.Current.CancellationToken);

        // For ever: whoever waits for its end waits in vain.
        await blob.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(-1), cancellationToken: TestContext.Current.CancellationToken);
    }
}
