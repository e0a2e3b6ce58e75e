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

/// <summary>What becomes of the candles of somebody who writes at the moment at which a run is undone.</summary>
public sealed class ConcurrentUndoTests(AzuriteFixture azurite)
{
    private static readonly Market Bitcoin = new("binance", "BTCUSDT", Interval.OneDay);
    private static readonly DateTimeOffset January = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly CandleSeries Before = GeneratedCandles.Make(Interval.OneDay, January, 45, seed: 2);
    private static readonly CandleSeries Imported = GeneratedCandles.Make(Interval.OneDay, January.AddDays(19), 60, seed: 1);

    // Of the middle month, some of it imported before.
    private static readonly CandleSeries Later = GeneratedCandles.Make(Interval.OneDay, January.AddDays(35), 5, seed: 3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/_commit")]
    [InlineData("month=01/candles.parquet")]
    [InlineData("month=02/candles.parquet")]
    [InlineData("_changes/")]
    public async Task Undo_at_whose_write_another_changes_the_same_candles_keeps_those(string write)
    {
        var (container, coverage) = await NewAsync();
        var run = Runs().Import(Bitcoin, "file.csv");
        await StoreAsync(new BlobCandleStore(container), Imported, run);
        var later = Runs().Import(Bitcoin, "later.csv");

        // A writer of one month does not stand in line: it writes over the version that it has read.
        var other = new InterposedWriter(
            request => InterposedWriter.IsWriteOf(request, write),
            () => new BlobCandleStore(container).MergeAsync(Bitcoin, Later, later, Cancellation));

        await History(Connect(container, other), coverage).UndoAsync(Bitcoin, run.Id, Cancellation);

        Assert.True(other.IsDone, $"Nothing was written to {write}.");
        var expected = Before.ToList().Where(candle => !Later.Range.Contains(candle.OpenTime)).Concat(Later.ToList());
        Assert.Equal(expected.OrderBy(candle => candle.OpenTime), await ReadAsync(container));
    }

    [Fact]
    public async Task Undo_while_another_changes_the_same_candles_before_they_are_read_is_refused_with_its_name()
    {
        var (container, coverage) = await NewAsync();
        var run = Runs().Import(Bitcoin, "file.csv");
        await StoreAsync(new BlobCandleStore(container), Imported, run);
        var later = Runs().Import(Bitcoin, "later.csv");
        var stored = await ReadAsync(container);

        // The first partition that is read is read behind the list of changes.
        var other = new InterposedWriter(
            request => request.Method == RequestMethod.Get && request.Uri.Path.Contains("candles.parquet", StringComparison.Ordinal),
            () => new BlobCandleStore(container).MergeAsync(Bitcoin, Later, later, Cancellation));

        var refused = await Assert.ThrowsAsync<CandleUndoException>(
            () => History(Connect(container, other), coverage).UndoAsync(Bitcoin, run.Id, Cancellation));

        Assert.Equal(CandleUndoRefusal.Conflict, refused.Refusal);
        Assert.Contains(later.Id, refused.Message, StringComparison.Ordinal);
        Assert.Equal(
            stored.Where(candle => !Later.Range.Contains(candle.OpenTime)).Concat(Later.ToList()).OrderBy(candle => candle.OpenTime),
            await ReadAsync(container));
    }

    [Fact]
    public async Task Merge_that_comes_second_to_one_of_the_same_candles_records_nothing()
    {
        var (container, _) = await NewAsync();
        var first = Runs().Import(Bitcoin, "first.csv");
        var second = Runs().Import(Bitcoin, "second.csv");
        var other = new InterposedWriter(
            request => InterposedWriter.IsWriteOf(request, "month=02/candles.parquet"),
            () => new BlobCandleStore(container).MergeAsync(Bitcoin, Later, first, Cancellation));

        var result = await Connect(container, other).MergeAsync(Bitcoin, Later, second, Cancellation);

        Assert.Equal((0L, 0L, (long)Later.Count), (result.Inserted, result.Replaced, result.Unchanged));
        var changes = await new BlobCandleStore(container).ListChangesAsync(Bitcoin, Cancellation);
        Assert.Equal([first.Id], changes.Select(change => change.Run.Id));
    }

    private static CandleRuns Runs() => new(Options.Create(new CandleUndoOptions()), TimeProvider.System);

    private static CandleHistory History(BlobCandleStore store, TableCoverageStore coverage) =>
        new(store, store, coverage, Runs(), TimeProvider.System);

    private static async Task StoreAsync(BlobCandleStore store, CandleSeries candles, CandleRun run)
    {
        await using var staging = store.Stage(Bitcoin, "import", run);
        foreach (var month in Month.Touching(candles.Range))
        {
            await staging.AddAsync(candles.Slice(month.Range), Cancellation);
        }

        await staging.CommitAsync(Cancellation);
    }

    private static async Task<IReadOnlyList<Candle>> ReadAsync(BlobContainerClient container) =>
        (await new BlobCandleStore(container).ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).ToList();

    private async Task<(BlobContainerClient Container, TableCoverageStore Coverage)> NewAsync()
    {
        var container = await azurite.NewContainerAsync();
        await new BlobCandleStore(container).MergeAsync(Bitcoin, Before, Cancellation);
        return (container, new TableCoverageStore(azurite.NewTable("coverage")));
    }

    private BlobCandleStore Connect(BlobContainerClient container, InterposedWriter other)
    {
        var options = new BlobClientOptions();
        options.AddPolicy(other, HttpPipelinePosition.PerCall);
        return new BlobCandleStore(new BlobServiceClient(azurite.ConnectionString, options).GetBlobContainerClient(container.Name));
    }
}
