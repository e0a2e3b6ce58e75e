using Microsoft.DurableTask.Client;
using Trad.LocalRuntime.Tests.Hosting;
using Trad.Testing;

namespace Trad.LocalRuntime.Tests.Durable;

/// <summary>The time of day may jump: a laptop wakes, a clock is corrected.</summary>
public sealed class ClockTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Clock_set_forward_makes_timers_due_and_loses_nothing()
    {
        var clock = new AdjustableClock();
        await using var hub = new TestHub(azurite) { Clock = clock };
        await hub.StartAsync(typeof(SampleOrchestrations));
        var sleeping = await hub.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(SampleOrchestrations.Sleep), TimeSpan.FromMinutes(50), TestContext.Current.CancellationToken);
        await hub.Client.WaitForInstanceStartAsync(sleeping, TestContext.Current.CancellationToken);

        clock.Jump(TimeSpan.FromHours(1));
        var times = (await hub.EndAsync(sleeping)).ReadOutputAs<DateTime[]>()!;

        Assert.InRange(times[1] - times[0], TimeSpan.FromHours(1), TimeSpan.FromHours(1.1));
        Assert.Equal(10, (await hub.RunAsync(nameof(SampleOrchestrations.Chain), 5)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Clock_set_back_keeps_no_timer_waiting_and_turns_no_orchestration_back()
    {
        var clock = new AdjustableClock();
        await using var hub = new TestHub(azurite) { Clock = clock };
        await hub.StartAsync(typeof(SampleOrchestrations));
        var sleeping = await hub.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(SampleOrchestrations.Sleep), TimeSpan.FromSeconds(1.5), TestContext.Current.CancellationToken);
        await hub.Client.WaitForInstanceStartAsync(sleeping, TestContext.Current.CancellationToken);

        clock.Jump(TimeSpan.FromHours(-1));
        var times = (await hub.EndAsync(sleeping)).ReadOutputAs<DateTime[]>()!;

        Assert.True(times[1] >= times[0], $"The orchestration saw {times[0]:O} and then {times[1]:O}.");
        Assert.Equal(
            OrchestrationRuntimeStatus.Completed,
            (await hub.RunAsync(nameof(SampleOrchestrations.Sleep), TimeSpan.FromMilliseconds(50))).RuntimeStatus);
    }
}
