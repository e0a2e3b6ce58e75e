using System.Globalization;
using System.Text;
using Trad.Candles;
using Trad.Formats.Candles;
using Trad.MarketData.Import;
using Trad.Storage.Candles;
using Trad.Testing;
using static Trad.MarketData.Tests.Import.ImportedFiles;

namespace Trad.MarketData.Tests.Import;

/// <summary>The interval of a file is told by the distance between its candles, and compared with the one that is given.</summary>
public sealed class ImportIntervalTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

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
    [InlineData("1M", "1m", "candles are 1M apart, and the file is imported as 1m; import them as 1M")]
    [InlineData("1w", "1d", "candles are 1w apart, and the file is imported as 1d; import them as 1w")]
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
    [InlineData("0 60", "candles are 1h apart, and the file is imported as 5m; import them as 1h")]
    [InlineData("0 60 120 180 240 300 360 420 480 540 600 660 720 725", "candles are 1h apart, and the file is imported as 5m")]
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

    [Theory]
    [InlineData("1h", "5m", "1h apart", "the file is imported as 5m")]
    [InlineData("1d", "1h", "1d apart", "the file is imported as 1h")]
    [InlineData("5m", "1h", "lies 5m from the one before", "the file is imported as 1h")]
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
}
