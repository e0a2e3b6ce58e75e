using Trad.Storage.Jobs;
using Trad.Testing;

namespace Trad.Storage.Tests.Jobs;

public sealed class TableIdempotencyStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private TableIdempotencyStore _keys = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var clients =
            new StorageClients(new StorageOptions { ConnectionString = azurite.ConnectionString, TablePrefix = azurite.NewName() });
        await clients.Table("JobKeys").CreateAsync(Cancellation);
        _keys = new TableIdempotencyStore(clients);
    }

    [Fact]
    public async Task Take_by_many_at_once_lets_one_win_and_tells_the_others_who()
    {
        var records = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(i => _keys.TakeAsync("/'\\ key #?", "request", $"job{i}", Cancellation)));

        var winner = Assert.Single(records, record => record.IsNew);
        Assert.All(records, record => Assert.Equal(winner.JobId, record.JobId));
        Assert.All(
            records.Where(record => !record.IsNew),
            record => Assert.InRange(DateTimeOffset.UtcNow - record.TakenAt!.Value, -TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Forget_removes_keys_taken_before_the_moment_only()
    {
        await _keys.TakeAsync("key", "request", "job1", Cancellation);

        Assert.Equal(0, await _keys.ForgetAsync(DateTimeOffset.UtcNow.AddHours(-1), Cancellation));
        Assert.Equal(1, await _keys.ForgetAsync(DateTimeOffset.UtcNow.AddHours(1), Cancellation));

        Assert.True((await _keys.TakeAsync("key", "request", "job2", Cancellation)).IsNew);
    }

    [Fact]
    public async Task Forget_a_job_frees_its_keys_only()
    {
        await _keys.TakeAsync("one", "request", "job1", Cancellation);
        await _keys.TakeAsync("two", "request", "job2", Cancellation);

        await _keys.ForgetAsync("job1", Cancellation);

        Assert.True((await _keys.TakeAsync("one", "request", "job3", Cancellation)).IsNew);
        Assert.Equal("job2", (await _keys.TakeAsync("two", "request", "job3", Cancellation)).JobId);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
