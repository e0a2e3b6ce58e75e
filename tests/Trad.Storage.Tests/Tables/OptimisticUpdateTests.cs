using Azure;
using Trad.Candles.Stores;
using Trad.Storage.Backlog;
using Trad.Storage.Jobs;
using Trad.Storage.Journal;
using Trad.Storage.Requests;
using Trad.Storage.Tables;
using Trad.Storage.Tests.Jobs;
using Trad.Testing;
using Trad.Training.Jobs;

namespace Trad.Storage.Tests.Tables;

/// <summary>Changes of what others change as well: they end, with or without success.</summary>
public sealed class OptimisticUpdateTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Change_that_always_comes_second_is_given_up()
    {
        var attempts = 0;
        var given = await Assert.ThrowsAsync<StorageUnavailableException>(() => OptimisticUpdate.RunAsync(
            "something",
            () =>
            {
                attempts++;
                return Task.FromResult((false, 0));
            },
            Cancellation));
        Assert.Equal(OptimisticUpdate.MostAttempts, attempts);
        Assert.Contains("something", given.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_ends_with_its_token_while_it_pauses()
    {
        using var gone = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => OptimisticUpdate.RunAsync(
            "something",
            () =>
            {
                gone.Cancel();
                return Task.FromResult((false, 0));
            },
            gone.Token));
    }

    [Fact]
    public async Task Every_store_says_that_its_table_is_missing_instead_of_trying_for_ever()
    {
        var clients =
            new StorageClients(new StorageOptions { ConnectionString = azurite.ConnectionString, TablePrefix = azurite.NewName("gone") });
        var job = JobSamples.Make(JobKey.NewId(DateTimeOffset.UnixEpoch), 1, DateTimeOffset.UnixEpoch);
        Task[] changes =
        [
            new TableJobStore(clients).TakeNumberAsync(Cancellation),
            new TableJobBacklog(clients).AddAsync(job, Cancellation),
            new TableIdempotencyStore(clients).TakeAsync("key", "request", job.Id, Cancellation),
            new TableProgressStore(clients).WriteAsync(
                job.Id, 1, job.Progress, PhaseLog.Begin(JobPhase.Queued, DateTimeOffset.UnixEpoch), DateTimeOffset.UnixEpoch, version: null,
                Cancellation),
        ];
        foreach (var change in changes)
        {
            var missing = await Assert.ThrowsAsync<RequestFailedException>(() => change.WaitAsync(TimeSpan.FromMinutes(1), Cancellation));
            Assert.Equal("TableNotFound", missing.ErrorCode);
        }
    }
}
