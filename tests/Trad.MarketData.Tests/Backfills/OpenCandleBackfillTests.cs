using System.Globalization;
using Trad.Candles;
using Trad.MarketData.Coverage;
using Trad.Testing;

namespace Trad.MarketData.Tests.Backfills;

/// <summary>Candles that were stored while they were open, by whatever stored them.</summary>
public sealed class OpenCandleBackfillTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("import")]
    [InlineData(PartitionCoverage.UnknownSource)]
    public async Task Backfill_replaces_a_last_candle_that_was_open_when_it_was_stored_also_where_nothing_is_missing(string source)
    {
        await using var harness = await BackfillHarness.StartAsync(azurite);
        var truth = BackfillHarness.Truth;
        await StoreOpenAsync(harness, truth, source);

        var result = Assert.Single(await harness.RunAsync());

        Assert.Equal((1L, 0L, 1L), (result.Fetched, result.Inserted, result.Replaced));
        Assert.Contains("a stored candle was replaced", Assert.Single(result.Notes), StringComparison.Ordinal);
        Assert.Equal(truth.ToList(), await harness.StoredAsync());
        Assert.Empty(await harness.Backfill.PlanAsync(BackfillHarness.Bitcoin, BackfillHarness.Range, isRepair: false, Cancellation));
    }

    [Theory]
    [InlineData("2025-06-12T11:00:00Z")]
    [InlineData("2025-06-01T00:00:00Z")]
    [InlineData("2025-05-20T10:00:00Z")]
    public async Task Backfill_replaces_a_candle_that_an_old_backfill_stored_open_once_later_ones_are_missing(string end)
    {
        await using var harness = await BackfillHarness.StartAsync(azurite);
        var truth = BackfillHarness.Truth;
        var until = DateTimeOffset.Parse(end, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        await StoreOpenAsync(harness, truth.Slice(new TimeRange(0, until)), "rest");

        var results = await harness.RunAsync();

        Assert.Equal(1, results.Sum(result => result.Replaced));
        Assert.Equal(truth.ToList(), await harness.StoredAsync());
    }

    [Fact]
    public async Task Backfill_replaces_open_candles_before_gaps()
    {
        await using var harness = await BackfillHarness.StartAsync(azurite);
        var truth = BackfillHarness.Truth;
        await StoreOpenAsync(harness, truth.Slice(0, truth.Count - 60), "rest");
        await harness.Store.MergeAsync(BackfillHarness.Bitcoin, truth.Slice(truth.Count - 30, 30), Cancellation);

        await harness.RunAsync();

        Assert.Equal(truth.ToList(), await harness.StoredAsync());
    }

    [Fact]
    public async Task Repair_replaces_a_last_candle_that_was_open_when_it_was_stored()
    {
        await using var harness = await BackfillHarness.StartAsync(azurite);
        var truth = BackfillHarness.Truth;
        await StoreOpenAsync(harness, truth, "rest");

        foreach (var step in await harness.Backfill.PlanAsync(BackfillHarness.Bitcoin, BackfillHarness.Range, isRepair: true, Cancellation))
        {
            await harness.Backfill.RunAsync(BackfillHarness.Bitcoin, step, Cancellation);
        }

        Assert.Equal(truth.ToList(), await harness.StoredAsync());
    }

    [Fact]
    public async Task Backfill_leaves_alone_a_last_candle_that_is_still_open()
    {
        await using var harness = await BackfillHarness.StartAsync(
            azurite, change: options => options.Now = BackfillHarness.Range.EndTime.AddMinutes(2));
        var truth = BackfillHarness.Truth;
        var open = new Candle(BackfillHarness.Range.End, 100, 101, 99, 100, 1);
        await harness.Store.MergeAsync(BackfillHarness.Bitcoin, truth, Cancellation);
        await harness.Store.MergeAsync(BackfillHarness.Bitcoin, CandleSeries.From(Interval.FiveMinutes, [open]), Cancellation);

        await harness.RunAsync(BackfillHarness.Range with { End = open.OpenTime + 3_600_000 });

        Assert.Equal([.. truth.ToList(), open], await harness.StoredAsync());
    }

    // The candles as stored, the last of them as it looked in the middle of its time.
    private static async Task StoreOpenAsync(BackfillHarness harness, CandleSeries candles, string source)
    {
        var last = candles[candles.Count - 1];
        var open = last with { High = last.Open, Low = last.Open, Close = last.Open, Volume = last.Volume / 3 };
        await harness.Store.MergeAsync(
            BackfillHarness.Bitcoin, CandleSeries.From(Interval.FiveMinutes, [.. candles.ToList().SkipLast(1), open]), Cancellation);
        foreach (var partition in await harness.Store.ListPartitionsAsync(BackfillHarness.Bitcoin, Cancellation))
        {
            await harness.Coverage.SaveSourceAsync(
                BackfillHarness.Bitcoin, new Month(partition.Year, partition.Month), source, Cancellation);
        }
    }
}
