using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Trad.Functions.Operations;
using Trad.Functions.Operations.Duties;
using Trad.Functions.Operations.Health;
using Trad.Functions.Tests.Operations.Duties;
using Trad.Storage;
using Trad.Storage.Backlog;
using Trad.Storage.Operations;
using Trad.Testing;
using Trad.Training.Jobs;
using Trad.Training.Operations;
using Trad.Training.Requests;

namespace Trad.Functions.Tests.Operations.Health;

/// <summary>What somebody should look at although the app works, from what is recorded in real storage.</summary>
public sealed class HealthCheckTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static async Task IntroduceAsync(IEnumerable<IDuty> duties, ITimerLog runs, DateTimeOffset now)
    {
        using var introduction = new DutyIntroduction(duties, runs, new FakeTimeProvider(now));
        await introduction.StartAsync(Cancellation);
        await introduction.ExecuteTask!;
    }

    private static readonly DateTimeOffset Now = new(2025, 6, 30, 12, 1, 0, TimeSpan.Zero);

    private StorageClients _clients = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _clients =
            new StorageClients(new StorageOptions { ConnectionString = azurite.ConnectionString, TablePrefix = azurite.NewName() });
        await _clients.Table("Backlog").CreateAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(-3, -2, null, null)]
    [InlineData(-3, null, null, null)]
    [InlineData(-60, -20, null, "each has been due since 2025-06-30 11:45:30 UTC")]
    [InlineData(-60, null, null, "each has been due since 2025-06-30 11:05:30 UTC")]
    [InlineData(-60, -2, "The reason.", "each failed at 2025-06-30 11:59:00 UTC; /api/system says why")]
    public async Task Duty_that_does_not_run_or_fails_is_named_without_the_reason(int since, int? began, string? failure, string? fault)
    {
        var runs = new TableTimerLog(_clients);
        await runs.TryWriteAsync(
            new DutyRecord("each", Now.AddMinutes(since)) { Began = began is { } minutes ? Now.AddMinutes(minutes) : null, Failure = failure },
            Cancellation);

        var result = await CheckAsync(
            new DutyHealthCheck([new FakeDuty("each", DutyTimer.Schedule)], runs, new AppStart(), new FakeTimeProvider(Now)));

        Assert.Equal((fault is null ? HealthStatus.Healthy : HealthStatus.Degraded, fault), (result.Status, result.Description));
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(30, true)]
    public async Task Duty_that_has_never_run_is_told_once_its_process_should_have_been_woken(int minutes, bool isTold)
    {
        var start = new AppStart();
        var clock = new FakeTimeProvider(start.At.AddMinutes(minutes));

        var result = await CheckAsync(
            new DutyHealthCheck([new FakeDuty("each", DutyTimer.Schedule)], new TableTimerLog(_clients), start, clock));

        Assert.Equal(isTold ? HealthStatus.Degraded : HealthStatus.Healthy, result.Status);
        Assert.Equal(isTold, result.Description?.StartsWith("each has been due since ", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public async Task Duty_that_no_process_lives_long_enough_for_is_told_by_when_it_was_first_known()
    {
        var runs = new TableTimerLog(_clients);
        var start = new AppStart();
        IDuty[] duties = [new FakeDuty("each", DutyTimer.Schedule)];

        // An hour ago a process started, and one did a minute before; neither was there when a timer fired.
        await IntroduceAsync(duties, runs, start.At.AddHours(-1));
        await IntroduceAsync(duties, runs, start.At.AddMinutes(-1));
        var result = await CheckAsync(new DutyHealthCheck(duties, runs, start, new FakeTimeProvider(start.At.AddMinutes(1))));

        Assert.Equal(HealthStatus.Degraded, result.Status);
        Assert.StartsWith("each has been due since ", result.Description, StringComparison.Ordinal);
        Assert.Null((await runs.ReadAsync(Cancellation))["each"].Began);
    }

    [Theory]
    [InlineData(-60, null, "1 jobs wait although 0 of 2 run")]
    [InlineData(-5, null, null)]
    [InlineData(-60, -5, null)]
    [InlineData(-60, -30, "1 jobs wait although 1 of 2 run")]
    public async Task Jobs_that_wait_although_more_could_run_are_told_once_the_clean_up_should_have_come(
        int added, int? started, string? fault)
    {
        var backlog = new TableJobBacklog(_clients);
        await backlog.AddAsync(Job(1, Now.AddMinutes(added)), Cancellation);
        if (started is { } minutes)
        {
            var other = Job(2, Now.AddMinutes(added));
            await backlog.AddAsync(other, Cancellation);
            var queue = await backlog.ReadAsync(Cancellation);
            await backlog.TryStartAsync(
                queue, queue.Jobs.Single(job => job.Id == other.Id) with { StartedAt = Now.AddMinutes(minutes) }, Cancellation);
        }

        var result = await CheckAsync(new QueueHealthCheck(backlog, Options.Create(new JobOptions()), new FakeTimeProvider(Now)));

        Assert.Equal((fault is null ? HealthStatus.Healthy : HealthStatus.Degraded, fault), (result.Status, result.Description));
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_and_not_thrown()
    {
        var gone = new TableTimerLog(
            new StorageClients(new StorageOptions { ConnectionString = azurite.ConnectionString, TablePrefix = azurite.NewName() }));

        var result = await CheckAsync(new DutyHealthCheck([], gone, new AppStart(), new FakeTimeProvider(Now)));

        Assert.Equal(HealthStatus.Degraded, result.Status);
        Assert.Contains("TableNotFound", result.Description, StringComparison.Ordinal);
    }

    private static Task<HealthCheckResult> CheckAsync(IHealthCheck check) => check.CheckHealthAsync(new HealthCheckContext(), Cancellation);

    private static TrainingJob Job(int number, DateTimeOffset added) => new()
    {
        Id = $"0197000000007000800000000000000{number}",
        Number = number,
        State = JobState.Queued,
        CreatedAt = added,
        QueuedAt = added,
        Request = new TrainingRequest { Strategy = "liquidity-sweep", Exchange = "binance", Symbol = "BTCUSDT", Interval = "5m" },
        Seed = 42,
        Progress = JobProgress.Waiting(20),
    };
}
