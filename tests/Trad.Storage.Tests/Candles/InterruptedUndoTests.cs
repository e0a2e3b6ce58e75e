using Azure.Core;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;
using Trad.Candles;
using Trad.Candles.Changes;
using Trad.MarketData.History;
using Trad.Storage.Candles;
using Trad.Storage.Coverage;
using Trad.Testing;

namespace Trad.Storage.Tests.Candles;

/// <summary>What is recorded of an import, and its undoing, when the process is killed at any request.</summary>
public sealed class InterruptedUndoTests(AzuriteFixture azurite)
{
    private static readonly Market Bitcoin = new("binance", "BTCUSDT", Interval.OneDay);
    private static readonly CandleSeries Before = GeneratedCandles.Make(
        Interval.OneDay, new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), 45, seed: 2);
    private static readonly CandleSeries Added = GeneratedCandles.Make(
        Interval.OneDay, new(2025, 1, 20, 0, 0, 0, TimeSpan.Zero), 60, seed: 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Import_killed_at_any_request_can_be_undone_when_it_was_stored(bool isLastCarriedOut)
    {
        var stored = 0;
        for (var (requests, isOver) = (0, false); !isOver; requests++)
        {
            var (container, table) = await NewAsync();
            var cut = new CutStorage(requests, isLastCarriedOut);
            var run = Runs().Import(Bitcoin, "file.csv");
            await TryAsync(() => ImportAsync(Connect(container, cut), run));
            isOver = !cut.IsCut;

            var history = History(container, table);
            var isStored = (await ReadAsync(container)).Count > Before.Count;
            var runs = await history.ListAsync(Bitcoin, Cancellation);
            Assert.Equal(isStored, runs.Any(each => each.Run.Id == run.Id));
            if (isStored)
            {
                stored++;
                await history.UndoAsync(Bitcoin, run.Id, Cancellation);
                Assert.Equal(Before.ToList(), await ReadAsync(container));
            }
        }

        Assert.True(stored > 3, $"{stored} kills after the commit.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Undo_killed_at_any_request_is_done_whole_or_not_at_all(bool isLastCarriedOut)
    {
        var (undone, kept) = (0, 0);
        for (var (requests, isOver) = (0, false); !isOver; requests++)
        {
            var (container, table) = await NewAsync();
            var run = Runs().Import(Bitcoin, "file.csv");
            await ImportAsync(new BlobCandleStore(container), run);
            var after = await ReadAsync(container);
            var cut = new CutStorage(requests, isLastCarriedOut);
            await TryAsync(() => History(Connect(container, cut), table).UndoAsync(Bitcoin, run.Id, Cancellation));
            isOver = !cut.IsCut;

            var read = await ReadAsync(container);
            var isUndone = read.Count == Before.Count;
            Assert.Equal(isUndone ? Before.ToList() : after, read);
            Assert.Equal(
                isUndone, (await History(container, table).ListAsync(Bitcoin, Cancellation)).Single(
                    each => each.Run.Id == run.Id).UndoneBy is not null);
            (undone, kept) = isUndone ? (undone + 1, kept) : (undone, kept + 1);
        }

        Assert.True(undone > 3 && kept > 3, $"{undone} kills after the commit and {kept} before.");
    }

    private static CandleRuns Runs() => new(Options.Create(new CandleUndoOptions()), TimeProvider.System);

    private static async Task ImportAsync(BlobCandleStore store, CandleRun run)
    {
        await using var staging = store.Stage(Bitcoin, "import", run);
        foreach (var month in Month.Touching(Added.Range))
        {
            await staging.AddAsync(Added.Slice(month.Range), Cancellation);
        }

        await staging.CommitAsync(Cancellation);
    }

    private static CandleHistory History(BlobContainerClient container, TableCoverageStore coverage) =>
        History(new BlobCandleStore(container), coverage);

    private static CandleHistory History(BlobCandleStore store, TableCoverageStore coverage) =>
        new(store, store, coverage, Runs(), TimeProvider.System);

    private static async Task<IReadOnlyList<Candle>> ReadAsync(BlobContainerClient container) =>
        (await new BlobCandleStore(container).ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).ToList();

    private static async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Azure.RequestFailedException)
        {
            // The process is gone.
        }
    }

    private async Task<(BlobContainerClient Container, TableCoverageStore Coverage)> NewAsync()
    {
        var container = await azurite.NewContainerAsync();
        await new BlobCandleStore(container).MergeAsync(Bitcoin, Before, Cancellation);
        return (container, new TableCoverageStore(azurite.NewTable("coverage")));
    }

    private BlobCandleStore Connect(BlobContainerClient container, CutStorage cut)
    {
        var options = new BlobClientOptions();
        options.Retry.MaxRetries = 0;
        options.AddPolicy(cut, HttpPipelinePosition.PerRetry);
        return new BlobCandleStore(new BlobServiceClient(azurite.ConnectionString, options).GetBlobContainerClient(container.Name));
    }
}
