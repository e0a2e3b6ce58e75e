using Trad.Candles;
using Trad.Formats.Csv;
using Trad.MarketData.Import;
using Trad.Testing;

namespace Trad.MarketData.Tests.Backfills;

/// <summary>Files whose last candle was open when they were made, and what becomes of it once others follow.</summary>
public sealed class OpenEndsOfFilesTests(AzuriteFixture azurite)
{
    private static readonly CandleSeries Truth = BackfillHarness.Truth;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Orders
    {
        get
        {
            // In the middle of a month, at a month's end, at the end of all; and the files in any order.
            var data = new TheoryData<string, string>();
            foreach (var order in (string[])["first,second,third", "third,second,first", "second,third,first"])
            {
                data.Add("2025-05-10T12:05:00Z,2025-06-01T00:00:00Z", order);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Backfill_replaces_the_open_last_candle_of_every_file_whatever_follows_it(string ends, string order)
    {
        await using var harness = await BackfillHarness.StartAsync(azurite);
        foreach (var (name, candles) in InOrder(Files(ends), order))
        {
            var imported = await ImportAsync(harness, name, candles);
            Assert.Contains(
                imported.Notes,
                note => note.StartsWith(
                    $"The last candle, of {Moment(candles.OpenTime[^1]):yyyy-MM-dd HH:mm}Z, may have been open",
                    StringComparison.Ordinal));
        }

        Assert.Equal(3, Differences(await harness.StoredAsync()));

        var results = await harness.RunAsync();

        Assert.Equal(Truth.ToList(), await harness.StoredAsync());
        Assert.Equal(3, results.Sum(result => result.Replaced));
        Assert.Empty(await harness.Backfill.PlanAsync(BackfillHarness.Bitcoin, BackfillHarness.Range, isRepair: false, Cancellation));
    }

    [Fact]
    public async Task Repair_replaces_the_open_last_candle_of_every_file_also_after_a_backfill()
    {
        await using var harness = await BackfillHarness.StartAsync(azurite);
        foreach (var (name, candles) in Files("2025-05-10T12:05:00Z,2025-06-01T00:00:00Z"))
        {
            await ImportAsync(harness, name, candles);
        }

        await harness.RunAsync();
        var open = Opened(Truth.Slice(0, 1000));
        await ImportAsync(harness, "again.csv", open);
        Assert.Equal(1, Differences(await harness.StoredAsync()));
        await RepairAsync(harness);

        Assert.Equal(Truth.ToList(), await harness.StoredAsync());
    }

    [Fact]
    public async Task Backfill_asks_again_for_the_end_of_a_file_that_came_back_by_an_undo_or_a_second_import()
    {
        await using var harness = await BackfillHarness.StartAsync(azurite);
        var open = Opened(Truth.Slice(0, 1000));
        await harness.Store.MergeAsync(BackfillHarness.Bitcoin, Truth.Slice(1000, Truth.Count - 1000), Cancellation);
        await ImportAsync(harness, "first.csv", open);
        await harness.RunAsync();
        Assert.Equal(Truth.ToList(), await harness.StoredAsync());

        var second = await ImportAsync(harness, "first.csv", open);
        Assert.Equal(1, Differences(await harness.StoredAsync()));
        await harness.RunAsync();
        Assert.Equal(Truth.ToList(), await harness.StoredAsync());

        // A third time, and gone by an undo: the candle of before is back, which is asked for once more.
        var third = await ImportAsync(harness, "third.csv", open);
        await harness.History.UndoAsync(BackfillHarness.Bitcoin, third.Run!.Id, Cancellation);
        Assert.NotEqual(second.Run!.Id, third.Run.Id);
        Assert.Single(await harness.RunAsync());
        Assert.Equal(Truth.ToList(), await harness.StoredAsync());
        Assert.Empty(await harness.RunAsync());
    }

    [Fact]
    public async Task Backfill_of_a_part_asks_for_the_ends_that_lie_in_it_only()
    {
        await using var harness = await BackfillHarness.StartAsync(azurite);
        var files = Files("2025-05-10T12:05:00Z,2025-06-01T00:00:00Z");
        foreach (var (name, candles) in files)
        {
            await ImportAsync(harness, name, candles);
        }

        await harness.RunAsync(new Month(2025, 5).Range with { Start = files[0].Candles.OpenTime[^1] + 1 });

        Assert.Equal(2, Differences(await harness.StoredAsync()));
        await harness.RunAsync();
        Assert.Equal(Truth.ToList(), await harness.StoredAsync());
    }

    private static async Task RepairAsync(BackfillHarness harness)
    {
        foreach (var step in await harness.Backfill.PlanAsync(BackfillHarness.Bitcoin, BackfillHarness.Range, isRepair: true, Cancellation))
        {
            await harness.Backfill.RunAsync(BackfillHarness.Bitcoin, step, Cancellation);
        }
    }

    private static async Task<CandleImportResult> ImportAsync(BackfillHarness harness, string name, CandleSeries candles)
    {
        using var content = new MemoryStream();
        await CandleCsvWriter.WriteAsync(Parts(), content, Cancellation);
        content.Position = 0;
        var market = BackfillHarness.Bitcoin;
        return await harness.Importer.ImportAsync(
            new CandleImportOrder(market.Exchange, market.Symbol, name) { SourceName = name, Interval = market.Interval }, content,
            Cancellation);

        async IAsyncEnumerable<IEnumerable<Candle>> Parts()
        {
            yield return candles.ToList();
            await Task.CompletedTask;
        }
    }

    private static List<(string Name, CandleSeries Candles)> Files(string ends)
    {
        var cuts = ends.Split(',').Select(end => Truth.IndexAtOrAfter(
            DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds())).ToList();
        return
        [
            ("first", Opened(Truth.Slice(0, cuts[0]))),
            ("second", Opened(Truth.Slice(cuts[0], cuts[1] - cuts[0]))),
            ("third", Opened(Truth.Slice(cuts[1], Truth.Count - cuts[1]))),
        ];
    }

    private static IEnumerable<(string Name, CandleSeries Candles)> InOrder(
        List<(string Name, CandleSeries Candles)> files, string order) =>
        order.Split(',').Select(name => files.Single(file => file.Name == name));

    // The last candle as it looked in the middle of its time.
    private static CandleSeries Opened(CandleSeries candles)
    {
        var last = candles[candles.Count - 1];
        var open = last with { High = last.Open, Low = last.Open, Close = last.Open, Volume = last.Volume / 4, QuoteVolume = double.NaN };
        return CandleSeries.From(candles.Interval, [.. candles.ToList().SkipLast(1), open]);
    }

    private static DateTimeOffset Moment(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time);

    private static int Differences(IReadOnlyList<Candle> stored) =>
        stored.Zip(Truth.ToList()).Count(pair => !pair.First.Equals(pair.Second));
}
