using System.Text;
using Trad.Candles;
using Trad.MarketData.Coverage;
using Trad.MarketData.Import;
using Trad.Storage.Candles;
using Trad.Storage.Coverage;
using Trad.Testing;

namespace Trad.MarketData.Tests.Import;

public sealed class CandleImporterTests(AzuriteFixture azurite)
{
    // More than is kept in memory, so that the file is read twice.
    private const int Many = 300_000;
    private static readonly Market Bitcoin = new("binance", "BTCUSDT", Interval.OneMinute);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_a_long_file_stores_all_of_it_and_one_with_a_bad_last_line_nothing()
    {
        var candles = GeneratedCandles.Make(Interval.OneMinute, new(2024, 1, 10, 0, 0, 0, TimeSpan.Zero), Many);
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        var importer = new CandleImporter(store, new CoverageBook(store, new TableCoverageStore(azurite.Tables.GetTableClient(azurite.NewName("coverage"))), TimeProvider.System));
        var csv = Csv(candles);

        var refused = await Assert.ThrowsAsync<CandleFileException>(
            () => importer.ImportAsync(Bitcoin, new MemoryStream([.. csv, .. "1\n"u8]), "bad.csv", Cancellation));
        Assert.Equal(Many + 2, refused.Line);
        Assert.Empty(await store.ListPartitionsAsync(Bitcoin, Cancellation));

        var imported = await importer.ImportAsync(Bitcoin, new MemoryStream(csv), "good.csv", Cancellation);

        Assert.Equal((Many, candles.Range, (long)Many, 8), (imported.Rows, imported.Range, imported.Merge.Inserted, imported.Merge.Partitions));
        Assert.Equal(candles.ToList(), (await store.ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).ToList());
    }

    private static byte[] Csv(CandleSeries candles)
    {
        var text = new StringBuilder("open_time,open,high,low,close,volume,quote_volume,trade_count\n");
        foreach (var candle in candles.ToList())
        {
            var known = candle.TradeCount >= 0 ? FormattableString.Invariant($"{candle.QuoteVolume:R},{candle.TradeCount}") : ",";
            text.Append(FormattableString.Invariant($"{candle.OpenTime},{candle.Open:R},{candle.High:R},{candle.Low:R},{candle.Close:R},{candle.Volume:R},{known}\n"));
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
