using Trad.Candles;
using Trad.Candles.Changes;
using Trad.MarketData.History;
using Trad.Testing;

namespace Trad.MarketData.Tests.History;

/// <summary>Deletions of a market's candles, and what may be undone below them.</summary>
public sealed class CandleDeletionsTests(AzuriteFixture azurite) : RecordedMarketTests(azurite)
{
    [Fact]
    public async Task Delete_of_a_range_takes_its_candles_only_and_can_be_undone_for_ten_minutes()
    {
        await StartAsync();
        await ImportAsync(First, "first.csv");
        var before = await ReadAsync();
        var range = TimeRange.Between(Start.AddDays(5).AddMinutes(30), Start.AddDays(45));

        var preview = (await Deletions.PreviewDeletionAsync(Bitcoin, range, Cancellation))!;
        Assert.Equal(before, await ReadAsync());
        Assert.Null(await Deletions.PreviewDeletionAsync(Bitcoin, TimeRange.Between(Start.AddYears(-1), Start), Cancellation));
        var deletion = (await Deletions.DeleteAsync(Bitcoin, range, Cancellation))!;
        var left = await ReadAsync();
        Assert.Equal((deletion.Removed, null), (preview.Removed, preview.Run));
        Assert.Equal(deletion.Months, preview.Months);
        Assert.Empty(preview.Damaged);
        Assert.Equal(Now.AddMinutes(10), preview.UndoableUntil!.Value, TimeSpan.FromSeconds(1));
        Clock.Advance(TimeSpan.FromMinutes(9));
        await History.PruneAsync(Cancellation);
        await History.UndoAsync(Bitcoin, deletion.Run!.Id, Cancellation);

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
        await Deletions.DeleteAsync(Bitcoin, TimeRange.Always, Cancellation);
        Assert.Null(await Deletions.DeleteAsync(Bitcoin, TimeRange.Always, Cancellation));
        Assert.Empty(await Store.ListMarketsAsync(Cancellation));

        Clock.Advance(TimeSpan.FromDays(8));
        await History.PruneAsync(Cancellation);
        await History.PruneAsync(Cancellation);

        Assert.Empty(await History.ListAsync(Bitcoin, Cancellation));
        Assert.Equal(0, await container.GetBlobsAsync(cancellationToken: Cancellation).CountAsync(Cancellation));
    }

    [Fact]
    public async Task Import_below_a_deletion_cannot_be_undone_so_that_deleted_candles_come_back()
    {
        await StartAsync();
        await ImportAsync(First, "first.csv");
        var second = await ImportAsync(Second, "second.csv");
        await Deletions.DeleteAsync(Bitcoin, TimeRange.Always, Cancellation);
        for (var pruned = 0; pruned < 3; pruned++)
        {
            Clock.Advance(TimeSpan.FromMinutes(20));
            await History.PruneAsync(Cancellation);
        }

        await Assert.ThrowsAsync<CandleUndoException>(() => History.UndoAsync(Bitcoin, second.Id, Cancellation));
        Assert.Empty(await MonthsAsync());
    }
}
