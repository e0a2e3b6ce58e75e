using System.Threading.Channels;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Time.Testing;
using Trad.LocalRuntime.Tests.Hosting;
using Trad.Testing;

namespace Trad.LocalRuntime.Tests.Timers;

public sealed class TimerTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Noon = new(2024, 2, 29, 12, 0, 30, TimeSpan.Zero);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _clock = new(Noon);

    [Fact]
    public async Task Schedule_fires_at_its_occurrences_and_is_persisted()
    {
        await using var hub = new TestHub(azurite) { Clock = _clock };
        await hub.StartAsync(typeof(TimerSamples.Monitored));

        var first = await NextAsync(TimerSamples.Monitored.Calls);
        var second = await NextAsync(TimerSamples.Monitored.Calls);

        Assert.False(first.IsPastDue);
        Assert.Equal(At(12, 5), first.ScheduleStatus!.Next);
        Assert.Equal(At(12, 10), second.ScheduleStatus!.Next);
        Assert.InRange(second.ScheduleStatus.Last, At(12, 5), At(12, 6));
        Assert.NotEmpty(Rows(hub));
    }

    [Fact]
    public async Task Schedule_goes_on_where_the_clock_is_set_back_by_days()
    {
        var clock = new SetBackClock(_clock);
        await using var hub = new TestHub(azurite) { Clock = clock };
        await hub.StartAsync(typeof(TimerSamples.SetBack));

        await NextAsync(TimerSamples.SetBack.Calls);
        clock.SetBack(TimeSpan.FromDays(2));
        await NextAsync(TimerSamples.SetBack.Calls);
        await NextAsync(TimerSamples.SetBack.Calls);

        Assert.True(clock.GetUtcNow() < Noon.AddDays(-1), $"{clock.GetUtcNow():u}");
    }

    [Fact]
    public async Task Occurrences_missed_while_the_host_was_down_fire_once_and_say_so()
    {
        await using var hub = new TestHub(azurite) { Clock = _clock };
        await hub.StartAsync(typeof(TimerSamples.Monitored));
        await NextAsync(TimerSamples.Monitored.Calls);
        while (Rows(hub).Single().GetDateTimeOffset("Next") is not { Minute: 10 })
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        await hub.StopAsync();
        _clock.Advance(TimeSpan.FromHours(1));
        await hub.StartAsync(typeof(TimerSamples.Monitored));
        var missed = await TimerSamples.Monitored.Calls.Reader.ReadAsync(TestContext.Current.CancellationToken);
        var next = await NextAsync(TimerSamples.Monitored.Calls);

        Assert.True(missed.IsPastDue);
        Assert.Equal(At(12, 10), missed.ScheduleStatus!.Next);
        Assert.False(next.IsPastDue);
        Assert.True(next.ScheduleStatus!.Next > At(13, 0), $"{next.ScheduleStatus.Next:O} was missed too and fires a second time.");
    }

    [Fact]
    public async Task Schedule_without_a_monitor_is_kept_nowhere_and_misses_what_it_misses()
    {
        await using var hub = new TestHub(azurite) { Clock = _clock };
        await hub.StartAsync(typeof(TimerSamples.Unmonitored));
        var first = await NextAsync(TimerSamples.Unmonitored.Calls);
        await hub.StopAsync();
        _clock.Advance(TimeSpan.FromHours(1));
        await hub.StartAsync(typeof(TimerSamples.Unmonitored));

        var second = await NextAsync(TimerSamples.Unmonitored.Calls);

        Assert.Null(first.ScheduleStatus);
        Assert.False(second.IsPastDue);
        Assert.Empty(Rows(hub));
    }

    [Fact]
    public async Task Function_that_runs_at_start_and_fails_fires_again()
    {
        await using var hub = new TestHub(azurite) { Clock = _clock };
        await hub.StartAsync(typeof(TimerSamples.AtStart));

        var atStart = await TimerSamples.AtStart.Calls.Reader.ReadAsync(TestContext.Current.CancellationToken);
        var next = await NextAsync(TimerSamples.AtStart.Calls);

        Assert.False(atStart.IsPastDue);
        Assert.Equal(At(12, 5), next.ScheduleStatus!.Next);
    }

    private static DateTime At(int hour, int minute) => new(2024, 2, 29, hour, minute, 0, DateTimeKind.Utc);

    private static IReadOnlyList<TableEntity> Rows(TestHub hub) =>
        [.. hub.Table("Timers").Query<TableEntity>(cancellationToken: TestContext.Current.CancellationToken)];

    // Time goes on in small steps until the function is called: what waits for it may begin to wait a little later. When it
    // is due, time stands still until it has come, however busy the machine is.
    private async Task<TimerInfo> NextAsync(Channel<TimerInfo> calls)
    {
        TimerInfo? call;
        while (!calls.Reader.TryRead(out call))
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            var isDue = _clock.GetUtcNow() is { Second: 0, Minute: var minute } && minute % 5 == 0;
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            pause.CancelAfter(isDue ? Patience : Step);
            await calls.Reader.WaitToReadAsync(pause.Token).AsTask().ContinueWith(
                _ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        return call;
    }
}
