using System.IO.Compression;
using System.Text;
using Trad.Formats.Candles;
using Trad.Formats.Candles.Markets;
using Trad.Formats.Candles.Times;
using Trad.MarketData.Import;
using Trad.Storage.Candles;
using Trad.Testing;
using static Trad.MarketData.Tests.Import.ImportedFiles;

namespace Trad.MarketData.Tests.Import;

/// <summary>What the paths in a zip tell of the market, and what is said of numbers that may be read in two ways.</summary>
public sealed class ImportHiveTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_of_a_hive_layout_goes_into_the_market_of_its_folders()
    {
        using var importer = Importer(new BlobCandleStore(await azurite.NewContainerAsync()));

        var import = await importer.ImportAsync(
            new CandleImportOrder("binance", null, "lake.zip"),
            Zip("symbol=BTC-USDT/month=3/day=5/part-0.csv", "symbol=BTC-USDT/month=3/day=6/part-0.csv"), Cancellation);

        Assert.Equal(("BTCUSDT", "5m", 4L), (import.Market.Symbol, import.Market.Interval.Code, import.Merge.Inserted));
        Assert.Equal(SymbolTeller.PackedPaths, import.SymbolToldBy);
    }

    [Theory]
    [InlineData(true, 42.283)]
    [InlineData(false, 42_283)]
    public async Task Import_of_numbers_of_two_readings_goes_by_what_is_said(bool hasDecimalComma, double open)
    {
        using var importer = Importer(new BlobCandleStore(await azurite.NewContainerAsync()));
        var order = new CandleImportOrder("binance", "BTCUSDT", "commas.csv");
        var csv = Encoding.ASCII.GetBytes(
            "date;open;high;low;close;volume\n2024-03-05 00:00;42,283;42,283;42,283;42,283;1\n2024-03-05 00:05;42,283;42,283;42,283;42,283;1\n");

        var refused = await Assert.ThrowsAsync<CandleFileException>(() => importer.ImportAsync(order, new MemoryStream(csv), Cancellation));
        var import = await importer.ImportAsync(order with { HasDecimalComma = hasDecimalComma }, new MemoryStream(csv), Cancellation);

        Assert.Contains("decimalComma=true or false", refused.Message, StringComparison.Ordinal);
        Assert.Equal(open, import.First[0].Open);
    }

    [Theory]
    [InlineData(StatedDateOrder.DayFirst, 4)]
    [InlineData(StatedDateOrder.MonthFirst, 3)]
    public async Task Import_of_dates_of_two_readings_goes_by_what_is_said_with_and_without_an_interval(StatedDateOrder order, int month)
    {
        using var importer = Importer(new BlobCandleStore(await azurite.NewContainerAsync()));
        var csv = "date,open,high,low,close,volume\n03/04/2024 00:00,1,1,1,1,1\n03/04/2024 00:05,1,1,1,1,1\n"u8.ToArray();
        var measured = new CandleImportOrder("binance", "BTCUSDT", "dates.csv") { IsDryRun = true };
        foreach (var asked in (CandleImportOrder[])[measured, measured with { Interval = Trad.Candles.Interval.FiveMinutes }])
        {
            var refused = await Assert.ThrowsAsync<CandleFileException>(
                () => importer.ImportAsync(asked, new MemoryStream(csv), Cancellation));
            var import = await importer.ImportAsync(asked with { DateOrder = order }, new MemoryStream(csv), Cancellation);

            Assert.Contains("dateOrder=day-first or month-first", refused.Message, StringComparison.Ordinal);
            Assert.Equal(month, import.Range.StartTime.Month);
        }
    }

    private static MemoryStream Zip(params string[] paths)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < paths.Length; i++)
            {
                using var entry = zip.CreateEntry(paths[i]).Open();
                entry.Write(Encoding.ASCII.GetBytes(
                    $"time,open,high,low,close,volume\n2024-03-0{5 + i} 00:00,100,102,100,101,5\n2024-03-0{5 + i} 00:05,101,102,100,101,5\n"));
            }
        }

        packed.Position = 0;
        return packed;
    }
}
