using Microsoft.DurableTask.Client;
using Trad.LocalRuntime.Tests.Hosting;
using Trad.Testing;

namespace Trad.LocalRuntime.Tests.Durable;

public sealed class LeaseTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Host_whose_lease_ran_out_writes_nothing_until_it_is_renewed_and_then_goes_on()
    {
        var (storage, clock) = (new StubbornLease(), new AdjustableClock());
        await using var hub = new TestHub(azurite) { Storage = storage, Clock = clock };
        await hub.StartAsync(typeof(SampleOrchestrations));
        var waiting = await hub.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(SampleOrchestrations.WaitForGo), TestContext.Current.CancellationToken);
        await hub.Client.WaitForInstanceStartAsync(waiting, TestContext.Current.CancellationToken);

        // As a machine that slept for longer than the lease lasts, and whose storage does not renew it.
        storage.IsStubborn = true;
        clock.Jump(TimeSpan.FromMinutes(1));
        var raising = hub.Client.RaiseEventAsync(waiting, "go", 1, TestContext.Current.CancellationToken);
        await UntilAsync(() => storage.Refusals > 2);

        Assert.Equal(0, storage.Writes);

        storage.IsStubborn = false;
        await raising.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.EndAsync(waiting)).RuntimeStatus);
    }

    private static async Task UntilAsync(Func<bool> isReached)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!isReached())
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
