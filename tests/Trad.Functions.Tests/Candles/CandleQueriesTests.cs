using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Trad.Candles;
using Trad.Candles.Aggregation;
using Trad.Formats.Candles;
using Trad.Formats.Parquet;
using Trad.Functions.Tests.Backfills;
using Trad.Storage.Candles;
using Trad.Testing;

namespace Trad.Functions.Tests.Candles;

/// <summary>Reading and exporting over HTTP.</summary>
public sealed class CandleQueriesTests(AzuriteFixture azurite)
{
    private const string Bitcoin = "exchange=binance&symbol=BTCUSDT&interval=5m";
    private static readonly Market Market = new("binance", "BTCUSDT", Interval.FiveMinutes);
    private static readonly CandleSeries Stored = GeneratedCandles.Make(
        Interval.FiveMinutes, new(2025, 5, 30, 0, 0, 0, TimeSpan.Zero), 1000);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_as_json_gives_rows_with_every_value()
    {
        await using var app = await StartAsync();

        var answer = await app.GetAsync($"api/candles?{Bitcoin}");

        Assert.Equal(
            ("binance", "BTCUSDT", "5m", 1),
            ((string?)answer["exchange"], (string?)answer["symbol"], (string?)answer["interval"], (int)answer["candlesPerPoint"]!));
        Assert.Equal("openTime,open,high,low,close,volume,quoteVolume,tradeCount", string.Join(',', answer["columns"]!.AsArray()));
        Assert.Equal(Stored.ToList(), Rows(answer));
    }

    [Fact]
    public async Task Get_a_range_gives_the_candles_that_open_inside()
    {
        await using var app = await StartAsync();

        var answer = await app.GetAsync($"api/candles?{Bitcoin}&from=2025-05-31T23:50:00Z&to=2025-06-01T00:10:00Z");

        Assert.Equal(Stored.Slice(574, 4).ToList(), Rows(answer));
    }

    [Fact]
    public async Task Get_days_counts_back_from_the_end_or_from_the_newest_candle()
    {
        await using var app = await StartAsync();

        var newest = await app.GetAsync($"api/candles?{Bitcoin}&days=1");
        var ended = await app.GetAsync($"api/candles?{Bitcoin}&days=1&to=2025-06-01T00:00:00Z");
        var all = await app.GetAsync($"api/candles?{Bitcoin}&days=5000");

        Assert.Equal(Stored.Slice(1000 - 288, 288).ToList(), Rows(newest));
        Assert.Equal(Stored.Slice(288, 288).ToList(), Rows(ended));
        Assert.Equal(Stored.ToList(), Rows(all));
    }

    [Fact]
    public async Task Get_as_csv_reads_back_bit_for_bit_by_the_importer()
    {
        await using var app = await StartAsync();

        await using var csv = await app.Http.GetStreamAsync(new Uri($"api/candles?{Bitcoin}&format=csv", UriKind.Relative), Cancellation);
        var read = await CandleFileReader.ReadAsync(csv, "export.csv", Interval.FiveMinutes, Cancellation);

        Assert.Equal(Stored.ToList(), read.ToList());
    }

    [Fact]
    public async Task Get_as_parquet_gives_one_file_of_all_months()
    {
        await using var app = await StartAsync();

        using var answer = await app.Http.GetAsync(new Uri($"api/candles?{Bitcoin}&format=parquet", UriKind.Relative), Cancellation);
        var file = new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Cancellation));
        var read = await CandleParquetReader.ReadAsync(file, Interval.FiveMinutes, Cancellation);

        Assert.Equal("attachment; filename=\"binance-BTCUSDT-5m.parquet\"", answer.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal(Stored.ToList(), read.ToList());
    }

    [Fact]
    public async Task Get_with_most_points_gives_fewer_rows_and_keeps_the_extremes()
    {
        await using var app = await StartAsync();

        var answer = await app.GetAsync($"api/candles?{Bitcoin}&maxPoints=30");

        var rows = Rows(answer);
        Assert.Equal((34, 30), ((int)answer["candlesPerPoint"]!, rows.Count));
        Assert.Equal(
            (Stored.ToList().Max(candle => candle.High), Stored.ToList().Min(candle => candle.Low)),
            (rows.Max(row => row.High), rows.Min(row => row.Low)));
        Assert.Equal((Stored[0].Open, Stored[999].Close), (rows[0].Open, rows[^1].Close));
    }

    [Fact]
    public async Task Get_an_interval_that_is_not_stored_says_what_it_is_made_from()
    {
        await using var app = await StartAsync();

        var answer = await app.GetAsync("api/candles?exchange=binance&symbol=BTCUSDT&interval=1h");

        Assert.Equal("5m", (string?)answer["derivedFrom"]);
        Assert.Equal(CandleAggregation.Aggregate(Stored, Interval.OneHour).ToList(), Rows(answer));
    }

    [Fact]
    public async Task Get_with_a_wrong_field_is_refused_by_name_and_what_is_not_stored_is_not_found()
    {
        await using var app = await BackfillApp.StartAsync(azurite);
        foreach (var (query, field) in new[]
        {
            ("symbol=BTCUSDT&interval=5m", "exchange"),
            ("exchange=binance&symbol=..%2Fx&interval=5m", "symbol"),
            ("exchange=binance&symbol=BTCUSDT&interval=7m", "interval"),
            (Bitcoin + "&from=yesterday", "from"),
            (Bitcoin + "&from=2025-06-01&to=2025-06-01", "to"),
            (Bitcoin + "&format=xml", "format"),
            (Bitcoin + "&maxPoints=1", "maxPoints"),
            (Bitcoin + "&days=0", "days"),
            (Bitcoin + "&days=1.5", "days"),
            (Bitcoin + "&days=5001", "days"),
            (Bitcoin + "&days=3&from=2025-06-01", "days"),
            (Bitcoin + "&maxPoints=50&format=parquet", "maxPoints"),
        })
        {
            using var refused = await app.Http.GetAsync(new Uri($"api/candles?{query}", UriKind.Relative), Cancellation);

            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.NotNull((await refused.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["errors"]![field]);
        }

        using var missing = await app.Http.GetAsync(new Uri($"api/candles?{Bitcoin}", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task Get_of_a_later_damaged_month_breaks_off_and_of_the_first_is_a_conflict()
    {
        await using var app = await StartAsync();
        await app.Container.GetBlobClient("exchange=binance/symbol=BTCUSDT/interval=5m/year=2025/month=06/candles.parquet")
            .UploadAsync(
                new BinaryData("damaged"),
                new Azure.Storage.Blobs.Models.BlobUploadOptions
                {
                    Metadata = new Dictionary<string, string>
                    {
                        ["rows"] = "1",
                        ["first"] = "1748736000000",
                        ["last"] = "1748736000000",
                        ["sha256"] = "x",
                    },
                },
                Cancellation);

        await Assert.ThrowsAnyAsync<Exception>(
            () => app.Http.GetStringAsync(new Uri($"api/candles?{Bitcoin}&format=csv", UriKind.Relative), Cancellation));
        using var june = await app.Http.GetAsync(new Uri($"api/candles?{Bitcoin}&from=2025-06-01", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.Conflict, june.StatusCode);
        Assert.Contains("2025-06", await june.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private async Task<BackfillApp> StartAsync()
    {
        var app = await BackfillApp.StartAsync(azurite);
        await app.Store.MergeAsync(Market, Stored, Cancellation);
        return app;
    }

    private static List<Candle> Rows(JsonObject answer) => [.. answer["candles"]!.AsArray().Select(row => new Candle(
        (long)row![0]!, (double)row[1]!, (double)row[2]!, (double)row[3]!, (double)row[4]!, (double)row[5]!,
        row[6] is { } quote ? (double)quote : double.NaN, row[7] is { } trades ? (long)trades : CandleSeries.UnknownTradeCount))];
}
