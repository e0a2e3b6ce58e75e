using Azure;
using Trad.Candles;
using Trad.MarketData.Backfills;
using Trad.Storage.Assets;
using Trad.Storage.Backlog;
using Trad.Storage.Candles;
using Trad.Storage.Coverage;
using Trad.Storage.Feed;
using Trad.Storage.Jobs;
using Trad.Storage.Journal;
using Trad.Storage.Operations;
using Trad.Storage.Strategies;
using Trad.Storage.Tables;
using Trad.Storage.Tests.Jobs;
using Trad.Testing;
using Trad.Training.Assets;
using Trad.Training.Jobs;
using Trad.Training.Operations;
using Trad.Training.Strategies;

namespace Trad.Storage.Tests.Tables;

/// <summary>Whoever deletes a table under a running host hears so from every store, instead of a request that never ends.</summary>
public sealed class MissingTableTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Now = new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Market Bitcoin = new("binance", "BTCUSDT", Interval.FiveMinutes);
    private static readonly TrainingJob Job = JobSamples.Make(JobKey.NewId(Now), 1, Now);

    private static readonly BackfillRecord Backfill = new()
    {
        Id = BackfillRunId.Create(Bitcoin, Now).ToString(),
        Exchange = Bitcoin.Exchange,
        Symbol = Bitcoin.Symbol,
        Interval = Bitcoin.Interval,
        From = Now,
        To = Now.AddDays(1),
        Trigger = BackfillTrigger.Timer,
        State = BackfillStatus.Running,
        StartedAt = Now,
        Counts = new BackfillCounts(1, 0, 288, 0, 0, 0, 0, 0, 0),
    };

    // Without a table of their own to write to: the first makes its container, the second asks another store and the feed, the
    // others only read.
    private static readonly Type[] Exempt =
        [typeof(BlobCandleStore), typeof(FollowedJobStore), typeof(JournalLogStore), typeof(JournalTrialStore)];

    private static readonly Dictionary<Type, Func<StorageClients, Task>[]> Changes = new()
    {
        [typeof(TableJobStore)] =
        [
            clients => new TableJobStore(clients).TakeNumberAsync(Cancellation),
            clients => new TableJobStore(clients).TryAddAsync(Job, Cancellation),
        ],
        [typeof(TableJobBacklog)] = [clients => new TableJobBacklog(clients).AddAsync(Job, Cancellation)],
        [typeof(TableIdempotencyStore)] =
            [clients => new TableIdempotencyStore(clients).TakeAsync("key", "request", Job.Id, Cancellation)],
        [typeof(TableProgressStore)] =
        [
            clients => new TableProgressStore(clients).WriteAsync(
                Job.Id, 1, Job.Progress, PhaseLog.Begin(JobPhase.Queued, Now), Now, version: null, Cancellation),
            clients => new TableProgressStore(clients).RequestCancelAsync(Job.Id, 1, Cancellation),
        ],
        [typeof(TableJobJournal)] = [clients => new TableJobJournal(clients).AppendAsync(Job.Id, 1, [JobEvent.OfDone(Now, 1)])],
        [typeof(TableJobFeed)] = [clients => new TableJobFeed(clients, TimeProvider.System).AppendAsync(Job.Id)],
        [typeof(TableAssetStore)] = [CountViewAsync],
        [typeof(TableStrategyStore)] =
        [
            clients => new TableStrategyStore(clients).AddVersionAsync("mine", _ => new StrategyDraft("hash", "{}", Now), Cancellation),
        ],
        [typeof(TableTimerLog)] =
        [
            clients => new TableTimerLog(clients).TryWriteAsync(new DutyRecord("duty", Now), Cancellation),
            clients => new TableTimerLog(clients).TryWriteAsync(new DutyRecord("duty", Now) { Mark = "*" }, Cancellation),
        ],
        [typeof(TableCoverageStore)] =
        [
            clients => new TableCoverageStore(clients.Table(TableSet.Coverage)).SaveSourceAsync(
                Bitcoin, new Month(2025, 6), "rest", Cancellation),
        ],
        [typeof(TableBackfillLog)] =
        [
            clients => new TableBackfillLog(clients.Table(TableSet.Backfills)).SaveAsync(Backfill, Cancellation),
        ],
    };

    /// <summary>Every store of the product that is not exempt, by reflection: a new one has to say here what it changes.</summary>
    public static TheoryData<Type> Stores =>
    [
        .. typeof(TableJobStore).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsPublic: true } && type.GetInterfaces().Any(
                each => each.Namespace!.StartsWith("Trad.", StringComparison.Ordinal)))
            .Except(Exempt).OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Change_of_a_store_whose_table_is_missing_says_so_instead_of_trying_for_ever(Type store)
    {
        var clients =
            new StorageClients(new StorageOptions { ConnectionString = azurite.ConnectionString, TablePrefix = azurite.NewName("gone") });
        foreach (var change in Changes[store])
        {
            var missing = await Assert.ThrowsAnyAsync<RequestFailedException>(
                () => change(clients).WaitAsync(TimeSpan.FromMinutes(1), Cancellation));
            Assert.Equal("TableNotFound", missing.ErrorCode);
        }
    }

    private static async Task CountViewAsync(StorageClients clients)
    {
        using var assets = new TableAssetStore(clients);
        await assets.CountViewAsync(Job.Id, new HoldOutVisit("somebody", new DateOnly(2025, 6, 1)), Cancellation);
    }
}
