using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Trad.Candles;
using Trad.Functions.Tests.Backfills;
using Trad.Functions.Tests.Hosting;
using Trad.Testing;

namespace Trad.Functions.Tests.Candles;

/// <summary>Runs over stored candles, undone and deleted over HTTP.</summary>
public sealed class CandleRunFunctionsTests(AzuriteFixture azurite)
{
    private const string Market = "exchange=binance&symbol=BTCUSDT&interval=1h";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_is_listed_with_its_file_and_range_and_undone_by_its_id()
    {
        await using var app = await BackfillApp.StartAsync(azurite);
        var first = await ImportAsync(app.Http, 1, "first.csv");
        var before = await app.Http.GetStringAsync($"api/candles?{Market}&format=csv", Cancellation);
        var second = await ImportAsync(app.Http, 2, "second.csv");
        var id = (string)second["id"]!;

        var runs = await ListAsync(app.Http);
        Assert.Equal([id, (string?)first["id"]], runs.Select(run => (string?)run["id"]));
        Assert.Equal(("import", "second.csv", 100L, 0L), (
            (string?)runs[0]["kind"], (string?)runs[0]["fileName"], (long)runs[0]["replaced"]!, (long)runs[0]["inserted"]!));
        Assert.Equal((string?)second["from"], (string?)Assert.Single(runs[0]["current"]!.AsArray())![0]);
        Assert.Empty(runs[1]["current"]!.AsArray());
        Assert.Equal([id], (await ListAsync(app.Http, "&from=2025-03-01&to=2025-03-02")).Select(run => (string?)run["id"]));
        Assert.Empty(await ListAsync(app.Http, "&from=2025-04-01"));

        var (conflict, why) = await PostAsync(app.Http, (string)first["id"]!);
        Assert.Equal(HttpStatusCode.Conflict, conflict);
        Assert.Contains(id, (string?)why["detail"], StringComparison.Ordinal);
        var (done, undone) = await PostAsync(app.Http, id);

        Assert.Equal((HttpStatusCode.OK, 100L, 0L), (done, (long)undone["restored"]!, (long)undone["removed"]!));
        Assert.Equal(before, await app.Http.GetStringAsync($"api/candles?{Market}&format=csv", Cancellation));
        Assert.Equal((string?)undone["id"], (string?)(await ListAsync(app.Http))[1]["undoneBy"]);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(app.Http, id)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(app.Http, "import-binance-BTCUSDT-1h.0")).Status);
    }

    [Fact]
    public async Task Runs_of_every_market_are_listed_newest_first_and_by_pages()
    {
        await using var app = await BackfillApp.StartAsync(azurite);
        var imported = new List<string?>();
        foreach (var market in (string[])["BTCUSDT", "ETHUSDT", "SOLUSDT"])
        {
            var query = $"exchange=binance&symbol={market}&interval=1h";
            imported.Insert(0, (string?)(await ImportAsync(app.Http, 1, "one.csv", query))["id"]);
        }

        var all = await ListAsync(app.Http, "", "");
        Assert.Equal(imported, all.Select(run => (string?)run["id"]));
        Assert.Equal(["SOLUSDT", "ETHUSDT", "BTCUSDT"], all.Select(run => (string?)run["symbol"]));
        Assert.Equal(100L, (long)all[0]["currentCandles"]!);
        Assert.Equal([imported[1]], (await ListAsync(app.Http, "", "symbol=eth/usdt")).Select(run => (string?)run["id"]));
        Assert.Empty(await ListAsync(app.Http, "", "interval=5m"));
        var page = await ListAsync(app.Http, "", "limit=2");
        var next = await ListAsync(app.Http, "", $"limit=2&before={Uri.EscapeDataString((string)page[^1]["at"]!)}");
        Assert.Equal(imported, page.Concat(next).Select(run => (string?)run["id"]));
        using var refused = await app.Http.GetAsync("api/candles/imports?before=soon&interval=7m", Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Range_is_deleted_half_open_and_comes_back()
    {
        await using var app = await BackfillApp.StartAsync(azurite);
        await ImportAsync(app.Http, 1, "first.csv");
        var before = await app.Http.GetStringAsync($"api/candles?{Market}&format=csv", Cancellation);

        const string Range = $"api/candles?{Market}&from=2025-03-01T10:00:00Z&to=2025-03-02T00:00:00Z";
        using var asked = await app.Http.DeleteAsync($"{Range}&dryRun=true", Cancellation);
        var preview = JsonNode.Parse(await asked.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal(
            (HttpStatusCode.OK, 14L, true, null), (
                asked.StatusCode, (long)preview["removed"]!, (bool)preview["dryRun"]!, (string?)preview["id"]));
        Assert.NotNull(preview["undoableUntil"]);
        Assert.Equal(before, await app.Http.GetStringAsync($"api/candles?{Market}&format=csv", Cancellation));

        using var answer = await app.Http.DeleteAsync(Range, Cancellation);
        var deleted = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
        var left = JsonNode.Parse(await app.Http.GetStringAsync($"api/candles?{Market}", Cancellation))!;

        Assert.Equal((HttpStatusCode.OK, 14L), (answer.StatusCode, (long)deleted["removed"]!));
        Assert.NotNull(deleted["undoableUntil"]);
        Assert.Equal(86, left["candles"]!.AsArray().Count);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(app.Http, (string)deleted["id"]!)).Status);
        Assert.Equal(before, await app.Http.GetStringAsync($"api/candles?{Market}&format=csv", Cancellation));
    }

    [Theory]
    [InlineData("", "month")]
    [InlineData("&month=2025-13", "month")]
    [InlineData("&month=2025-03&from=2025-03-01", "month")]
    [InlineData("&from=yesterday", "from")]
    [InlineData("&from=2025-03-02&to=2025-03-01", "to")]
    [InlineData("&month=unfinished&dryRun=true", "dryRun")]
    [InlineData("&month=all&dryRun=perhaps", "dryRun")]
    public async Task Deletion_that_does_not_say_what_is_refused(string query, string field)
    {
        await using var app = await BackfillApp.StartAsync(azurite);
        await ImportAsync(app.Http, 1, "first.csv");

        using var answer = await app.Http.DeleteAsync($"api/candles?{Market}{query}", Cancellation);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotNull(problem["errors"]![field]);
        Assert.Single(await ListAsync(app.Http));
    }

    [Fact]
    public async Task Market_that_a_job_reads_is_not_changed_and_the_job_is_named()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var job = await app.PostStandingAsync(TrainingApp.Request(trials: 20), completed: 4);

        using var refused = await app.Http.DeleteAsync("api/candles?exchange=simulated&symbol=BTCUSDT&interval=5m&month=all", Cancellation);
        using var other = await app.Http.DeleteAsync("api/candles?exchange=simulated&symbol=ETHUSDT&interval=5m&month=all", Cancellation);
        var (undo, _) = await PostAsync(app.Http, "import-simulated-BTCUSDT-5m.0");
        app.Trials.Open();

        var problem = await refused.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.OK, HttpStatusCode.Conflict), (
            refused.StatusCode, other.StatusCode, undo));
        Assert.Contains(job.Id, problem, StringComparison.Ordinal);
    }

    private static async Task<JsonNode> ImportAsync(HttpClient http, int seed, string fileName, string market = Market)
    {
        var csv = new StringBuilder("open_time,open,high,low,close,volume\n");
        foreach (var candle in GeneratedCandles.Make(Interval.OneHour, new(2025, 3, 1, 0, 0, 0, TimeSpan.Zero), 100, seed).ToList())
        {
            csv.AppendLine(
                FormattableString.Invariant($"{candle.OpenTime},{candle.Open},{candle.High},{candle.Low},{candle.Close},{candle.Volume}"));
        }

        using var answer = await http.PostAsync(
            $"api/candles/import?{market}&fileName={fileName}", new StringContent(csv.ToString()), Cancellation);
        answer.EnsureSuccessStatusCode();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
    }

    private static async Task<IReadOnlyList<JsonNode>> ListAsync(
        HttpClient http, string more = "", string market = Market) =>
        [.. JsonNode.Parse(await http.GetStringAsync($"api/candles/imports?{market}{more}", Cancellation))!.AsArray().OfType<JsonNode>()];

    private static async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(HttpClient http, string id)
    {
        using var answer = await http.PostAsync($"api/candles/imports/{id}/undo", null, Cancellation);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!);
    }
}
