using Trad.Storage.Feed;
using Trad.Testing;
using Trad.Training.Jobs;

namespace Trad.Storage.Tests.Feed;

public sealed class TableJobFeedTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private StorageClients _clients = null!;
    private TableJobFeed _feed = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _clients = new StorageClients(new StorageOptions { ConnectionString = azurite.ConnectionString, TablePrefix = azurite.NewName() });
        await _clients.Table("Changes").CreateAsync(Cancellation);
        _feed = new TableJobFeed(_clients, TimeProvider.System);
    }

    [Fact]
    public async Task Changes_of_several_processes_have_one_order_without_holes()
    {
        var other = new TableJobFeed(_clients, TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? _feed : other).AppendAsync($"job{i}")));

        var changes = await _feed.ReadAsync(0, Cancellation);
        Assert.Equal(Enumerable.Range(0, 40), changes!.Select(change => change.Sequence));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"job{i}").Order(), changes!.Select(change => change.JobId).Order());
        Assert.Equal(40, await other.EndAsync(Cancellation));
    }

    [Fact]
    public async Task Changes_are_read_from_any_number_on_and_one_after_the_other()
    {
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => _feed.AppendAsync($"job{i}")));
        await _feed.AppendAsync("gone", isRemoval: true);
        var all = (await _feed.ReadAsync(0, Cancellation))!;

        for (var from = 0; from <= 31; from++)
        {
            Assert.Equal(all.Skip(from), await _feed.ReadAsync(from, Cancellation));
        }

        var followed = new List<JobChange>();
        while (await _feed.ReadNextAsync(followed.Count, Cancellation) is { Count: > 0 } next)
        {
            followed.AddRange(next);
        }

        Assert.Equal(all, followed);
        Assert.Equal(new JobChange(30, "gone", true), all[^1]);
        Assert.Null(await _feed.ReadAsync(32, Cancellation));
    }

    [Fact]
    public async Task Numbers_that_are_no_longer_kept_are_told_from_those_that_are()
    {
        for (var i = 0; i < 10; i++)
        {
            await _feed.AppendAsync($"job{i}");
        }

        await _feed.TrimAsync(4, Cancellation);

        Assert.Null(await _feed.ReadAsync(5, Cancellation));
        Assert.Equal([6, 7, 8, 9], (await _feed.ReadAsync(6, Cancellation))!.Select(change => change.Sequence));
        await _feed.AppendAsync("next");
        Assert.Equal(11, await _feed.EndAsync(Cancellation));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
