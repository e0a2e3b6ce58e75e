using Trad.Candles;
using Trad.Candles.Changes;
using Trad.MarketData.History;
using Trad.Testing;

namespace Trad.MarketData.Tests.History;

/// <summary>Runs over one market, as they are recorded and undone.</summary>
public sealed class CandleHistoryTests(AzuriteFixture azurite) : RecordedMarketTests(azurite)
{
    [Fact]
    public async Task Undo_of_an_import_restores_what_it_replaced_and_removes_what_it_added()
    {
        await StartAsync();
        await ImportAsync(First, "first.csv");
        var before = await ReadAsync();
        var second = await ImportAsync(Second, "second.csv");
        Assert.Equal(Second.ToList(), (await ReadAsync()).Where(candle => candle.OpenTime >= Second.OpenTime[0]));

        var undo = await History.UndoAsync(Bitcoin, second.Id, Cancellation);

        Assert.Equal(before, await ReadAsync());
        Assert.Equal((24L * 40, 24L * 20), (undo.Result.Replaced, undo.Result.Removed));
        Assert.Equal(["2025-01", "2025-02", "2025-03"], (await MonthsAsync()).Select(month => month.ToString()));
        Assert.Equal(["2025-01", "2025-02", "2025-03"], (await Coverage.ListAsync(Bitcoin, Cancellation)).Select(each => $"{each.Month}"));
    }

    [Fact]
    public async Task List_ofRuns_tells_ranges_counts_and_whose_theStored_candles_are()
    {
        await StartAsync();
        var first = await ImportAsync(First, "первый.csv");
        var second = await ImportAsync(Second, null);

        var runs = await History.ListAsync(Bitcoin, Cancellation);

        Assert.Equal([second.Id, first.Id], runs.Select(run => run.Run.Id));
        Assert.Equal((null, "первый.csv"), (runs[0].Run.FileName, runs[1].Run.FileName));
        Assert.Equal(
            (24L * 20, 24L * 40), (runs[0].Changes.Sum(change => change.Inserted), runs[0].Changes.Sum(change => change.Replaced)));
        Assert.Equal([Second.Range], runs[0].Current);
        Assert.Equal([new TimeRange(First.Range.Start, Second.Range.Start)], runs[1].Current);
        Assert.Equal([Now.AddDays(7).AddMilliseconds(1), Now.AddDays(7)], runs.Select(run => run.UndoableUntil));

        var undo = await History.UndoAsync(Bitcoin, second.Id, Cancellation);
        runs = await History.ListAsync(Bitcoin, Cancellation);

        Assert.Equal([undo.Run.Id, second.Id, first.Id], runs.Select(run => run.Run.Id));
        Assert.Equal([null, undo.Run.Id, null], runs.Select(run => run.UndoneBy));
        Assert.Equal([[], [], [First.Range]], runs.Select(run => run.Current));
        Assert.Equal(second.Id, runs[0].Run.Undoes);
    }

    [Fact]
    public async Task List_ofRuns_counts_the_candles_between_those_that_a_later_run_changed_as_the_earlier_ones()
    {
        await StartAsync();
        var first = await ImportAsync(First, "first.csv");
        int[] changed = [10, 11, 500, 1400];
        var second = await ImportAsync(
            CandleSeries.From(Interval.OneHour, [.. changed.Select(i => First[i] with { Volume = First[i].Volume + 1 })]), "second.csv");

        var runs = await History.ListAsync(Bitcoin, Cancellation);

        Assert.Equal([second.Id, first.Id], runs.Select(run => run.Run.Id));
        Assert.Equal([4L, First.Count - 4L], runs.Select(run => run.Current.Sum(span => span.CountCandles(Interval.OneHour))));
        Assert.All(changed, i => Assert.DoesNotContain(runs[1].Current, span => span.Contains(First.OpenTime[i])));

        await Deletions.DeleteAsync(Bitcoin, new TimeRange(First.OpenTime[500], First.OpenTime[510]), Cancellation);
        runs = await History.ListAsync(Bitcoin, Cancellation);

        Assert.Equal(
            [0L, 3L, First.Count - 13L], runs.Select(run => run.Current.Sum(span => span.CountCandles(Interval.OneHour))));
    }

    [Fact]
    public async Task Undo_under_a_later_run_is_refused_with_its_name_until_that_is_undone()
    {
        await StartAsync();
        var first = await ImportAsync(First, "first.csv");
        var second = await ImportAsync(Second, "second.csv");

        var refused = await Assert.ThrowsAsync<CandleUndoException>(() => History.UndoAsync(Bitcoin, first.Id, Cancellation));
        Assert.Equal(CandleUndoRefusal.Conflict, refused.Refusal);
        Assert.Contains(second.Id, refused.Message, StringComparison.Ordinal);

        await History.UndoAsync(Bitcoin, second.Id, Cancellation);
        await History.UndoAsync(Bitcoin, first.Id, Cancellation);

        Assert.Empty(await ReadAsync());
        Assert.Empty(await MonthsAsync());
        Assert.Empty(await Coverage.ListAsync(Bitcoin, Cancellation));
    }

    [Fact]
    public async Task Undo_beside_a_later_run_of_other_candles_leaves_those()
    {
        await StartAsync();
        var even = Every(First, 0);
        var odd = Every(GeneratedCandles.Make(Interval.OneHour, Start, 24 * 60, seed: 3), 1);
        var first = await ImportAsync(even, "even.csv");
        await ImportAsync(odd, "odd.csv");

        await History.UndoAsync(Bitcoin, first.Id, Cancellation);

        Assert.Equal(odd.ToList(), await ReadAsync());
    }

    [Fact]
    public async Task Undo_twice_is_refused_and_undoing_the_undoing_brings_all_back()
    {
        await StartAsync();
        await ImportAsync(First, "first.csv");
        var second = await ImportAsync(Second, "second.csv");
        var after = await ReadAsync();
        var undo = await History.UndoAsync(Bitcoin, second.Id, Cancellation);

        var refused = await Assert.ThrowsAsync<CandleUndoException>(() => History.UndoAsync(Bitcoin, second.Id, Cancellation));
        Assert.Equal(CandleUndoRefusal.Conflict, refused.Refusal);
        Assert.Contains(undo.Run.Id, refused.Message, StringComparison.Ordinal);

        await History.UndoAsync(Bitcoin, undo.Run.Id, Cancellation);

        Assert.Equal(after, await ReadAsync());
        Assert.Equal([Second.Range], (await History.ListAsync(Bitcoin, Cancellation)).Single(run => run.Run.Id == second.Id).Current);
    }

    [Fact]
    public async Task Undo_after_its_time_is_refused_and_what_was_replaced_is_gone_from_the_storage()
    {
        var container = await StartAsync();
        await ImportAsync(First, "first.csv");
        var second = await ImportAsync(Second, "second.csv");
        var bytes = await SizeAsync(container);
        Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        await History.PruneAsync(Cancellation);
        Assert.Equal(bytes, await SizeAsync(container));

        Clock.Advance(TimeSpan.FromSeconds(2));
        var late = await Assert.ThrowsAsync<CandleUndoException>(() => History.UndoAsync(Bitcoin, second.Id, Cancellation));
        Clock.Advance(TimeSpan.FromMinutes(2));
        await History.PruneAsync(Cancellation);

        Assert.Equal(CandleUndoRefusal.TooLate, late.Refusal);
        Assert.Equal(0, await SizeAsync(container));
        var runs = await History.ListAsync(Bitcoin, Cancellation);
        Assert.Equal([[Second.Range], [new TimeRange(First.Range.Start, Second.Range.Start)]], runs.Select(run => run.Current));
    }

    [Fact]
    public async Task Undo_of_a_run_that_nobody_knows_is_refused()
    {
        await StartAsync();

        var refused = await Assert.ThrowsAsync<CandleUndoException>(
            () => History.UndoAsync(Bitcoin, "import-binance-BTCUSDT-1h.0", Cancellation));

        Assert.Equal(CandleUndoRefusal.Unknown, refused.Refusal);
    }

    [Fact]
    public async Task Import_that_was_undone_stays_so_as_long_as_it_is_listed()
    {
        await StartAsync();
        var import = await ImportAsync(First, "wrong.csv");
        var undo = await History.UndoAsync(Bitcoin, import.Id, Cancellation);

        for (var pruned = 0; pruned < 3; pruned++)
        {
            Clock.Advance(TimeSpan.FromMinutes(20));
            await History.PruneAsync(Cancellation);
        }

        var listed = Assert.Single(await History.ListAsync(Bitcoin, Cancellation), run => run.Run.Id == import.Id);
        Assert.Equal(undo.Run.Id, listed.UndoneBy);
        Assert.Empty(listed.Current);
    }

    [Fact]
    public async Task Undo_of_an_older_undo_is_refused_while_a_later_one_stands_on_the_same_candles()
    {
        await StartAsync();
        await ImportAsync(First, "before.csv");
        var import = await ImportAsync(Second, "second.csv");
        var over = await ImportAsync(GeneratedCandles.Make(Interval.OneHour, Start.AddDays(20), 24 * 60, seed: 3), "third.csv");
        var undoOfOver = await History.UndoAsync(Bitcoin, over.Id, Cancellation);
        var undoOfImport = await History.UndoAsync(Bitcoin, import.Id, Cancellation);
        var before = await ReadAsync();

        var refused = await Assert.ThrowsAsync<CandleUndoException>(
            () => History.UndoAsync(Bitcoin, undoOfOver.Run.Id, Cancellation));

        Assert.Contains(undoOfImport.Run.Id, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await ReadAsync());
        await History.UndoAsync(Bitcoin, undoOfImport.Run.Id, Cancellation);
        await History.UndoAsync(Bitcoin, undoOfOver.Run.Id, Cancellation);
        Assert.Equal([over.Id], (await History.ListAsync(Bitcoin, Cancellation)).Where(run => run.Current.Count > 0).Select(
            run => run.Run.Id).Take(1));
    }

    [Fact]
    public async Task OldRuns_of_the_timer_are_joined_by_month_and_their_candles_stay_known()
    {
        await StartAsync();
        for (var day = 0; day < 20; day++)
        {
            var run = new CandleRun($"backfill-binance-BTCUSDT-1h.{day:x12}", nameof(CandleRunKind.Timer), TimeSpan.Zero);
            await Store.MergeAsync(Bitcoin, First.Slice(day * 24, 24), run, Cancellation);
            Clock.Advance(TimeSpan.FromMinutes(5));
        }

        Clock.Advance(TimeSpan.FromDays(8));
        await History.PruneAsync(Cancellation);
        await History.PruneAsync(Cancellation);

        var runs = await History.ListAsync(Bitcoin, Cancellation);
        Assert.Equal([(8, 8L * 24), (12, 12L * 24)], runs.Select(run => (run.Changes[0].Runs, run.Changes[0].Inserted)));
        Assert.Equal(
            First.Slice(0, 20 * 24).Range, new TimeRange(runs[1].Current[0].Start, runs[0].Current[0].End));
    }

    private static CandleSeries Every(CandleSeries series, int remainder) =>
        CandleSeries.From(series.Interval, [.. series.ToList().Where((_, i) => i % 2 == remainder)]);
}
