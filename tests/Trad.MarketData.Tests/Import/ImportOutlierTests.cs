using Trad.Candles;
using Trad.Formats.Candles;
using Trad.MarketData.Import;
using Trad.Storage.Candles;
using Trad.Testing;
using static Trad.MarketData.Tests.Import.ImportedFiles;

namespace Trad.MarketData.Tests.Import;

/// <summary>Prices that nothing around them bears out: in a file, from month to month, and beside what is stored.</summary>
public sealed class ImportOutlierTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1w", 1200, null)]
    [InlineData("1M", 1200, null)]
    [InlineData("1w", 100, "2024-07-01T00:00:00Z: high 1300 is 13 times the 100 of the candles around it")]
    [InlineData("1M", 100, "2024-07-01T00:00:00Z: high 1300 is 13 times the 100 of the candles around it")]
    public async Task Import_of_few_candles_a_month_takes_a_leap_that_stays_and_refuses_one_that_does_not(
        string code, double after, string? refusal)
    {
        var interval = Interval.Parse(code);
        var leap = new DateTimeOffset(2024, 7, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var candles = CandleSeries.From(
            interval,
            [.. Enumerable.Range(-9, 19).Select(i => i == 0
                ? new Candle(leap, 100, 1300, 100, after, 1)
                : new Candle(
                    interval.Shift(leap, i), i < 0 ? 100 : after, i < 0 ? 100 : after, i < 0 ? 100 : after, i < 0 ? 100 : after, 1))]);
        using var importer = Importer(new BlobCandleStore(await azurite.NewContainerAsync()));
        var order = new CandleImportOrder("binance", "BTCUSDT", "leap.csv");

        var import = importer.ImportAsync(order, new MemoryStream(Csv(candles)), Cancellation);

        if (refusal is null)
        {
            Assert.Equal(19, (await import).Rows);
        }
        else
        {
            Assert.Contains(refusal, (await Assert.ThrowsAsync<CandleFileException>(() => import)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Import_of_a_price_that_its_neighbours_do_not_bear_out_is_refused_with_its_row_unless_it_is_accepted()
    {
        List<Candle> candles = [.. GeneratedCandles.Make(Interval.OneMinute, new(2024, 1, 10, 0, 0, 0, TimeSpan.Zero), 100).ToList()];
        candles[41] = candles[41] with { High = candles[41].High * 10 };
        var csv = Csv(CandleSeries.From(Interval.OneMinute, candles));
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        using var importer = Importer(store);
        var order = new CandleImportOrder("binance", "BTCUSDT", "x.csv") { Interval = Interval.OneMinute };

        var refused = await Assert.ThrowsAsync<CandleFileException>(
            () => importer.ImportAsync(order, new MemoryStream(csv), Cancellation));
        Assert.Empty(await store.ListMarketsAsync(Cancellation));
        var accepted = await importer.ImportAsync(order with { AcceptsOutliers = true }, new MemoryStream(csv), Cancellation);

        Assert.Contains("line 43, 2024-01-10T00:41:00Z: high ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("acceptOutliers=true", refused.Message, StringComparison.Ordinal);
        Assert.Equal(100, accepted.Merge.Inserted);
        var change = Assert.Single(await store.ListChangesAsync(Bitcoin, Cancellation));
        Assert.Equal((1L, 1L), (change.Run.AcceptedOutliers, accepted.Accepted.Prices));
        Assert.Contains(
            accepted.Notes, note => note.StartsWith("Accepted, first: line 43, 2024-01-10T00:41:00Z: high ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Import_that_accepts_outliers_counts_each_once_also_beside_what_is_stored_and_amounts_and_none_of_a_sound_file()
    {
        List<Candle> candles = [.. GeneratedCandles.Make(Interval.OneMinute, new(2024, 1, 10, 0, 0, 0, TimeSpan.Zero), 200).ToList()];
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        using var importer = Importer(store);
        var order = new CandleImportOrder("binance", "BTCUSDT", "x.csv") { Interval = Interval.OneMinute, AcceptsOutliers = true };
        var sound = await importer.ImportAsync(
            order, new MemoryStream(Csv(CandleSeries.From(Interval.OneMinute, candles[..100]))), Cancellation);

        // The first is told among those of the file and beside the stored ones; the one behind it comes back from it and is sound.
        candles[100] = Times(candles[100], 20);
        candles[150] = candles[150] with { High = candles[150].High * 10 };
        candles[160] = candles[160] with { Low = candles[160].Low / 10 };
        candles[170] = candles[170] with { Volume = 10, QuoteVolume = 100 * candles[170].High };
        var odd = await importer.ImportAsync(
            order, new MemoryStream(Csv(CandleSeries.From(Interval.OneMinute, candles[100..]))), Cancellation);

        Assert.Equal((0L, 0L, null), (sound.Accepted.Prices, sound.Accepted.Amounts, sound.Accepted.First));
        Assert.DoesNotContain(sound.Notes, note => note.Contains("ccepted", StringComparison.Ordinal));
        Assert.Equal((3L, 1L), (odd.Accepted.Prices, odd.Accepted.Amounts));
        Assert.Equal([4L, 0L], (await store.ListChangesAsync(Bitcoin, Cancellation)).Select(change => change.Run.AcceptedOutliers));
    }

    [Theory]
    [InlineData(0, 1000, "")]
    [InlineData(1000, 2000, "2024-01-31T16:40")]
    [InlineData(-500, 0, "2024-01-31T00:00")]
    public async Task Import_of_prices_of_another_scale_beside_what_is_stored_is_refused(int from, int to, string time)
    {
        // Stored are the first 1,000 minutes of a day, or nothing; the file goes on behind them, or ends before them.
        var start = new DateTimeOffset(2024, 1, 31, 0, 0, 0, TimeSpan.Zero);
        var all = GeneratedCandles.Make(Interval.OneMinute, start.AddMinutes(-500), 2500);
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        var isStored = time.Length > 0;
        if (isStored)
        {
            await store.MergeAsync(Bitcoin, all.Slice(500, 1000), Cancellation);
        }

        using var importer = Importer(store);
        var csv = Csv(CandleSeries.From(
            Interval.OneMinute, [.. all.Slice(from + 500, to - from).ToList().Select(candle => Times(candle, 100))]));
        var order = new CandleImportOrder("binance", "BTCUSDT", "scaled.csv") { Interval = Interval.OneMinute };
        if (isStored)
        {
            var refused = await Assert.ThrowsAsync<CandleFileException>(
                () => importer.ImportAsync(order, new MemoryStream(csv), Cancellation));
            Assert.StartsWith($"scaled.csv: {time}", refused.Message, StringComparison.Ordinal);
            Assert.Contains("acceptOutliers=true", refused.Message, StringComparison.Ordinal);
            Assert.Equal(1000, (await store.ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).Count);
        }

        var accepted = await importer.ImportAsync(order with { AcceptsOutliers = isStored }, new MemoryStream(csv), Cancellation);

        Assert.Equal(to - from, accepted.Merge.Inserted);
    }

    [Fact]
    public async Task Import_of_a_leap_from_one_month_of_the_file_to_the_next_is_refused()
    {
        var candles = GeneratedCandles.Make(Interval.OneMinute, new(2024, 1, 31, 20, 0, 0, TimeSpan.Zero), 480).ToList();
        var csv = Csv(CandleSeries.From(
            Interval.OneMinute, [.. candles.Select((candle, i) => i < 240 ? candle : Times(candle, 10))]));
        using var importer = Importer(new BlobCandleStore(await azurite.NewContainerAsync()));

        var refused = await Assert.ThrowsAsync<CandleFileException>(
            () => importer.ImportMinutesAsync(new MemoryStream(csv), "leap.csv", Cancellation));

        Assert.StartsWith("leap.csv: 2024-02-01T00:00", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(600, 700, "2024-01-31T10:00")]
    [InlineData(3000, 3100, "2024-02-02T02:00")]
    public async Task Import_of_prices_of_another_scale_far_from_what_is_stored_is_refused(int from, int to, string time)
    {
        var all = GeneratedCandles.Make(Interval.OneMinute, new(2024, 1, 31, 0, 0, 0, TimeSpan.Zero), 3200);
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        await store.MergeAsync(Bitcoin, all.Slice(0, 400), Cancellation);
        using var importer = Importer(store);
        var sound = all.Slice(from, to - from);
        var cents = CandleSeries.From(Interval.OneMinute, [.. sound.ToList().Select(candle => Times(candle, 100))]);

        var refused = await Assert.ThrowsAsync<CandleFileException>(
            () => importer.ImportMinutesAsync(new MemoryStream(Csv(cents)), "cents.csv", Cancellation));

        Assert.StartsWith($"cents.csv: {time}", refused.Message, StringComparison.Ordinal);
        Assert.Equal(100, (await importer.ImportMinutesAsync(new MemoryStream(Csv(sound)), "sound.csv", Cancellation)).Merge.Inserted);
    }

    [Theory]
    [InlineData(17, false)]
    [InlineData(1.02, true)]
    public async Task Import_of_another_symbol_over_what_is_stored_is_refused(double factor, bool isSame)
    {
        var candles = GeneratedCandles.Make(Interval.OneMinute, new(2024, 1, 20, 0, 0, 0, TimeSpan.Zero), 20_000);
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        await store.MergeAsync(Bitcoin, candles, Cancellation);
        using var importer = Importer(store);
        var other = Csv(CandleSeries.From(Interval.OneMinute, [.. candles.ToList().Select(candle => Times(candle, 1 / factor))]));
        if (!isSame)
        {
            var refused = await Assert.ThrowsAsync<CandleFileException>(
                () => importer.ImportMinutesAsync(new MemoryStream(other), "ethereum.csv", Cancellation));
            Assert.Contains("taken for another symbol, currency or unit", refused.Message, StringComparison.Ordinal);
            Assert.Contains("times those that are stored at the same times", refused.Message, StringComparison.Ordinal);
            return;
        }

        Assert.Equal(20_000, (await importer.ImportMinutesAsync(new MemoryStream(other), "same.csv", Cancellation)).Merge.Replaced);
    }

    [Theory]
    [InlineData(180, false)]
    [InlineData(2 * 1440, false)]
    [InlineData(90 * 1440, true)]
    public async Task Import_of_a_leap_across_a_gap_goes_by_how_long_it_is(int missing, bool isTaken)
    {
        var all = GeneratedCandles.Make(Interval.OneMinute, new(2024, 1, 2, 0, 0, 0, TimeSpan.Zero), 200).ToList();
        var csv = Csv(CandleSeries.From(
            Interval.OneMinute,
            [
                .. all.Take(100),
                .. all.Skip(100).Select(candle => Times(candle, 10) with { OpenTime = candle.OpenTime + (missing * 60_000L) }),
            ]));
        using var importer = Importer(new BlobCandleStore(await azurite.NewContainerAsync()));
        if (isTaken)
        {
            Assert.Equal(200, (await importer.ImportMinutesAsync(new MemoryStream(csv), "gap.csv", Cancellation)).Merge.Inserted);
            return;
        }

        var refused = await Assert.ThrowsAsync<CandleFileException>(
            () => importer.ImportMinutesAsync(new MemoryStream(csv), "gap.csv", Cancellation));
        Assert.Contains("of the candle before it, ", refused.Message, StringComparison.Ordinal);
    }
}
