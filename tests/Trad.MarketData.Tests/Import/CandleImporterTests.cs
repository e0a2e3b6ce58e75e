using System.Text;
using Trad.Candles;
using Trad.Formats.Candles;
using Trad.MarketData.Coverage;
using Trad.MarketData.Import;
using Trad.Storage.Candles;
using Trad.Storage.Coverage;
using Trad.Testing;
using static Trad.MarketData.Tests.Import.ImportedFiles;

namespace Trad.MarketData.Tests.Import;

/// <summary>What an import stores, counts and refuses.</summary>
public sealed class CandleImporterTests(AzuriteFixture azurite)
{
    private const int Many = 300_000;

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
    [InlineData("BTCUSDT_250627-5m-2024-03.csv", "BTCUSDT_250627")]
    [InlineData("BTC_USDT_USDT-5m-futures.csv", "BTC/USDT:USDT")]
    [InlineData("BTCUSD_PERP-5m.csv", "BTCUSD_PERP")]
    [InlineData("BINANCE_AVAXUSDT.P, 5.csv", "AVAX/USDT:USDT")]
    public async Task Import_of_a_contract_by_its_files_name_under_an_exchange_of_spot_names_the_contract_and_where_it_goes(
        string name, string contract)
    {
        using var importer = Importer(new BlobCandleStore(await azurite.NewContainerAsync()));
        var order = new CandleImportOrder("binance", null, name) { SourceName = name, Interval = Interval.FiveMinutes };
        var rows = "open_time,open,high,low,close,volume\n1735689600000,1,1,1,1,1\n1735689900000,1,1,1,1,1\n";

        var refused = await Assert.ThrowsAsync<UnknownSymbolException>(
            () => importer.ImportAsync(order, new MemoryStream(Encoding.UTF8.GetBytes(rows)), Cancellation));

        Assert.Contains($"tells a contract, {contract};", refused.Message, StringComparison.Ordinal);
        Assert.Contains("binance-futures", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("binance", "5m", "a backfill or a repair of that time asks the exchange for it again.")]
    [InlineData("coinbase", "5m", "a backfill or a repair of that time asks the exchange for it again.")]
    [InlineData("coinbase", "30m", "nobody can ask coinbase for candles of 30m again, so import it once more with a later file")]
    [InlineData("bitstamp", "5m", "nobody can ask bitstamp for candles of 5m again, so import it once more with a later file")]
    public async Task Import_says_of_the_last_candle_whether_anybody_can_ask_for_it_again(string exchange, string interval, string expected)
    {
        using var importer = Importer(new BlobCandleStore(await azurite.NewContainerAsync()));
        var order = new CandleImportOrder(exchange, "BTCUSD", "x.csv") { Interval = Interval.Parse(interval) };

        var imported = await importer.ImportAsync(order, Rows(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero)), Cancellation);

        Assert.StartsWith(
            $"The last candle, of 2025-01-01 00:00Z, may have been open when the file was made; {expected}", imported.Notes[^1],
            StringComparison.Ordinal);
    }
}
