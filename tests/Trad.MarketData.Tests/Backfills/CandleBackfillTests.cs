using System.Globalization;
using Trad.Candles;
using Trad.Candles.Quality;
using Trad.MarketData.Coverage;
using Trad.MarketData.Exchanges;
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

    [Fact]
    public async Task Backfill_of_an_absurd_price_asks_again_and_counts_what_it_did_not_store()
    {
        var pages = 0;
        await using var harness = await BackfillHarness.StartAsync(
            azurite,
            (_, path) => path.EndsWith("klines", StringComparison.Ordinal) && Interlocked.Increment(ref pages) == 1
                ? ExchangeFault.AbsurdPrice
                : ExchangeFault.None);

        var june = (await harness.RunAsync())[0];

        Assert.Equal(BackfillHarness.Truth.ToList(), await harness.StoredAsync());
        Assert.Equal(1, june.Refused);
        Assert.Contains("asked again, the exchange told another", Assert.Single(june.Notes), StringComparison.Ordinal);
        var coverage = (await harness.Coverage.ListAsync(BackfillHarness.Bitcoin, Cancellation))[^1];
        Assert.Equal(1, coverage.RefusedBy[CandleDefect.Implausible]);
    }

    [Fact]
    public async Task Backfill_of_a_rare_move_that_the_exchange_stands_by_stores_and_notes_it()
    {
        var truth = BackfillHarness.Truth.ToList().ToList();
        var rare = truth.Count - 40;
        truth[rare] = truth[rare] with { Low = truth[rare].Low / 20 };
        await using var harness = await StartAsync(truth);

        var results = await harness.RunAsync();

        Assert.Equal(truth, await harness.StoredAsync());
        var note = Assert.Single(results.SelectMany(result => result.Notes));
        Assert.StartsWith($"{Timestamp.Format(truth[rare].OpenTime)}: low ", note, StringComparison.Ordinal);
        Assert.Contains("it is stored, since the exchange stands by it", note, StringComparison.Ordinal);
        Assert.Empty(await harness.Backfill.PlanAsync(BackfillHarness.Bitcoin, BackfillHarness.Range, isRepair: false, Cancellation));
    }

    [Fact]
    public async Task Backfill_of_a_single_candle_looks_at_the_stored_ones_beside_it()
    {
        // The first candle of a month: its neighbours lie in the partition before.
        var truth = BackfillHarness.Truth.ToList().Where(candle => candle.OpenTime <= new Month(2025, 6).Range.Start).ToList();
        truth[^1] = truth[^1] with { High = truth[^1].High * 50 };
        await using var harness = await StartAsync(truth);
        await harness.Store.MergeAsync(
            BackfillHarness.Bitcoin, CandleSeries.From(Interval.FiveMinutes, [.. truth.SkipLast(1)]), Cancellation);

        var results = await harness.RunAsync();

        Assert.Equal(truth, await harness.StoredAsync());
        Assert.Contains(": high ", Assert.Single(results.SelectMany(result => result.Notes)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backfill_of_a_price_that_no_market_has_refuses_it_and_stores_the_rest()
    {
        var truth = BackfillHarness.Truth.ToList().ToList();
        var absurd = truth.Count - 40;
        truth[absurd] = truth[absurd] with { High = 1e13 };
        await using var harness = await StartAsync(truth);

        var results = await harness.RunAsync();
        truth.RemoveAt(absurd);

        Assert.Equal(truth, await harness.StoredAsync());
        Assert.Contains(
            results.SelectMany(result => result.Notes), note => note.Contains("high 10000000000000 is no price", StringComparison.Ordinal));
        Assert.Empty(await harness.Backfill.PlanAsync(BackfillHarness.Bitcoin, BackfillHarness.Range, isRepair: false, Cancellation));
    }

    private Task<BackfillHarness> StartAsync(IReadOnlyList<Candle> truth) => BackfillHarness.StartAsync(
        azurite,
        change: options => options.Market = new StoredMarket(new Dictionary<string, CandleSeries>
        {
            ["BTCUSDT"] = CandleSeries.From(Interval.FiveMinutes, truth),
        }));

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

    [Theory]
    [InlineData(ExchangeFault.TooManyRequests)]
    [InlineData(ExchangeFault.TooManyRequestsWithRetryAfter)]
    [InlineData(ExchangeFault.ServerError)]
    [InlineData(ExchangeFault.SlowBody)]
    [InlineData(ExchangeFault.TruncatedJson)]
    [InlineData(ExchangeFault.WrongContentType)]
    [InlineData(ExchangeFault.DuplicatedCandles)]
    [InlineData(ExchangeFault.OverlappingPage)]
    [InlineData(ExchangeFault.MissingCandle)]
    [InlineData(ExchangeFault.BadCandle)]
    [InlineData(ExchangeFault.AbsurdPrice)]
    public async Task Backfill_through_a_passing_fault_stores_the_truth_bit_for_bit(ExchangeFault fault)
    {
        await using var harness = await BackfillHarness.StartAsync(
            azurite,
            (number, _) => number is 4 or 5 ? fault : ExchangeFault.None,
            patience: fault == ExchangeFault.SlowBody ? "00:00:01" : "00:00:15");

        await harness.RunAsync();

        Assert.Equal(BackfillHarness.Truth.ToList(), await harness.StoredAsync());
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

    [Theory]
    [InlineData(ExchangeFault.ClockAhead)]
    [InlineData(ExchangeFault.ClockBehind)]
    public async Task Backfill_from_an_exchange_whose_clock_is_wrong_stores_closed_candles_only_and_catches_up(ExchangeFault fault)
    {
        var isWrong = true;
        var now = BackfillHarness.Range.EndTime.AddMinutes(2.5);
        var (start, end) = (now.AddDays(-2), now.AddHours(2));
        await using var harness = await BackfillHarness.StartAsync(
            azurite,
            (_, path) => isWrong && path.EndsWith("time", StringComparison.Ordinal) ? fault : ExchangeFault.None,
            options => options.Now = now);
        var truth = new GeneratedMarket(42).Read("BTCUSDT", Interval.FiveMinutes, TimeRange.Between(start, BackfillHarness.Range.EndTime))
            .ToList();

        await harness.RunAsync(TimeRange.Between(start, end));
        var wrong = await harness.StoredAsync();
        isWrong = false;
        await harness.RunAsync(TimeRange.Between(start, end));

        Assert.Equal(truth.Take(wrong.Count), wrong);
        Assert.Equal(truth, await harness.StoredAsync());
        Assert.Empty(Assert.Single(await harness.Coverage.ListAsync(BackfillHarness.Bitcoin, Cancellation)).OwnGaps);
    }

    [Theory]
    [InlineData(ExchangeFault.ServerError)]
    [InlineData(ExchangeFault.TruncatedJson)]
    [InlineData(ExchangeFault.WrongContentType)]
    public async Task Backfill_through_a_fault_that_stays_names_the_partition_and_leaves_the_store_as_it_was(ExchangeFault fault)
    {
        await using var harness = await BackfillHarness.StartAsync(
            azurite, (_, path) => path.EndsWith("klines", StringComparison.Ordinal) ? fault : ExchangeFault.None);
        var stored = BackfillHarness.Truth.Slice(new Month(2025, 6).Range).Slice(0, 50);
        await harness.Store.MergeAsync(BackfillHarness.Bitcoin, stored, Cancellation);
        var june = (await harness.Backfill.PlanAsync(BackfillHarness.Bitcoin, BackfillHarness.Range, isRepair: false, Cancellation))[0];

        var failed = await Assert.ThrowsAsync<ExchangeException>(
            () => harness.Backfill.RunAsync(BackfillHarness.Bitcoin, june, Cancellation));

        Assert.StartsWith("simulated BTCUSDT 5m 2025-06: ", failed.Message, StringComparison.Ordinal);
        Assert.Equal(stored.ToList(), await harness.StoredAsync());
        Assert.Empty(await harness.Coverage.ListAsync(BackfillHarness.Bitcoin, Cancellation));
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
    public async Task Backfill_from_an_archive_with_a_wrong_checksum_uses_rest_and_says_so()
    {
        await using var harness = await BackfillHarness.StartAsync(azurite, (_, _) => ExchangeFault.WrongChecksum);

        var results = await harness.RunAsync();

        Assert.All(results, result => Assert.Equal("rest", result.Source));
        Assert.Contains("BTCUSDT-5m-2025-05.zip", results[1].Notes[0], StringComparison.Ordinal);
        Assert.Contains("SHA-256", results[1].Notes[0], StringComparison.Ordinal);
        Assert.Equal(BackfillHarness.Truth.ToList(), await harness.StoredAsync());
    }

    [Fact]
    public async Task Backfill_while_banned_fails_and_leaves_the_store_as_it_was()
    {
        var banned = false;
        await using var harness = await BackfillHarness.StartAsync(azurite, (_, _) => banned ? ExchangeFault.Banned : ExchangeFault.None);
        var step = (await harness.Backfill.PlanAsync(BackfillHarness.Bitcoin, BackfillHarness.Range, isRepair: false, Cancellation))[0];
        banned = true;

        var failed = await Assert.ThrowsAsync<ExchangeBannedException>(
            () => harness.Backfill.RunAsync(BackfillHarness.Bitcoin, step, Cancellation));
        Assert.StartsWith("simulated BTCUSDT 5m 2025-06: ", failed.Message, StringComparison.Ordinal);

        Assert.Empty(await harness.StoredAsync());
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
