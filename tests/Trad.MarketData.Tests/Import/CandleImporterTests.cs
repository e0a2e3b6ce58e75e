using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Formats.Candles;
using Trad.Formats.Spooling;
using Trad.MarketData.Coverage;
using Trad.MarketData.History;
using Trad.MarketData.Import;
using Trad.Storage.Candles;
using Trad.Storage.Coverage;
using Trad.Testing;

namespace Trad.MarketData.Tests.Import;

public sealed class CandleImporterTests(AzuriteFixture azurite)
{
    private const int Many = 300_000;
    private static readonly Market Bitcoin = new("binance", "BTCUSDT", Interval.OneMinute);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_a_long_file_stores_all_of_it_and_one_with_a_bad_last_line_nothing()
    {
        var candles = GeneratedCandles.Make(Interval.OneMinute, new(2024, 1, 10, 0, 0, 0, TimeSpan.Zero), Many);
        var coverage = new TableCoverageStore(azurite.NewTable("coverage"));
        var store = new BlobCandleStore(await azurite.NewContainerAsync(), coverage);
        using var importer = Importer(store);
        var csv = Csv(candles);

        var refused = await Assert.ThrowsAsync<CandleFileException>(
            () => importer.ImportMinutesAsync(new MemoryStream([.. csv, .. "1\n"u8]), "bad.csv", Cancellation));
        Assert.Equal(Many + 2, refused.Line);
        Assert.Empty(await store.ListPartitionsAsync(Bitcoin, Cancellation));

        var imported = await importer.ImportMinutesAsync(new MemoryStream(csv), "good.csv", Cancellation);

        Assert.Equal(
            (Many, candles.Range, (long)Many, 8), (imported.Rows, imported.Range, imported.Merge.Inserted, imported.Merge.Partitions));
        Assert.Equal(candles.ToList(), (await store.ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).ToList());
        Assert.All(await coverage.ListAsync(Bitcoin, Cancellation), month => Assert.Equal(CoverageBook.Import, month.Source));
        Assert.Equal(8, (await coverage.ListAsync(Bitcoin, Cancellation)).Count);
    }

    [Fact]
    public async Task Import_again_counts_what_was_there_and_what_another_file_changed()
    {
        var candles = GeneratedCandles.Make(Interval.OneMinute, new(2024, 1, 10, 0, 0, 0, TimeSpan.Zero), 50_000);
        using var importer = Importer(new BlobCandleStore(await azurite.NewContainerAsync()));
        await importer.ImportMinutesAsync(new MemoryStream(Csv(candles.Slice(0, 40_000))), "first.csv", Cancellation);

        var second = await importer.ImportMinutesAsync(new MemoryStream(Csv(candles)), "second.csv", Cancellation);
        var third = await importer.ImportMinutesAsync(new MemoryStream(Csv(candles)), "third.csv", Cancellation);

        Assert.Equal(
            (10_000, 0, 40_000, 1), (second.Merge.Inserted, second.Merge.Replaced, second.Merge.Unchanged, second.Merge.Partitions));
        Assert.Equal((0, 0, 50_000, 0), (third.Merge.Inserted, third.Merge.Replaced, third.Merge.Unchanged, third.Merge.Partitions));
    }

    [Theory]
    [InlineData(99_999_900_000_000, 60000, 1, "line 2: open_time 5138-11-15", "times to come are not imported")]
    [InlineData(1_230_768_000_000, 60000, 1, "line 2: open_time 2009-01-01T00:00:00Z lies before 2009-01-03", "nothing to trade")]
    [InlineData(1_735_689_600_000, 1e13, 1, "line 2: high 10000000000000 is no price", "allowed are 1E-12 to 1000000000000")]
    [InlineData(1_735_689_600_000, 1e308, 1, "line 2: high 1E+308 is no price", "allowed are 1E-12 to 1000000000000")]
    [InlineData(1_735_689_600_000, 1e-13, 1, "line 2: low 1E-13 is no price", "allowed are 1E-12 to 1000000000000")]
    [InlineData(1_735_689_600_000, 60000, 1e300, "line 2: volume 1E+300 is no amount", "allowed are 0 to 1E+18")]
    public async Task Import_an_absurd_candle_is_refused_with_its_row_and_the_bound(
        long time, double price, double volume, string where, string bound)
    {
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        using var importer = Importer(store);
        var csv = FormattableString.Invariant(
            $"open_time,open,high,low,close,volume\n{time},{price:R},{price:R},{price:R},{price:R},{volume:R}\n");

        var refused = await Assert.ThrowsAsync<CandleFileException>(
            () => importer.ImportMinutesAsync(new MemoryStream(Encoding.ASCII.GetBytes(csv)), "absurd.csv", Cancellation));

        Assert.Contains(where, refused.Message, StringComparison.Ordinal);
        Assert.Contains(bound, refused.Message, StringComparison.Ordinal);
        Assert.Empty(await store.ListPartitionsAsync(Bitcoin, Cancellation));
    }

    [Fact]
    public async Task Import_leaves_out_the_candle_that_is_open_now_and_says_so_and_refuses_the_one_after_the_next()
    {
        var now = new DateTimeOffset(2026, 3, 1, 12, 0, 30, TimeSpan.Zero);
        using var importer = Importer(
            new BlobCandleStore(await azurite.NewContainerAsync()), new Microsoft.Extensions.Time.Testing.FakeTimeProvider(now));

        var taken = await importer.ImportMinutesAsync(Rows(now.AddSeconds(-90), now.AddSeconds(-30)), "now.csv", Cancellation);
        var open = await Assert.ThrowsAsync<CandleFileException>(
            () => importer.ImportMinutesAsync(Rows(now.AddSeconds(-30)), "open.csv", Cancellation));
        var refused = await Assert.ThrowsAsync<CandleFileException>(
            () => importer.ImportMinutesAsync(Rows(now.AddSeconds(90)), "later.csv", Cancellation));

        Assert.Equal((1, now.AddSeconds(-30)), (taken.Rows, taken.Range.EndTime));
        Assert.Contains("The candle of 2026-03-01 12:00Z had not closed yet, and was left out.", taken.Layout.Notes);
        Assert.Contains("no candle that has closed", open.Message, StringComparison.Ordinal);
        Assert.Contains("lies after 2026-03-01T12:01:30Z", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1w", 78)]
    [InlineData("1M", 18)]
    public async Task Import_of_the_exchange_own_weeks_and_months_tells_the_interval_by_their_spacing(string code, int count)
    {
        var interval = Interval.Parse(code);
        var candles = SharedCandles.Load($"candles/oracle/BTCUSDT-{code}-20240101-20250630.csv.gz", interval);
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        using var importer = Importer(store);
        var order = new CandleImportOrder("binance", "BTCUSDT", $"BTCUSDT-{code}.csv");

        var imported = await importer.ImportAsync(order, new MemoryStream(Csv(candles)), Cancellation);

        Assert.Equal((interval, (long)count, 0, 0L), (imported.Market.Interval, imported.Rows, imported.Gaps, imported.Missing));
        Assert.Equal(candles.Range, imported.Range);
        Assert.Equal(candles.ToList(), (await store.ReadAsync(imported.Market, TimeRange.Always, Cancellation)).ToList());
    }

    [Theory]
    [InlineData("1M", "1m", "candles are 1M apart, and the interval given is 1m; import them as 1M")]
    [InlineData("1w", "1d", "candles are 1w apart, and the interval given is 1d; import them as 1w")]
    [InlineData("1d", "1M", "is not the first of a month at 00:00 UTC, when candles of 1M open; it lies 1d from the one before")]
    [InlineData("1d", "3d", "is not on a day at 00:00 UTC when candles of 3d open, every third from 1970-01-01 on")]
    [InlineData("1d", "1w", "is no Monday 00:00 UTC, when candles of 1w open; it lies 1d from the one before")]
    [InlineData("4h", "1M", "is not the first of a month at 00:00 UTC, when candles of 1M open; it lies 4h from the one before")]
    public async Task Import_as_another_interval_than_the_candles_have_is_refused_with_both(string code, string given, string message)
    {
        // The first of January 2024 is a Monday, and none of the third days.
        var interval = Interval.Parse(code);
        var candles = GeneratedCandles.Make(interval, new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), 12);
        using var importer = Importer(new BlobCandleStore(await azurite.NewContainerAsync()));
        var order = new CandleImportOrder("binance", "BTCUSDT", "candles.csv") { Interval = Interval.Parse(given), AcceptsOutliers = true };

        var refused = await Assert.ThrowsAsync<CandleFileException>(
            () => importer.ImportAsync(order, new MemoryStream(Csv(candles)), Cancellation));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0 60", "candles are 1h apart, and the interval given is 5m; import them as 1h")]
    [InlineData("0 60 120 180 240 300 360 420 480 540 600 660 720 725", "candles are 1h apart, and the interval given is 5m")]
    [InlineData("0 5 65 125 185 190", null)]
    [InlineData("0 25", null)]
    public async Task Import_goes_by_the_distance_that_nearly_all_candles_have(string minutes, string? message)
    {
        var start = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var rows = minutes.Split(' ')
            .Select(each => start.AddMinutes(int.Parse(each, CultureInfo.InvariantCulture)).ToUnixTimeMilliseconds());
        var file = Encoding.ASCII.GetBytes(
            "open_time,open,high,low,close,volume\n" + string.Concat(rows.Select(time => $"{time},100,101,99,100.5,1\n")));
        using var importer = Importer(new BlobCandleStore(await azurite.NewContainerAsync()));
        var order = new CandleImportOrder("binance", "BTCUSDT", "candles.csv") { Interval = Interval.FiveMinutes };

        var refused = await Record.ExceptionAsync(() => importer.ImportAsync(order, new MemoryStream(file), Cancellation));

        Assert.Equal(message is null, refused is null);
        Assert.Contains(message ?? "", refused?.Message ?? "", StringComparison.Ordinal);
    }

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
    public async Task Import_of_a_day_and_more_of_seconds_newest_first_stores_each()
    {
        var candles = GeneratedCandles.Make(Interval.OneSecond, new(2024, 1, 31, 12, 0, 0, TimeSpan.Zero), 140_000);
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        using var importer = Importer(store);
        var lines = Encoding.ASCII.GetString(Csv(candles)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var newestFirst = string.Join('\n', lines.Skip(1).Reverse().Prepend(lines[0]));
        var order = new CandleImportOrder("binance", "BTCUSDT", "seconds.csv") { AcceptsOutliers = true };

        var imported = await importer.ImportAsync(order, new MemoryStream(Encoding.ASCII.GetBytes(newestFirst)), Cancellation);

        Assert.Equal((Interval.OneSecond, 140_000, 0), (imported.Market.Interval, imported.Rows, imported.Missing));
        Assert.Equal(candles.ToList(), (await store.ReadAsync(imported.Market, TimeRange.Always, Cancellation)).ToList());
    }

    [Fact]
    public async Task Dry_run_says_what_an_import_would_change_and_stores_nothing()
    {
        var candles = GeneratedCandles.Make(Interval.OneMinute, new(2024, 1, 31, 23, 0, 0, TimeSpan.Zero), 120);
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        using var importer = Importer(store);
        await importer.ImportMinutesAsync(new MemoryStream(Csv(candles.Slice(0, 50))), "half.csv", Cancellation);
        var order = new CandleImportOrder("binance", "BTCUSDT", "all.csv") { Interval = Interval.OneMinute, IsDryRun = true };

        var dry = await importer.ImportAsync(order, new MemoryStream(Csv(candles)), Cancellation);

        Assert.Equal((120, 70, 0, 50), (dry.Rows, dry.Merge.Inserted, dry.Merge.Replaced, dry.Merge.Unchanged));
        Assert.Equal(candles.ToList().Take(3), dry.First);
        Assert.Equal(candles.ToList().TakeLast(3), dry.Last);
        Assert.Equal(50, (await store.ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).Count);
    }

    [Fact]
    public async Task Import_without_an_interval_takes_the_distance_between_the_candles_and_counts_what_is_missing()
    {
        List<Candle> hours = [.. GeneratedCandles.Make(Interval.OneHour, new(2024, 1, 30, 0, 0, 0, TimeSpan.Zero), 100).ToList()];
        hours.RemoveRange(40, 10);
        hours.RemoveRange(60, 1);
        using var importer = Importer(new BlobCandleStore(await azurite.NewContainerAsync()));

        var imported = await importer.ImportAsync(
            new CandleImportOrder("binance", "BTCUSDT", "x.csv"), new MemoryStream(Csv(CandleSeries.From(Interval.OneHour, hours))),
            Cancellation);

        Assert.Equal((Interval.OneHour, 89, 11, 2), (imported.Market.Interval, imported.Rows, imported.Missing, imported.Gaps));
    }

    [Fact]
    public async Task Import_without_a_symbol_takes_the_one_that_the_file_names_and_asks_where_it_names_none()
    {
        using var importer = Importer(new BlobCandleStore(await azurite.NewContainerAsync()));
        var order = new CandleImportOrder("binance", null, "x.csv");
        const string Rows =
            "pair,open_time,open,high,low,close,volume\n{0},1735689600000,1,1,1,1,1\n{0},1735693200000,1,1,1,1,1\n";

        var imported = await importer.ImportAsync(order, Named("ETH/BTC"), Cancellation);
        var refused = await Assert.ThrowsAsync<UnknownSymbolException>(() => importer.ImportAsync(order, Named("my coin"), Cancellation));
        await Assert.ThrowsAsync<UnknownSymbolException>(() => importer.ImportAsync(order, Named("BTC"), Cancellation));
        await Assert.ThrowsAsync<UnknownSymbolException>(() => importer.ImportAsync(order, Named(""), Cancellation));

        Assert.Equal(new Market("binance", "ETHBTC", Interval.OneHour), imported.Market);
        Assert.Contains("the file says 'my coin', which is no pair of binance", refused.Message, StringComparison.Ordinal);

        MemoryStream Named(string symbol) =>
            new(Encoding.UTF8.GetBytes(Rows.Replace("{0}", symbol, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("1h", "5m", "1h apart", "the interval given is 5m")]
    [InlineData("1d", "1h", "1d apart", "the interval given is 1h")]
    [InlineData("5m", "1h", "lies 5m from the one before", "the interval given is 1h")]
    public async Task Import_of_candles_of_another_interval_is_refused_with_both(string made, string given, string found, string wanted)
    {
        var candles = GeneratedCandles.Make(Interval.Parse(made), new(2024, 1, 30, 0, 0, 0, TimeSpan.Zero), 100);
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        using var importer = Importer(store);
        var order = new CandleImportOrder("binance", "BTCUSDT", "x.csv") { Interval = Interval.Parse(given) };

        var refused = await Assert.ThrowsAsync<CandleFileException>(
            () => importer.ImportAsync(order, new MemoryStream(Csv(candles)), Cancellation));

        Assert.Contains(found, refused.Message, StringComparison.Ordinal);
        Assert.Contains(wanted, refused.Message, StringComparison.Ordinal);
        Assert.Empty(await store.ListMarketsAsync(Cancellation));
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

        // The first is told among those of the file and beside the stored ones, and the one behind it leaps from it.
        candles[100] = Times(candles[100], 20);
        candles[150] = candles[150] with { High = candles[150].High * 10 };
        candles[160] = candles[160] with { Low = candles[160].Low / 10 };
        candles[170] = candles[170] with { Volume = 10, QuoteVolume = 100 * candles[170].High };
        var odd = await importer.ImportAsync(
            order, new MemoryStream(Csv(CandleSeries.From(Interval.OneMinute, candles[100..]))), Cancellation);

        Assert.Equal((0L, 0L, null), (sound.Accepted.Prices, sound.Accepted.Amounts, sound.Accepted.First));
        Assert.DoesNotContain(sound.Notes, note => note.Contains("ccepted", StringComparison.Ordinal));
        Assert.Equal((4L, 1L), (odd.Accepted.Prices, odd.Accepted.Amounts));
        Assert.Equal([5L, 0L], (await store.ListChangesAsync(Bitcoin, Cancellation)).Select(change => change.Run.AcceptedOutliers));
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

    private static Candle Times(Candle candle, double factor) => candle with
    {
        Open = factor * candle.Open,
        High = factor * candle.High,
        Low = factor * candle.Low,
        Close = factor * candle.Close,
        QuoteVolume = factor * candle.QuoteVolume,
    };

    private static CandleImporter Importer(ICandleStore store, TimeProvider? clock = null) =>
        new(
            store, new CandleRuns(Options.Create(new CandleUndoOptions()), clock ?? TimeProvider.System),
            Options.Create(new CandleImportOptions()), SpoolFolder.Default, clock ?? TimeProvider.System);

    private static MemoryStream Rows(params DateTimeOffset[] times) => new(
        Encoding.ASCII.GetBytes(
            "open_time,open,high,low,close,volume\n"
            + string.Concat(times.Select(time => $"{time.ToUnixTimeMilliseconds()},1,1,1,1,1\n"))));

    private static byte[] Csv(CandleSeries candles)
    {
        var text = new StringBuilder("open_time,open,high,low,close,volume,quote_volume,trade_count\n");
        foreach (var candle in candles.ToList())
        {
            var known = candle.TradeCount >= 0 ? FormattableString.Invariant($"{candle.QuoteVolume:R},{candle.TradeCount}") : ",";
            text.Append(
                FormattableString.Invariant(
                    $"{candle.OpenTime},{candle.Open:R},{candle.High:R},{candle.Low:R},{candle.Close:R},{candle.Volume:R},{known}\n"));
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }
}

file static class MinuteImports
{
    public static Task<CandleImportResult> ImportMinutesAsync(
        this CandleImporter importer, Stream file, string name, CancellationToken cancellationToken) =>
        importer.ImportAsync(
            new CandleImportOrder("binance", "BTCUSDT", name) { Interval = Interval.OneMinute }, file, cancellationToken);
}
