using System.Text;
using Microsoft.Extensions.Options;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Formats.Candles;
using Trad.Formats.Spooling;
using Trad.MarketData.Coverage;
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
        var coverage = new TableCoverageStore(azurite.Tables.GetTableClient(azurite.NewName("coverage")));
        var store = new BlobCandleStore(await azurite.NewContainerAsync(), coverage);
        using var importer = Importer(store);
        var csv = Csv(candles);

        var refused = await Assert.ThrowsAsync<CandleFileException>(
            () => importer.ImportAsync(Bitcoin, new MemoryStream([.. csv, .. "1\n"u8]), "bad.csv", Cancellation));
        Assert.Equal(Many + 2, refused.Line);
        Assert.Empty(await store.ListPartitionsAsync(Bitcoin, Cancellation));

        var imported = await importer.ImportAsync(Bitcoin, new MemoryStream(csv), "good.csv", Cancellation);

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
        await importer.ImportAsync(Bitcoin, new MemoryStream(Csv(candles.Slice(0, 40_000))), "first.csv", Cancellation);

        var second = await importer.ImportAsync(Bitcoin, new MemoryStream(Csv(candles)), "second.csv", Cancellation);
        var third = await importer.ImportAsync(Bitcoin, new MemoryStream(Csv(candles)), "third.csv", Cancellation);

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
            () => importer.ImportAsync(Bitcoin, new MemoryStream(Encoding.ASCII.GetBytes(csv)), "absurd.csv", Cancellation));

        Assert.Contains(where, refused.Message, StringComparison.Ordinal);
        Assert.Contains(bound, refused.Message, StringComparison.Ordinal);
        Assert.Empty(await store.ListPartitionsAsync(Bitcoin, Cancellation));
    }

    [Fact]
    public async Task Import_takes_the_candle_that_is_open_now_and_not_the_one_after_the_next()
    {
        var now = new DateTimeOffset(2026, 3, 1, 12, 0, 30, TimeSpan.Zero);
        using var importer = Importer(
            new BlobCandleStore(await azurite.NewContainerAsync()), new Microsoft.Extensions.Time.Testing.FakeTimeProvider(now));

        var taken = await importer.ImportAsync(Bitcoin, Csv(now.AddSeconds(-30)), "now.csv", Cancellation);
        var refused = await Assert.ThrowsAsync<CandleFileException>(
            () => importer.ImportAsync(Bitcoin, Csv(now.AddSeconds(90)), "later.csv", Cancellation));

        Assert.Equal(1, taken.Rows);
        Assert.Contains("lies after 2026-03-01T12:01:30Z", refused.Message, StringComparison.Ordinal);

        static MemoryStream Csv(DateTimeOffset time) =>
            new(Encoding.ASCII.GetBytes($"open_time,open,high,low,close,volume\n{time.ToUnixTimeMilliseconds()},1,1,1,1,1\n"));
    }

    private static CandleImporter Importer(ICandleStore store, TimeProvider? clock = null) =>
        new(store, Options.Create(new CandleImportOptions()), SpoolFolder.Default, clock ?? TimeProvider.System);

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
