using Trad.Candles;
using Trad.MarketData.Simulation;
using Trad.Testing;

namespace Trad.MarketData.Tests.Backfills;

public sealed class CandleBackfillTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Backfill_into_an_empty_store_takes_whole_months_from_the_archive_and_the_rest_over_rest()
    {
        await using var harness = await BackfillHarness.StartAsync(azurite);

        var results = await harness.RunAsync();

        Assert.Equal(
            [("2025-06", "rest"), ("2025-05", "archive"), ("2025-04", "archive")],
            results.Select(result => (result.Month.ToString(), result.Source)));
        Assert.Equal(BackfillHarness.Truth.ToList(), await harness.StoredAsync());
    }

    [Fact]
    public async Task Backfill_a_second_time_has_nothing_to_do()
    {
        await using var harness = await BackfillHarness.StartAsync(azurite);
        await harness.RunAsync();

        Assert.Empty(await harness.Backfill.PlanAsync(BackfillHarness.Bitcoin, BackfillHarness.Range, isRepair: false, Cancellation));
    }

    [Fact]
    public async Task Backfill_over_partly_stored_months_fetches_only_what_is_missing()
    {
        await using var harness = await BackfillHarness.StartAsync(azurite);
        var truth = BackfillHarness.Truth;
        var june = truth.Slice(new Month(2025, 6).Range);
        await harness.Store.MergeAsync(BackfillHarness.Bitcoin, truth.Slice(0, truth.Count - june.Count), Cancellation);
        await harness.Store.MergeAsync(BackfillHarness.Bitcoin, june.Slice(0, 100), Cancellation);
        await harness.Store.MergeAsync(BackfillHarness.Bitcoin, june.Slice(130, june.Count - 130), Cancellation);

        var result = Assert.Single(await harness.RunAsync());

        // And the two behind which nothing was stored: the one before the gap, and the last.
        Assert.Equal((30L + 2, 30L, 0L), (result.Fetched, result.Inserted, result.Replaced));
        Assert.Equal(truth.ToList(), await harness.StoredAsync());
    }

    [Theory]
    [InlineData("3d")]
    [InlineData("1w")]
    [InlineData("1M")]
    public async Task Backfill_of_calendar_candles_stores_those_that_are_closed_and_finds_nothing_missing_then(string code)
    {
        var market = new Market(Market.SimulatedExchange, "BTCUSDT", Interval.Parse(code));
        var range = TimeRange.Between(new(2024, 9, 1, 0, 0, 0, TimeSpan.Zero), BackfillHarness.Range.EndTime.AddDays(40));
        await using var harness = await BackfillHarness.StartAsync(azurite);
        var closed = range with { End = market.Interval.OpenOf(BackfillHarness.Range.End) };
        var truth = new GeneratedMarket(42).Read("BTCUSDT", market.Interval, closed);

        foreach (var step in await harness.Backfill.PlanAsync(market, range, isRepair: false, Cancellation))
        {
            var result = await harness.Backfill.RunAsync(market, step, Cancellation);

            Assert.Equal((step.Missing, "rest"), (result.Fetched, result.Source));
        }

        Assert.Equal(truth.ToList(), (await harness.Store.ReadAsync(market, TimeRange.Always, Cancellation)).ToList());
        Assert.Equal(range.CountCandles(market.Interval) - new TimeRange(closed.End, range.End).CountCandles(market.Interval), truth.Count);
        Assert.Empty(await harness.Backfill.PlanAsync(market, range, isRepair: false, Cancellation));
        Assert.All(
            await harness.Coverage.ListAsync(market, Cancellation),
            month => Assert.Equal((0, month.Quality.ExpectedRows), (month.Quality.Gaps.Count, month.Quality.Rows)));
    }

    [Fact]
    public async Task Backfill_of_a_month_that_is_not_in_the_archive_yet_takes_its_daily_files()
    {
        await using var harness = await BackfillHarness.StartAsync(
            azurite, change: options => options.MonthlyArchiveDelay = TimeSpan.FromDays(20));

        var results = await harness.RunAsync();

        Assert.Equal(["rest", "archive", "archive"], results.Select(result => result.Source));
        Assert.Contains("31 days came from its daily files", Assert.Single(results[1].Notes), StringComparison.Ordinal);
        Assert.Equal(BackfillHarness.Truth.ToList(), await harness.StoredAsync());
        Assert.Equal(64, (await harness.Coverage.ListAsync(BackfillHarness.Bitcoin, Cancellation))[1].Checksum!.Length);
    }

    [Fact]
    public async Task Repair_asks_again_for_gaps_that_were_taken_for_the_exchange_own()
    {
        var isMissing = true;
        await using var harness = await BackfillHarness.StartAsync(
            azurite,
            (_, path) => isMissing && path.EndsWith("klines", StringComparison.Ordinal) ? ExchangeFault.MissingCandle : ExchangeFault.None);
        await harness.RunAsync();
        isMissing = false;

        Assert.Empty(await harness.Backfill.PlanAsync(BackfillHarness.Bitcoin, BackfillHarness.Range, isRepair: false, Cancellation));
        var repair = await harness.Backfill.PlanAsync(BackfillHarness.Bitcoin, BackfillHarness.Range, isRepair: true, Cancellation);
        await harness.Backfill.RunAsync(BackfillHarness.Bitcoin, Assert.Single(repair), Cancellation);

        Assert.Equal(BackfillHarness.Truth.ToList(), await harness.StoredAsync());
        Assert.All(await harness.Coverage.ListAsync(BackfillHarness.Bitcoin, Cancellation), month => Assert.Empty(month.OwnGaps));
    }

    [Fact]
    public async Task Backfill_of_one_month_by_two_at_once_loses_nothing()
    {
        await using var harness = await BackfillHarness.StartAsync(azurite);
        var steps = await harness.Backfill.PlanAsync(BackfillHarness.Bitcoin, BackfillHarness.Range, isRepair: false, Cancellation);

        await Task.WhenAll(steps.Concat(steps).Select(step => harness.Backfill.RunAsync(BackfillHarness.Bitcoin, step, Cancellation)));

        Assert.Equal(BackfillHarness.Truth.ToList(), await harness.StoredAsync());
    }

    [Fact]
    public async Task Backfill_stopped_between_steps_goes_on_with_what_is_left()
    {
        await using var harness = await BackfillHarness.StartAsync(azurite);
        var steps = await harness.Backfill.PlanAsync(BackfillHarness.Bitcoin, BackfillHarness.Range, isRepair: false, Cancellation);
        await harness.Backfill.RunAsync(BackfillHarness.Bitcoin, steps[0], Cancellation);
        var asked = harness.Exchange.Requests;

        var again = await harness.Backfill.RunAsync(BackfillHarness.Bitcoin, steps[0], Cancellation);

        Assert.Equal(("stored", 0L), (again.Source, again.Fetched));
        Assert.Equal(asked, harness.Exchange.Requests);
        Assert.Equal(
            steps.Skip(1), await harness.Backfill.PlanAsync(BackfillHarness.Bitcoin, BackfillHarness.Range, isRepair: false, Cancellation));
    }

    [Fact]
    public async Task Backfill_of_a_gap_that_the_exchange_has_itself_asks_twice_and_then_never_again()
    {
        await using var harness = await BackfillHarness.StartAsync(
            azurite, (_, path) => path.EndsWith("klines", StringComparison.Ordinal) ? ExchangeFault.MissingCandle : ExchangeFault.None);
        var june = (await harness.Backfill.PlanAsync(BackfillHarness.Bitcoin, BackfillHarness.Range, isRepair: false, Cancellation))[0];

        var result = await harness.Backfill.RunAsync(BackfillHarness.Bitcoin, june, Cancellation);

        // Every answer lacks its middle candle; asked for alone, a candle is the middle, so it stays away.
        Assert.Equal(4, result.StillMissing);
        var coverage = Assert.Single(await harness.Coverage.ListAsync(BackfillHarness.Bitcoin, Cancellation));
        Assert.Equal(4, coverage.OwnGaps.Count);
        Assert.Equal(coverage.OwnGaps, coverage.Quality.Gaps);
        Assert.DoesNotContain(
            await harness.Backfill.PlanAsync(BackfillHarness.Bitcoin, BackfillHarness.Range, isRepair: false, Cancellation),
            step => step.Month == june.Month);
    }

    [Fact]
    public async Task Backfill_records_the_coverage_of_every_month()
    {
        await using var harness = await BackfillHarness.StartAsync(azurite);
        await harness.RunAsync();

        var coverage = await harness.Coverage.ListAsync(BackfillHarness.Bitcoin, Cancellation);

        Assert.Equal(["2025-04", "2025-05", "2025-06"], coverage.Select(each => each.Month.ToString()));
        Assert.Equal((31 * 288L, 31 * 288L), (coverage[1].Quality.Rows, coverage[1].Quality.ExpectedRows));
        Assert.Empty(coverage[1].Quality.Gaps);
        Assert.Equal(64, coverage[1].Checksum!.Length);
        Assert.Equal([new TimeRange(new Month(2025, 4).Range.Start, BackfillHarness.Range.Start)], coverage[0].Quality.Gaps);
    }
}
