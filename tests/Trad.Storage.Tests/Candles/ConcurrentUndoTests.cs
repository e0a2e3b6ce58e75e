using Azure.Core;
using Trad.Candles;
using Trad.MarketData.History;
using Trad.Storage.Candles;
using Trad.Testing;

namespace Trad.Storage.Tests.Candles;

/// <summary>What becomes of the candles of somebody who writes at the moment at which a run is undone.</summary>
public sealed class ConcurrentUndoTests(AzuriteFixture azurite)
{
    // Of the middle month, some of it imported before.
    private static readonly CandleSeries Later = GeneratedCandles.Make(
        Interval.OneDay, new(2025, 2, 5, 0, 0, 0, TimeSpan.Zero), 5, seed: 3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/_commit")]
    [InlineData("month=01/candles.parquet")]
    [InlineData("month=02/candles.parquet")]
    [InlineData("_changes/")]
    public async Task Undo_at_whose_write_another_changes_the_same_candles_keeps_those(string write)
    {
        var market = await UndoneMarket.CreateAsync(azurite);
        var run = UndoneMarket.Runs.Import(UndoneMarket.Bitcoin, "file.csv");
        await UndoneMarket.ImportAsync(market.Store, UndoneMarket.Imported, run);
        var later = UndoneMarket.Runs.Import(UndoneMarket.Bitcoin, "later.csv");

        // A writer of one month does not stand in line: it writes over the version that it has read.
        var other = new InterposedWriter(
            request => InterposedWriter.IsWriteOf(request, write),
            () => market.Store.MergeAsync(UndoneMarket.Bitcoin, Later, later, Cancellation));

        await market.History(Connect(market, other)).UndoAsync(UndoneMarket.Bitcoin, run.Id, Cancellation);

        Assert.True(other.IsDone, $"Nothing was written to {write}.");
        var expected = UndoneMarket.Before.ToList().Where(candle => !Later.Range.Contains(candle.OpenTime)).Concat(Later.ToList());
        Assert.Equal(expected.OrderBy(candle => candle.OpenTime), await market.ReadAsync());
    }

    [Fact]
    public async Task Undo_while_another_changes_the_same_candles_before_they_are_read_is_refused_with_its_name()
    {
        var market = await UndoneMarket.CreateAsync(azurite);
        var run = UndoneMarket.Runs.Import(UndoneMarket.Bitcoin, "file.csv");
        await UndoneMarket.ImportAsync(market.Store, UndoneMarket.Imported, run);
        var later = UndoneMarket.Runs.Import(UndoneMarket.Bitcoin, "later.csv");
        var stored = await market.ReadAsync();

        // The first partition that is read is read behind the list of changes.
        var other = new InterposedWriter(
            request => request.Method == RequestMethod.Get && request.Uri.Path.Contains("candles.parquet", StringComparison.Ordinal),
            () => market.Store.MergeAsync(UndoneMarket.Bitcoin, Later, later, Cancellation));

        var refused = await Assert.ThrowsAsync<CandleUndoException>(
            () => market.History(Connect(market, other)).UndoAsync(UndoneMarket.Bitcoin, run.Id, Cancellation));

        Assert.Equal(CandleUndoRefusal.Conflict, refused.Refusal);
        Assert.Contains(later.Id, refused.Message, StringComparison.Ordinal);
        Assert.Equal(
            stored.Where(candle => !Later.Range.Contains(candle.OpenTime)).Concat(Later.ToList()).OrderBy(candle => candle.OpenTime),
            await market.ReadAsync());
    }

    [Fact]
    public async Task Merge_that_comes_second_to_one_of_the_same_candles_records_nothing()
    {
        var market = await UndoneMarket.CreateAsync(azurite);
        var first = UndoneMarket.Runs.Import(UndoneMarket.Bitcoin, "first.csv");
        var second = UndoneMarket.Runs.Import(UndoneMarket.Bitcoin, "second.csv");
        var other = new InterposedWriter(
            request => InterposedWriter.IsWriteOf(request, "month=02/candles.parquet"),
            () => market.Store.MergeAsync(UndoneMarket.Bitcoin, Later, first, Cancellation));

        var result = await Connect(market, other).MergeAsync(UndoneMarket.Bitcoin, Later, second, Cancellation);

        Assert.Equal((0L, 0L, (long)Later.Count), (result.Inserted, result.Replaced, result.Unchanged));
        var changes = await market.Store.ListChangesAsync(UndoneMarket.Bitcoin, Cancellation);
        Assert.Equal([first.Id], changes.Select(change => change.Run.Id));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Import_of_months_that_comes_second_to_one_of_the_same_candles_in_one_of_them_records_nothing_of_that_month(
        int number)
    {
        var month = new Month(2025, number);
        var partition = $"month={number:D2}/candles.parquet";
        var market = await UndoneMarket.CreateAsync(azurite);
        var stored = await market.ReadAsync();
        var first = UndoneMarket.Runs.Import(UndoneMarket.Bitcoin, "first.csv");
        var second = UndoneMarket.Runs.Import(UndoneMarket.Bitcoin, "second.csv");
        var shared = UndoneMarket.Imported.Slice(month.Range);
        var isReached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isWritten = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var import = Task.CompletedTask;

        // Both have read the month when either writes it; the one that writes one month alone is quicker.
        var slow = new InterposedWriter(request => InterposedWriter.IsWriteOf(request, partition), () =>
        {
            isReached.SetResult();
            return isWritten.Task;
        });
        var quick = new InterposedWriter(request => InterposedWriter.IsWriteOf(request, partition), () =>
        {
            import = UndoneMarket.ImportAsync(Connect(market, slow), UndoneMarket.Imported, second);
            return Task.WhenAny(isReached.Task, import);
        });
        await Connect(market, quick).MergeAsync(UndoneMarket.Bitcoin, shared, first, Cancellation);
        isWritten.SetResult();
        await import;

        Assert.True(slow.IsDone, $"Nothing was written of {month} by the import.");
        var changes = await market.Store.ListChangesAsync(UndoneMarket.Bitcoin, Cancellation);
        Assert.Equal([first.Id], changes.Where(change => change.Month == month).Select(change => change.Run.Id));
        Assert.Equal(2, changes.Count(change => change.Run.Id == second.Id));

        await market.History(market.Store).UndoAsync(UndoneMarket.Bitcoin, second.Id, Cancellation);
        await market.History(market.Store).UndoAsync(UndoneMarket.Bitcoin, first.Id, Cancellation);
        Assert.Equal(stored, await market.ReadAsync());
    }

    private static BlobCandleStore Connect(UndoneMarket market, InterposedWriter other) =>
        market.Connect(other, HttpPipelinePosition.PerCall);
}
