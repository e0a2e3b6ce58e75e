using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Trad.Candles;
using Trad.Candles.Changes;
using Trad.MarketData.Coverage;
using Trad.MarketData.History;
using Trad.Storage.Candles;
using Trad.Storage.Coverage;
using Trad.Testing;

namespace Trad.MarketData.Tests.History;

/// <summary>Runs over one market, as they are recorded and undone.</summary>
public sealed class CandleHistoryTests(AzuriteFixture azurite)
{
    private static readonly Market Bitcoin = new("binance", "BTCUSDT", Interval.OneHour);
    private static readonly DateTimeOffset Now = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Start = new(2025, 1, 20, 0, 0, 0, TimeSpan.Zero);

    // Two months and a half; the second has other values.
    private static readonly CandleSeries First = GeneratedCandles.Make(Interval.OneHour, Start, 24 * 60, seed: 1);
    private static readonly CandleSeries Second = GeneratedCandles.Make(Interval.OneHour, Start.AddDays(20), 24 * 60, seed: 2);

    private readonly FakeTimeProvider _clock = new(Now);
    private BlobCandleStore _store = null!;
    private TableCoverageStore _coverage = null!;
    private CandleRuns _runs = null!;
    private CandleHistory _history = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Undo_of_an_import_restores_what_it_replaced_and_removes_what_it_added()
    {
        await StartAsync();
        await ImportAsync(First, "first.csv");
        var before = await ReadAsync();
        var second = await ImportAsync(Second, "second.csv");
        Assert.Equal(Second.ToList(), (await ReadAsync()).Where(candle => candle.OpenTime >= Second.OpenTime[0]));

        var undo = await _history.UndoAsync(Bitcoin, second.Id, Cancellation);

        Assert.Equal(before, await ReadAsync());
        Assert.Equal((24L * 40, 24L * 20), (undo.Result.Replaced, undo.Result.Removed));
        Assert.Equal(["2025-01", "2025-02", "2025-03"], (await MonthsAsync()).Select(month => month.ToString()));
        Assert.Equal(["2025-01", "2025-02", "2025-03"], (await _coverage.ListAsync(Bitcoin, Cancellation)).Select(each => $"{each.Month}"));
    }

    [Fact]
    public async Task List_of_runs_tells_ranges_counts_and_whose_the_stored_candles_are()
    {
        await StartAsync();
        var first = await ImportAsync(First, "первый.csv");
        var second = await ImportAsync(Second, null);

        var runs = await _history.ListAsync(Bitcoin, Cancellation);

        Assert.Equal([second.Id, first.Id], runs.Select(run => run.Run.Id));
        Assert.Equal((null, "первый.csv"), (runs[0].Run.FileName, runs[1].Run.FileName));
        Assert.Equal(
            (24L * 20, 24L * 40), (runs[0].Changes.Sum(change => change.Inserted), runs[0].Changes.Sum(change => change.Replaced)));
        Assert.Equal([Second.Range], runs[0].Current);
        Assert.Equal([new TimeRange(First.Range.Start, Second.Range.Start)], runs[1].Current);
        Assert.Equal([Now.AddDays(7).AddMilliseconds(1), Now.AddDays(7)], runs.Select(run => run.UndoableUntil));

        var undo = await _history.UndoAsync(Bitcoin, second.Id, Cancellation);
        runs = await _history.ListAsync(Bitcoin, Cancellation);

        Assert.Equal([undo.Run.Id, second.Id, first.Id], runs.Select(run => run.Run.Id));
        Assert.Equal([null, undo.Run.Id, null], runs.Select(run => run.UndoneBy));
        Assert.Equal([[], [], [First.Range]], runs.Select(run => run.Current));
        Assert.Equal(second.Id, runs[0].Run.Undoes);
    }

    [Fact]
    public async Task List_of_runs_counts_the_candles_between_those_that_a_later_run_changed_as_the_earlier_ones()
    {
        await StartAsync();
        var first = await ImportAsync(First, "first.csv");
        int[] changed = [10, 11, 500, 1400];
        var second = await ImportAsync(
            CandleSeries.From(Interval.OneHour, [.. changed.Select(i => First[i] with { Volume = First[i].Volume + 1 })]), "second.csv");

        var runs = await _history.ListAsync(Bitcoin, Cancellation);

        Assert.Equal([second.Id, first.Id], runs.Select(run => run.Run.Id));
        Assert.Equal([4L, First.Count - 4L], runs.Select(run => run.Current.Sum(span => span.CountCandles(Interval.OneHour))));
        Assert.All(changed, i => Assert.DoesNotContain(runs[1].Current, span => span.Contains(First.OpenTime[i])));

        await _history.DeleteAsync(Bitcoin, new TimeRange(First.OpenTime[500], First.OpenTime[510]), Cancellation);
        runs = await _history.ListAsync(Bitcoin, Cancellation);

        Assert.Equal(
            [0L, 3L, First.Count - 13L], runs.Select(run => run.Current.Sum(span => span.CountCandles(Interval.OneHour))));
    }

    [Fact]
    public async Task Undo_under_a_later_run_is_refused_with_its_name_until_that_is_undone()
    {
        await StartAsync();
        var first = await ImportAsync(First, "first.csv");
        var second = await ImportAsync(Second, "second.csv");

        var refused = await Assert.ThrowsAsync<CandleUndoException>(() => _history.UndoAsync(Bitcoin, first.Id, Cancellation));
        Assert.Equal(CandleUndoRefusal.Conflict, refused.Refusal);
        Assert.Contains(second.Id, refused.Message, StringComparison.Ordinal);

        await _history.UndoAsync(Bitcoin, second.Id, Cancellation);
        await _history.UndoAsync(Bitcoin, first.Id, Cancellation);

        Assert.Empty(await ReadAsync());
        Assert.Empty(await MonthsAsync());
        Assert.Empty(await _coverage.ListAsync(Bitcoin, Cancellation));
    }

    [Fact]
    public async Task Undo_beside_a_later_run_of_other_candles_leaves_those()
    {
        await StartAsync();
        var even = Every(First, 0);
        var odd = Every(GeneratedCandles.Make(Interval.OneHour, Start, 24 * 60, seed: 3), 1);
        var first = await ImportAsync(even, "even.csv");
        await ImportAsync(odd, "odd.csv");

        await _history.UndoAsync(Bitcoin, first.Id, Cancellation);

        Assert.Equal(odd.ToList(), await ReadAsync());
    }

    [Fact]
    public async Task Undo_twice_is_refused_and_undoing_the_undoing_brings_all_back()
    {
        await StartAsync();
        await ImportAsync(First, "first.csv");
        var second = await ImportAsync(Second, "second.csv");
        var after = await ReadAsync();
        var undo = await _history.UndoAsync(Bitcoin, second.Id, Cancellation);

        var refused = await Assert.ThrowsAsync<CandleUndoException>(() => _history.UndoAsync(Bitcoin, second.Id, Cancellation));
        Assert.Equal(CandleUndoRefusal.Conflict, refused.Refusal);
        Assert.Contains(undo.Run.Id, refused.Message, StringComparison.Ordinal);

        await _history.UndoAsync(Bitcoin, undo.Run.Id, Cancellation);

        Assert.Equal(after, await ReadAsync());
        Assert.Equal([Second.Range], (await _history.ListAsync(Bitcoin, Cancellation)).Single(run => run.Run.Id == second.Id).Current);
    }

    [Fact]
    public async Task Undo_after_its_time_is_refused_and_what_was_replaced_is_gone_from_the_storage()
    {
        var container = await StartAsync();
        await ImportAsync(First, "first.csv");
        var second = await ImportAsync(Second, "second.csv");
        var bytes = await SizeAsync(container);
        _clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        await _history.PruneAsync(Cancellation);
        Assert.Equal(bytes, await SizeAsync(container));

        _clock.Advance(TimeSpan.FromSeconds(2));
        var late = await Assert.ThrowsAsync<CandleUndoException>(() => _history.UndoAsync(Bitcoin, second.Id, Cancellation));
        _clock.Advance(TimeSpan.FromMinutes(2));
        await _history.PruneAsync(Cancellation);

        Assert.Equal(CandleUndoRefusal.TooLate, late.Refusal);
        Assert.Equal(0, await SizeAsync(container));
        var runs = await _history.ListAsync(Bitcoin, Cancellation);
        Assert.Equal([[Second.Range], [new TimeRange(First.Range.Start, Second.Range.Start)]], runs.Select(run => run.Current));
    }

    [Fact]
    public async Task Undo_of_a_run_that_nobody_knows_is_refused()
    {
        await StartAsync();

        var refused = await Assert.ThrowsAsync<CandleUndoException>(
            () => _history.UndoAsync(Bitcoin, "import-binance-BTCUSDT-1h.0", Cancellation));

        Assert.Equal(CandleUndoRefusal.Unknown, refused.Refusal);
    }

    [Fact]
    public async Task Delete_of_a_range_takes_its_candles_only_and_can_be_undone_for_ten_minutes()
    {
        await StartAsync();
        await ImportAsync(First, "first.csv");
        var before = await ReadAsync();
        var range = TimeRange.Between(Start.AddDays(5).AddMinutes(30), Start.AddDays(45));

        var preview = (await _history.PreviewDeletionAsync(Bitcoin, range, Cancellation))!;
        Assert.Equal(before, await ReadAsync());
        Assert.Null(await _history.PreviewDeletionAsync(Bitcoin, TimeRange.Between(Start.AddYears(-1), Start), Cancellation));
        var deletion = (await _history.DeleteAsync(Bitcoin, range, Cancellation))!;
        var left = await ReadAsync();
        Assert.Equal((deletion.Removed, null), (preview.Removed, preview.Run));
        Assert.Equal(deletion.Months, preview.Months);
        Assert.Empty(preview.Damaged);
        Assert.Equal(Now.AddMinutes(10), preview.UndoableUntil!.Value, TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromMinutes(9));
        await _history.PruneAsync(Cancellation);
        await _history.UndoAsync(Bitcoin, deletion.Run!.Id, Cancellation);

        Assert.Equal(before.Where(candle => !range.Contains(candle.OpenTime)), left);
        Assert.Equal((before.Count - left.Count, Now.AddMinutes(10).AddMilliseconds(1)), ((int)deletion.Removed, deletion.UndoableUntil));
        Assert.Equal(["2025-01", "2025-02", "2025-03"], deletion.Months.Select(month => month.ToString()));
        Assert.Equal(before, await ReadAsync());
    }

    [Fact]
    public async Task Delete_of_everything_leaves_nothing_once_it_cannot_be_undone_any_more()
    {
        var container = await StartAsync();
        await ImportAsync(First, "first.csv");
        await _history.DeleteAsync(Bitcoin, TimeRange.Always, Cancellation);
        Assert.Null(await _history.DeleteAsync(Bitcoin, TimeRange.Always, Cancellation));
        Assert.Empty(await _store.ListMarketsAsync(Cancellation));

        _clock.Advance(TimeSpan.FromDays(8));
        await _history.PruneAsync(Cancellation);
        await _history.PruneAsync(Cancellation);

        Assert.Empty(await _history.ListAsync(Bitcoin, Cancellation));
        Assert.Equal(0, await container.GetBlobsAsync(cancellationToken: Cancellation).CountAsync(Cancellation));
    }

    [Fact]
    public async Task Import_that_was_undone_stays_so_as_long_as_it_is_listed()
    {
        await StartAsync();
        var import = await ImportAsync(First, "wrong.csv");
        var undo = await _history.UndoAsync(Bitcoin, import.Id, Cancellation);

        for (var pruned = 0; pruned < 3; pruned++)
        {
            _clock.Advance(TimeSpan.FromMinutes(20));
            await _history.PruneAsync(Cancellation);
        }

        var listed = Assert.Single(await _history.ListAsync(Bitcoin, Cancellation), run => run.Run.Id == import.Id);
        Assert.Equal(undo.Run.Id, listed.UndoneBy);
        Assert.Empty(listed.Current);
    }

    [Fact]
    public async Task Import_below_a_deletion_cannot_be_undone_so_that_deleted_candles_come_back()
    {
        await StartAsync();
        await ImportAsync(First, "first.csv");
        var second = await ImportAsync(Second, "second.csv");
        await _history.DeleteAsync(Bitcoin, TimeRange.Always, Cancellation);
        for (var pruned = 0; pruned < 3; pruned++)
        {
            _clock.Advance(TimeSpan.FromMinutes(20));
            await _history.PruneAsync(Cancellation);
        }

        await Assert.ThrowsAsync<CandleUndoException>(() => _history.UndoAsync(Bitcoin, second.Id, Cancellation));
        Assert.Empty(await MonthsAsync());
    }

    [Fact]
    public async Task Undo_of_an_older_undo_is_refused_while_a_later_one_stands_on_the_same_candles()
    {
        await StartAsync();
        await ImportAsync(First, "before.csv");
        var import = await ImportAsync(Second, "second.csv");
        var over = await ImportAsync(GeneratedCandles.Make(Interval.OneHour, Start.AddDays(20), 24 * 60, seed: 3), "third.csv");
        var undoOfOver = await _history.UndoAsync(Bitcoin, over.Id, Cancellation);
        var undoOfImport = await _history.UndoAsync(Bitcoin, import.Id, Cancellation);
        var before = await ReadAsync();

        var refused = await Assert.ThrowsAsync<CandleUndoException>(
            () => _history.UndoAsync(Bitcoin, undoOfOver.Run.Id, Cancellation));

        Assert.Contains(undoOfImport.Run.Id, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await ReadAsync());
        await _history.UndoAsync(Bitcoin, undoOfImport.Run.Id, Cancellation);
        await _history.UndoAsync(Bitcoin, undoOfOver.Run.Id, Cancellation);
        Assert.Equal([over.Id], (await _history.ListAsync(Bitcoin, Cancellation)).Where(run => run.Current.Count > 0).Select(
            run => run.Run.Id).Take(1));
    }

    [Fact]
    public async Task Old_runs_of_the_timer_are_joined_by_month_and_their_candles_stay_known()
    {
        await StartAsync();
        for (var day = 0; day < 20; day++)
        {
            var run = new CandleRun($"backfill-binance-BTCUSDT-1h.{day:x12}", nameof(CandleRunKind.Timer), TimeSpan.Zero);
            await _store.MergeAsync(Bitcoin, First.Slice(day * 24, 24), run, Cancellation);
            _clock.Advance(TimeSpan.FromMinutes(5));
        }

        _clock.Advance(TimeSpan.FromDays(8));
        await _history.PruneAsync(Cancellation);
        await _history.PruneAsync(Cancellation);

        var runs = await _history.ListAsync(Bitcoin, Cancellation);
        Assert.Equal([(8, 8L * 24), (12, 12L * 24)], runs.Select(run => (run.Changes[0].Runs, run.Changes[0].Inserted)));
        Assert.Equal(
            First.Slice(0, 20 * 24).Range, new TimeRange(runs[1].Current[0].Start, runs[0].Current[0].End));
    }

    private async Task<Azure.Storage.Blobs.BlobContainerClient> StartAsync()
    {
        var container = await azurite.NewContainerAsync();
        _coverage = new TableCoverageStore(azurite.NewTable("coverage"));
        _store = new BlobCandleStore(container, _coverage, null, _clock);
        _runs = new CandleRuns(Options.Create(new CandleUndoOptions()), _clock);
        _history = new CandleHistory(_store, _store, _coverage, _runs, _clock);
        return container;
    }

    private async Task<CandleRun> ImportAsync(CandleSeries candles, string? fileName)
    {
        var run = _runs.Import(Bitcoin, fileName);
        await using var staging = _store.Stage(Bitcoin, CoverageBook.Import, run);
        foreach (var month in Month.Touching(candles.Range))
        {
            await staging.AddAsync(candles.Slice(month.Range), Cancellation);
        }

        await staging.CommitAsync(Cancellation);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        return run;
    }

    private async Task<IReadOnlyList<Candle>> ReadAsync() =>
        (await _store.ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).ToList();

    private async Task<IEnumerable<Month>> MonthsAsync() =>
        (await _store.ListPartitionsAsync(Bitcoin, Cancellation)).Select(partition => new Month(partition.Year, partition.Month));

    // What is kept of the candles that were there before.
    private static async Task<long> SizeAsync(Azure.Storage.Blobs.BlobContainerClient container)
    {
        var size = 0L;
        await foreach (var blob in container.GetBlobsAsync(
            new Azure.Storage.Blobs.Models.GetBlobsOptions { Prefix = "_changes/" }, Cancellation))
        {
            size += blob.Properties.ContentLength ?? 0;
        }

        return size;
    }

    private static CandleSeries Every(CandleSeries series, int remainder) =>
        CandleSeries.From(series.Interval, [.. series.ToList().Where((_, i) => i % 2 == remainder)]);
}
