using Trad.Storage.Backlog;
using Trad.Storage.Jobs;
using Trad.Storage.Tests.Jobs;
using Trad.Testing;

namespace Trad.Storage.Tests.Backlog;

public sealed class TableJobBacklogTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2025, 6, 30, 12, 0, 0, TimeSpan.Zero);

    private TableJobBacklog _backlog = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var clients =
            new StorageClients(new StorageOptions { ConnectionString = azurite.ConnectionString, TablePrefix = azurite.NewName() });
        await clients.Table("Backlog").CreateAsync(Cancellation);
        _backlog = new TableJobBacklog(clients);
    }

    [Fact]
    public async Task Read_orders_by_priority_then_by_number()
    {
        foreach (var (number, priority) in new[] { (1, 0), (2, -10), (3, 10), (4, 0), (5, 10) })
        {
            await _backlog.AddAsync(JobSamples.Make(JobKey.NewId(Noon), number, Noon, priority), Cancellation);
        }

        var state = await _backlog.ReadAsync(Cancellation);

        Assert.Equal([3, 5, 1, 4, 2], state.Waiting.Select(job => job.Number));
        Assert.Equal(3, state.PositionOf(state.Jobs[2].Id));
    }

    [Fact]
    public async Task Start_on_a_state_that_is_not_the_latest_is_refused()
    {
        for (var number = 1; number <= 8; number++)
        {
            await _backlog.AddAsync(JobSamples.Make(JobKey.NewId(Noon), number, Noon), Cancellation);
        }

        // Eight hosts read the same state and start a job each; only one may.
        var state = await _backlog.ReadAsync(Cancellation);
        var started = await Task.WhenAll(
            state.Jobs.Select(job => _backlog.TryStartAsync(state, job with { StartedAt = Noon }, Cancellation)));
        var after = await _backlog.ReadAsync(Cancellation);

        Assert.Single(started, true);
        Assert.Equal(1, after.Running);
        Assert.True(await _backlog.TryStartAsync(after, after.Waiting.First() with { StartedAt = Noon }, Cancellation));
    }

    [Fact]
    public async Task Start_of_a_job_that_was_removed_is_refused()
    {
        var job = JobSamples.Make(JobKey.NewId(Noon), 1, Noon);
        await _backlog.AddAsync(job, Cancellation);
        var state = await _backlog.ReadAsync(Cancellation);
        await _backlog.RemoveAsync(job, Cancellation);
        await _backlog.RemoveAsync(job, Cancellation);

        Assert.False(await _backlog.TryStartAsync(state, state.Jobs[0] with { StartedAt = Noon }, Cancellation));
        Assert.Empty((await _backlog.ReadAsync(Cancellation)).Jobs);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
