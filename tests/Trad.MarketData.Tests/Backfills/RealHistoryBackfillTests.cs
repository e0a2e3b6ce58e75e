using Trad.Candles;
using Trad.Candles.Quality;
using Trad.MarketData.Exchanges;
using Trad.Testing;

namespace Trad.MarketData.Tests.Backfills;

/// <summary>The exchange's own history with its outages, served by the simulated exchange from stored candles.</summary>
public sealed class RealHistoryBackfillTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Backfill_of_months_with_outages_stores_what_there_is_and_records_the_gaps_as_the_exchange_own()
    {
        var history = SharedCandles.Load("candles/gaps/BTCUSDT-5m-20201201-20210717.csv.gz", Interval.FiveMinutes)
            .Slice(TimeRange.Between(new(2021, 2, 1, 0, 0, 0, TimeSpan.Zero), new(2021, 5, 4, 0, 0, 0, TimeSpan.Zero)));
        await using var harness = await BackfillHarness.StartAsync(azurite, change: options =>
        {
            options.Market = new StoredMarket(new Dictionary<string, CandleSeries> { ["BTCUSDT"] = history });
            options.Now = history.Range.EndTime;
        });

        await harness.RunAsync(history.Range);

        // The files have no quote volume and no trades, and the exchange's protocol tells a number for each.
        Assert.Equal(history.ToList().Select(Prices), (await harness.StoredAsync()).Select(Prices));
        var coverage = await harness.Coverage.ListAsync(BackfillHarness.Bitcoin, TestContext.Current.CancellationToken);
        var gaps = CandleGaps.Find(history.OpenTime, Interval.FiveMinutes, history.Range);
        Assert.Equal(4, gaps.Count);
        Assert.Equal(gaps, coverage.SelectMany(month => month.OwnGaps));
        Assert.Equal(gaps, KnownDowntime.In(ExchangeConnections.Binance, [.. coverage.SelectMany(month => month.OwnGaps)]));
        Assert.Empty(
            await harness.Backfill.PlanAsync(
                BackfillHarness.Bitcoin, history.Range, isRepair: false, TestContext.Current.CancellationToken));
    }

    private static (long, double, double, double, double, double) Prices(Candle candle) =>
        (candle.OpenTime, candle.Open, candle.High, candle.Low, candle.Close, candle.Volume);
}
