using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs.Models;
using Trad.Candles;
using Trad.Functions.Tests.Backfills;
using Trad.Functions.Tests.Hosting;
using Trad.Testing;

namespace Trad.Functions.Tests.Candles;

public sealed class CoverageFunctionsTests(AzuriteFixture azurite)
{
    private static readonly Market Bitcoin = new("binance", "BTCUSDT", Interval.OneHour);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Coverage_of_an_imported_month_tells_its_quality_and_source()
    {
        await using var app = await BackfillApp.StartAsync(azurite);
        var csv = new StringBuilder("open_time,open,high,low,close,volume\n");
        foreach (var candle in March().Where(candle => candle.OpenTime % 86_400_000 != 5 * 3_600_000))
        {
            csv.AppendLine($"{candle.OpenTime},{candle.Open},{candle.High},{candle.Low},{candle.Close},{candle.Volume}");
        }

        using var imported = await app.Http.PostAsync(
            new Uri("api/candles/import?exchange=binance&symbol=BTCUSDT&interval=1h", UriKind.Relative), new StringContent(csv.ToString()),
            Cancellation);
        imported.EnsureSuccessStatusCode();
        var month = Assert.Single(await MonthsAsync(app));

        Assert.Equal(("2021-03", "import"), ((string?)month["month"], (string?)month["source"]));
        Assert.Equal((744 - 31L, 744L, 31), ((long)month["rows"]!, (long)month["expectedRows"]!, month["gaps"]!.AsArray().Count));
        Assert.Equal((0, 0), ((int)month["zeroVolumeRuns"]!, (int)month["outliers"]!));
        Assert.False(month.ContainsKey("checksum"));
    }

    [Fact]
    public async Task Coverage_tells_gaps_in_known_downtime_and_looks_again_after_a_change()
    {
        await using var app = await BackfillApp.StartAsync(azurite);
        var march = March();
        bool IsDown(Candle candle) =>
            DateTimeOffset.FromUnixTimeMilliseconds(candle.OpenTime) is { Day: 6, Hour: 2 } or { Day: 7, Hour: 2 };
        await app.Store.MergeAsync(Bitcoin, CandleSeries.From(Interval.OneHour, [.. march.Where(candle => !IsDown(candle))]), Cancellation);

        var before = Assert.Single(await MonthsAsync(app));
        await app.Store.MergeAsync(Bitcoin, CandleSeries.From(Interval.OneHour, march), Cancellation);
        var after = Assert.Single(await MonthsAsync(app));

        Assert.Equal(2, before["gaps"]!.AsArray().Count);
        Assert.Equal("2021-03-06T02:00:00+00:00", (string?)Assert.Single(before["downtime"]!.AsArray())![0]);
        Assert.Empty(after["gaps"]!.AsArray());
        Assert.Equal("unknown", (string?)after["source"]);
    }

    [Fact]
    public async Task Coverage_tells_holes_of_whole_months_too()
    {
        await using var app = await BackfillApp.StartAsync(azurite);
        var march = March();
        CandleSeries Moved(int years) => CandleSeries.From(
            Interval.OneHour, [.. march.Select(candle => candle with { OpenTime = candle.OpenTime + (years * 365 * 86_400_000L) })]);
        await app.Store.MergeAsync(Bitcoin, CandleSeries.From(Interval.OneHour, [.. march.Where((_, i) => i != 5)]), Cancellation);
        await app.Store.MergeAsync(Bitcoin, Moved(1), Cancellation);

        var market = Assert.Single(
            JsonNode.Parse(await app.Http.GetStringAsync(new Uri("api/candles/coverage", UriKind.Relative), Cancellation))!.AsArray())!;

        Assert.Equal(2, market["months"]!.AsArray().Count);
        Assert.Equal(
            ["2021-03-01T05:00:00+00:00", "2021-03-01T06:00:00+00:00", "2021-04-01T00:00:00+00:00", "2022-03-01T00:00:00+00:00"],
            market["gaps"]!.AsArray().SelectMany(gap => gap!.AsArray()).Select(moment => (string?)moment));
        Assert.Equal(1 + (334 * 24), (long)market["missing"]!);
    }

    [Fact]
    public async Task Coverage_names_the_jumps_across_gaps_within_months_and_from_one_to_the_next()
    {
        await using var app = await BackfillApp.StartAsync(azurite);
        var march = March();
        var april = march.Select(candle => candle with { OpenTime = candle.OpenTime + (31 * 86_400_000L) }).Skip(3).Select(Doubled)
            .ToList();
        await app.Store.MergeAsync(
            Bitcoin, CandleSeries.From(Interval.OneHour, [.. march.Where((_, i) => i is < 40 or > 41), .. april]), Cancellation);

        // Asked twice: what was looked at, and what is remembered of it.
        for (var i = 0; i < 2; i++)
        {
            var market = Assert.Single(
                JsonNode.Parse(await app.Http.GetStringAsync(new Uri("api/candles/coverage", UriKind.Relative), Cancellation))!.AsArray())!;

            var outages = market["outages"]!.AsArray().Select(outage => outage!.AsObject()).ToList();
            Assert.Equal(
                [(
                    "2021-03-02T16:00:00+00:00", "2021-03-02T18:00:00+00:00", 2,
                    false), ("2021-04-01T00:00:00+00:00", "2021-04-01T03:00:00+00:00", 3, true)],
                outages.Select(outage => (
                    (string?)outage["from"], (string?)outage["to"], (int)outage["missingCandles"]!, (bool)outage["isNotable"]!)));
            Assert.Equal((march[39].Close, march[42].Open), ((double)outages[0]["closeBefore"]!, (double)outages[0]["openAfter"]!));
            Assert.Equal((march[^1].Close, april[0].Open), ((double)outages[1]["closeBefore"]!, (double)outages[1]["openAfter"]!));
            Assert.Equal((april[0].Open / march[^1].Close) - 1, (double)outages[1]["jump"]!, 1e-12);
        }
    }

    private static Candle Doubled(Candle candle) => candle with
    {
        Open = 2 * candle.Open,
        High = 2 * candle.High,
        Low = 2 * candle.Low,
        Close = 2 * candle.Close,
    };

    [Fact]
    public async Task Coverage_of_a_damaged_month_says_so_and_shows_the_others()
    {
        await using var app = await BackfillApp.StartAsync(azurite);
        await app.Store.MergeAsync(Bitcoin, CandleSeries.From(Interval.OneHour, March()), Cancellation);
        await app.Store.MergeAsync(
            new Market("binance", "ETHUSDT", Interval.OneHour), CandleSeries.From(Interval.OneHour, March()), Cancellation);
        var blob = app.Container.GetBlobClient("exchange=binance/symbol=BTCUSDT/interval=1h/year=2021/month=03/candles.parquet");
        var metadata = (await blob.GetPropertiesAsync(cancellationToken: Cancellation)).Value.Metadata;
        await blob.UploadAsync(new BinaryData("damaged"), new BlobUploadOptions { Metadata = metadata }, Cancellation);
        await app.Container.GetBlobClient("exchange=binance/symbol=SOLUSDT/interval=1h/year=2021/month=03/candles.parquet")
            .UploadAsync(new BinaryData("no parquet"), Cancellation);

        var markets = JsonNode.Parse(
            await app.Http.GetStringAsync(new Uri("api/candles/coverage", UriKind.Relative), Cancellation))!.AsArray();

        Assert.Contains("2021-03", (string?)markets[0]!["months"]![0]!["damage"], StringComparison.Ordinal);
        Assert.Equal(744, (long?)markets[1]!["months"]![0]!["expectedRows"]);
        Assert.Contains("SOLUSDT", (string?)markets[2]!["months"]![0]!["damage"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coverage_of_1200_months_asks_the_storage_for_each_month_once_and_then_for_none()
    {
        await using var app = await BackfillApp.StartAsync(azurite);
        const int Months = 1_200;
        var months = Enumerable.Range(0, Months)
            .Select(month => new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(month).ToUnixTimeMilliseconds())
            .Select(open => new Candle(open, 10, 12, 9, 11, 5));
        var market = new Market("binance", "BTCUSDT", Interval.Parse("1M"));
        await app.Store.MergeAsync(market, CandleSeries.From(market.Interval, [.. months]), Cancellation);
        using var storage = new StorageRequests(app.Container.Name);

        Assert.Equal(Months, (await MonthsAsync(app)).Count);
        var first = storage.Take();
        Assert.Equal(Months, (await MonthsAsync(app)).Count);
        var again = storage.Take();

        // A look at each month and a note of it; lists come in pages of a thousand or more.
        Assert.InRange(first, 2 * Months, (2 * Months) + 20);
        Assert.InRange(again, 1, 20);
    }

    [Fact]
    public async Task Coverage_can_be_asked_for_one_market()
    {
        await using var app = await BackfillApp.StartAsync(azurite);
        await app.Store.MergeAsync(Bitcoin, CandleSeries.From(Interval.OneHour, March()), Cancellation);
        await app.Store.MergeAsync(
            new Market("binance", "ETHUSDT", Interval.OneHour), CandleSeries.From(Interval.OneHour, March()), Cancellation);

        var markets = JsonNode.Parse(await app.Http.GetStringAsync(
            new Uri("api/candles/coverage?exchange=binance&symbol=ETHUSDT&interval=1h", UriKind.Relative), Cancellation))!.AsArray();

        Assert.Equal("ETHUSDT", (string?)Assert.Single(markets)!["symbol"]);
    }

    private static List<Candle> March() =>
        [.. GeneratedCandles.Make(Interval.OneHour, new(2021, 3, 1, 0, 0, 0, TimeSpan.Zero), 744).ToList()];

    private static async Task<IReadOnlyList<JsonObject>> MonthsAsync(BackfillApp app) =>
        [.. JsonNode.Parse(await app.Http.GetStringAsync(new Uri("api/candles/coverage", UriKind.Relative), Cancellation))!
            .AsArray().SelectMany(market => market!["months"]!.AsArray()).Select(month => month!.AsObject())];
}
