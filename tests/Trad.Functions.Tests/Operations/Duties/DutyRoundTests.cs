using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Trad.Functions.Operations.Duties;
using Trad.Storage;
using Trad.Storage.Operations;
using Trad.Testing;
using Trad.Training.Operations;

namespace Trad.Functions.Tests.Operations.Duties;

/// <summary>What the app does when it wakes, with runs recorded in real storage.</summary>
public sealed class DutyRoundTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string EveryWake = DutyTimer.Schedule;

    private static readonly DateTimeOffset Wake = new(2025, 6, 30, 12, 0, 30, TimeSpan.Zero);

    private readonly TravellingClock _clock = new(Wake);
    private TableTimerLog _runs = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var clients =
            new StorageClients(new StorageOptions { ConnectionString = azurite.ConnectionString, TablePrefix = azurite.NewName() });
        await clients.Table("Backlog").CreateAsync(Cancellation);
        _runs = new TableTimerLog(clients);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Duty_is_due_from_when_it_is_first_known_and_runs_once_for_each_of_its_moments_whoever_wakes()
    {
        var daily = new FakeDuty("daily", "30 15 12 * * *");
        var runs = new List<int>();
        foreach (var minutes in new[] { 0, 5, 10, 15, 15, 20, 24 * 60, (24 * 60) + 15, (24 * 60) + 20 })
        {
            // Each is a process that has just started.
            await WakeAsync(Wake.AddMinutes(minutes), daily);
            runs.Add(daily.Runs);
        }

        Assert.Equal([0, 0, 0, 1, 1, 1, 1, 2, 2], runs);
    }

    [Fact]
    public async Task Moment_that_passed_while_nobody_was_awake_is_made_up_for_once()
    {
        var duty = new FakeDuty("each", EveryWake);
        await WakeAsync(Wake, duty);
        await WakeAsync(Wake.AddDays(3).AddMinutes(2), duty);
        await WakeAsync(Wake.AddDays(3).AddMinutes(3), duty);

        Assert.Equal(1, duty.Runs);
    }

    [Fact]
    public async Task Processes_that_wake_at_once_begin_a_duty_once()
    {
        var duty = new FakeDuty("shared", EveryWake);
        await WakeAsync(Wake, duty);
        _clock.Now = Wake.AddMinutes(5);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Round(duty).RunAsync(null!, Cancellation)));

        Assert.Equal(1, duty.Runs);
    }

    [Fact]
    public async Task Duty_that_fails_or_takes_long_keeps_no_other_from_running_and_what_failed_runs_at_the_next_wake()
    {
        var release = new TaskCompletionSource();
        var ran = new TaskCompletionSource();
        var isBroken = true;
        var failing = new FakeDuty(
            "a", "30 5 12 * * *", () => isBroken ? throw new InvalidOperationException("It broke.\nIn many lines.") : Task.CompletedTask);
        var slow = new FakeDuty("b", EveryWake, () => release.Task);
        var good = new FakeDuty("c", EveryWake, () =>
        {
            ran.TrySetResult();
            return Task.CompletedTask;
        });
        // A clock that stands still while others wait for it.
        var clock = new FakeTimeProvider(Wake);
        DutyRound OnClock() => new([failing, slow, good], _runs, clock, NullLogger<DutyRound>.Instance);
        await OnClock().RunAsync(null!, Cancellation);

        clock.Advance(TimeSpan.FromMinutes(5));
        var wake = OnClock().RunAsync(null!, Cancellation);
        await ran.Task.WaitAsync(Cancellation);
        release.SetResult();
        await wake;
        var failure = (await _runs.ReadAsync(Cancellation))["a"].Failure;
        isBroken = false;
        clock.Advance(TimeSpan.FromMinutes(5));
        await OnClock().RunAsync(null!, Cancellation);
        var mended = (await _runs.ReadAsync(Cancellation))["a"];

        Assert.Equal("It broke.", failure);
        Assert.Equal((2, null), (failing.Runs, mended.Failure));
        Assert.Equal((2, 2), (slow.Runs, good.Runs));
    }

    [Fact]
    public async Task Run_whose_process_ended_in_the_middle_is_made_up_for()
    {
        var duty = new FakeDuty("daily", "30 5 12 * * *");
        await WakeAsync(Wake, duty);
        var known = (await _runs.ReadAsync(Cancellation))["daily"];
        await _runs.TryWriteAsync(known with { Began = Wake.AddMinutes(5) }, Cancellation);

        await WakeAsync(Wake.AddMinutes(10), duty);
        var soon = duty.Runs;
        await WakeAsync(Wake.AddMinutes(40), duty);
        await WakeAsync(Wake.AddMinutes(45), duty);

        Assert.Equal((0, 1), (soon, duty.Runs));
    }

    [Fact]
    public async Task Moments_before_the_next_wake_are_waited_for()
    {
        var everyMinute = new FakeDuty("minutes", "0 * * * * *");

        await WakeAsync(Wake, everyMinute);

        // 12:01 to 12:05; the wake of 12:05:30 does the rest.
        Assert.Equal(5, everyMinute.Runs);
        Assert.Equal(Wake.AddMinutes(5).AddSeconds(-30), _clock.Now, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Wake_that_comes_a_little_early_does_what_is_due_with_it()
    {
        var duty = new FakeDuty("each", EveryWake);
        await WakeAsync(Wake, duty);

        await WakeAsync(Wake.AddMinutes(5).AddMilliseconds(-40), duty);

        Assert.Equal(1, duty.Runs);
    }

    [Fact]
    public async Task Duty_of_the_start_runs_at_the_first_wake_of_each_process()
    {
        var duty = new FakeDuty("start", EveryWake) { RunsAtStart = true };
        var process = Round(duty);
        await process.RunAsync(null!, Cancellation);
        await process.RunAsync(null!, Cancellation);
        await WakeAsync(Wake, duty);

        Assert.Equal(2, duty.Runs);
    }

    [Fact]
    public async Task Clock_that_was_set_back_keeps_nothing_from_running()
    {
        var duty = new FakeDuty("each", EveryWake);
        await WakeAsync(Wake.AddDays(400), duty);
        await WakeAsync(Wake.AddDays(400).AddMinutes(5), duty);

        await WakeAsync(Wake, duty);
        await WakeAsync(Wake.AddMinutes(5), duty);

        Assert.Equal(3, duty.Runs);
    }

    [Fact]
    public async Task Storage_that_takes_no_record_is_not_asked_over_and_over()
    {
        var duty = new FakeDuty("each", EveryWake);
        await WakeAsync(Wake, duty);
        _clock.Now = Wake.AddMinutes(5);
        var refusing = new RefusingLog(_runs);

        await new DutyRound([duty], refusing, _clock, NullLogger<DutyRound>.Instance).RunAsync(null!, Cancellation);

        Assert.Equal((0, 1), (duty.Runs, refusing.Refusals));
    }

    private DutyRound Round(params FakeDuty[] duties) => new(duties, _runs, _clock, NullLogger<DutyRound>.Instance);

    private Task WakeAsync(DateTimeOffset at, params FakeDuty[] duties)
    {
        _clock.Now = at;
        return Round(duties).RunAsync(null!, Cancellation);
    }

    /// <summary>Reads the records of another one, and takes none.</summary>
    private sealed class RefusingLog(ITimerLog records) : ITimerLog
    {
        public int Refusals { get; private set; }

        public Task<IReadOnlyDictionary<string, DutyRecord>> ReadAsync(CancellationToken cancellationToken) =>
            records.ReadAsync(cancellationToken);

        public Task<DutyRecord?> TryWriteAsync(DutyRecord record, CancellationToken cancellationToken)
        {
            Refusals++;
            throw new InvalidOperationException("This takes nothing.");
        }
    }
}
