using Trad.Candles;
using Trad.Candles.Quality;
using Trad.MarketData.Simulation;
using Trad.Testing;

namespace Trad.MarketData.Tests.Backfills;

/// <summary>Backfills of prices that no market, or hardly one, has had.</summary>
public sealed class AbsurdPriceBackfillTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

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
        // The first candle of a month: half of its neighbours lie in the partition before.
        var missing = new Month(2025, 6).Range.Start;
        var truth = BackfillHarness.Truth.ToList().ToList();
        var place = truth.FindIndex(candle => candle.OpenTime == missing);
        truth[place] = truth[place] with { High = truth[place].High * 50 };
        await using var harness = await StartAsync(truth);
        await harness.Store.MergeAsync(
            BackfillHarness.Bitcoin,
            CandleSeries.From(Interval.FiveMinutes, [.. truth.Where(candle => candle.OpenTime != missing)]),
            Cancellation);

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
}
