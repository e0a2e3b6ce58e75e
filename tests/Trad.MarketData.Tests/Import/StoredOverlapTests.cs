using Trad.Candles;
using Trad.Formats.Candles;
using Trad.MarketData.Import;
using Trad.Storage.Candles;
using Trad.Testing;
using static Trad.MarketData.Tests.Import.ImportedFiles;

namespace Trad.MarketData.Tests.Import;

/// <summary>Files over what is stored: each of their months is compared with it, wherever the two meet.</summary>
public sealed class StoredOverlapTests(AzuriteFixture azurite)
{
    private static readonly Market Hours = new("binance", "BTCUSDT", Interval.OneHour);

    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task Import_over_one_stored_month_of_many_with_another_price_is_refused_and_told_by_a_dry_run(int storedMonth)
    {
        // A file of eight months of which one is stored, at a price that no leap at its ends tells.
        var candles = GeneratedCandles.Make(Interval.OneHour, Start, 24 * 240);
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        var month = new Month(2024, storedMonth + 1).Range;
        var inside = candles.Slice(new TimeRange(month.Start + 86_400_000, month.End - 86_400_000));
        await store.MergeAsync(
            Hours, CandleSeries.From(Interval.OneHour, [.. inside.ToList().Select(each => Times(each, 2))]), Cancellation);
        using var importer = Importer(store);
        var order = new CandleImportOrder("binance", "BTCUSDT", "other.csv") { Interval = Interval.OneHour };

        foreach (var isDryRun in (bool[])[true, false])
        {
            var refused = await Assert.ThrowsAsync<CandleFileException>(() => importer.ImportAsync(
                order with { IsDryRun = isDryRun }, new MemoryStream(Csv(candles)), Cancellation));
            Assert.StartsWith($"other.csv: 2024-0{storedMonth + 1}-02T00:00", refused.Message, StringComparison.Ordinal);
            Assert.Contains("the closes are 0.5 times those that are stored at the same times", refused.Message, StringComparison.Ordinal);
        }

        var accepted = await importer.ImportAsync(
            order with { AcceptsOutliers = true }, new MemoryStream(Csv(candles)), Cancellation);
        Assert.Equal(inside.Count, accepted.Merge.Replaced);
        Assert.Contains(accepted.Notes, note => note.Contains("the closes are 0.5 times", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Import_of_a_second_file_that_contradicts_the_first_names_it_and_the_first_candle()
    {
        var candles = GeneratedCandles.Make(Interval.OneHour, Start, 24 * 45);
        var others = CandleSeries.From(
            Interval.OneHour, [.. candles.ToList().Skip(24 * 20).Select((candle, i) => i is 7 or 400 ? Times(candle, 1.01) : candle)]);
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        using var importer = Importer(store);
        var order = new CandleImportOrder("binance", "BTCUSDT", "body") { Interval = Interval.OneHour };
        var first = await importer.ImportAsync(order with { SourceName = "a.csv" }, new MemoryStream(Csv(candles)), Cancellation);

        foreach (var isDryRun in (bool[])[true, false])
        {
            var second = await importer.ImportAsync(
                order with { SourceName = "b.csv", IsDryRun = isDryRun }, new MemoryStream(Csv(others)), Cancellation);

            Assert.Equal(2, second.Merge.Replaced);
            Assert.Contains(
                "2 candles take the place of stored ones with other values, the first of 2024-01-21T07:00:00Z, which came from the file "
                + $"'a.csv' ({first.Run!.Id}).", second.Notes);
        }

        var again = await importer.ImportAsync(order with { SourceName = "b.csv" }, new MemoryStream(Csv(others)), Cancellation);
        Assert.DoesNotContain(again.Notes, note => note.Contains("take the place", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Import_over_candles_that_no_record_knows_tells_the_first_that_it_replaces()
    {
        var candles = GeneratedCandles.Make(Interval.OneHour, Start, 48);
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        await store.MergeAsync(Hours, CandleSeries.From(
            Interval.OneHour, [.. candles.ToList().Select((candle, i) => i == 5 ? Times(candle, 1.01) : candle)]), Cancellation);
        using var importer = Importer(store);

        var import = await importer.ImportAsync(
            new CandleImportOrder("binance", "BTCUSDT", "a.csv") { Interval = Interval.OneHour }, new MemoryStream(Csv(candles)),
            Cancellation);

        Assert.Contains(
            "1 candle takes the place of a stored one with other values, that of 2024-01-01T05:00:00Z.", import.Notes);
    }

    [Fact]
    public async Task Import_of_a_file_that_changes_its_price_within_a_month_is_refused_where_it_does()
    {
        var minutes = GeneratedCandles.Make(Interval.OneMinute, Start, 20_000);
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        await store.MergeAsync(Bitcoin, minutes, Cancellation);
        using var importer = Importer(store);
        var changed = CandleSeries.From(
            Interval.OneMinute, [.. minutes.ToList().Select((candle, i) => i is >= 12_000 and < 15_000 ? Times(candle, 2) : candle)]);

        var refused = await Assert.ThrowsAsync<CandleFileException>(
            () => importer.ImportMinutesAsync(new MemoryStream(Csv(changed)), "changed.csv", Cancellation));

        Assert.Contains("2024-01-09T08:00:00Z: the closes are 2 times", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(1.1, false)]
    public async Task Import_into_the_gaps_of_a_stored_month_goes_by_the_candles_that_it_comes_to_stand_between(
        double factor, bool isRefused)
    {
        // Every fifth hundred of candles is stored, and the file has what lies between, so that no time is in both.
        var minutes = GeneratedCandles.Make(Interval.OneMinute, Start, 5000).ToList();
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        await store.MergeAsync(
            Bitcoin, CandleSeries.From(Interval.OneMinute, [.. minutes.Where((_, i) => i / 100 % 5 == 2)]), Cancellation);
        using var importer = Importer(store);
        var missing = CandleSeries.From(
            Interval.OneMinute, [.. minutes.Where((_, i) => i / 100 % 5 != 2).Select(candle => Times(candle, factor))]);
        if (!isRefused)
        {
            var taken = await importer.ImportMinutesAsync(new MemoryStream(Csv(missing)), "gaps.csv", Cancellation);
            Assert.Equal(4000, taken.Merge.Inserted);
            return;
        }

        var refused = await Assert.ThrowsAsync<CandleFileException>(
            () => importer.ImportMinutesAsync(new MemoryStream(Csv(missing)), "gaps.csv", Cancellation));

        Assert.StartsWith("gaps.csv: 2024-01-01T03:20:00Z: open", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_beside_a_wrong_price_that_was_accepted_before_is_no_matter_of_the_file()
    {
        var minutes = GeneratedCandles.Make(Interval.OneMinute, Start, 300).ToList();
        var store = new BlobCandleStore(await azurite.NewContainerAsync());
        await store.MergeAsync(
            Bitcoin,
            CandleSeries.From(Interval.OneMinute, [.. minutes.Where((_, i) => i is < 100 or > 109).Select(
                (candle, i) => i == 50 ? candle with { High = candle.High * 10 } : candle)]),
            Cancellation);
        using var importer = Importer(store);
        var file = CandleSeries.From(Interval.OneMinute, [.. minutes.Where((_, i) => i is < 40 or (>= 100 and < 200))]);

        Assert.Equal(10, (await importer.ImportMinutesAsync(new MemoryStream(Csv(file)), "sound.csv", Cancellation)).Merge.Inserted);
    }
}
