using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs.Models;
using Trad.Functions.Tests.Backfills;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Requests;

namespace Trad.Functions.Tests.Api.Failures;

/// <summary>Stored months that cannot be read: they are seen, dropped, and fetched or imported again, all over the API.</summary>
public sealed class DamagedPartitionTests(AzuriteFixture azurite)
{
    private const string Market = "exchange=simulated&symbol=BTCUSDT&interval=5m";
    private const string May = "exchange=simulated/symbol=BTCUSDT/interval=5m/year=2025/month=05/candles.parquet";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("cut")]
    [InlineData("changed")]
    [InlineData("foreign")]
    [InlineData("empty")]
    public async Task A_damaged_month_is_named_by_everything_that_meets_it_and_can_be_dropped_and_imported_again(string damage)
    {
        await using var app = await BackfillApp.StartAsync(azurite);
        await app.Store.MergeAsync(BackfillApp.Bitcoin, BackfillApp.Truth, Cancellation);
        await DamageAsync(app, damage);

        var months = await MonthsAsync(app);
        Assert.Equal(["2025-05", "2025-06"], months.Select(month => (string?)month["month"]));
        Assert.Contains(May, (string?)months[0]["damage"], StringComparison.Ordinal);
        Assert.Null(months[1]["damage"]);
        foreach (var answer in new[]
        {
            await app.Http.GetAsync($"api/candles?{Market}", Cancellation),
            await app.Http.PostAsync($"api/candles/import?{Market}", ToCsv(), Cancellation),
        })
        {
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            Assert.Contains(May, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
            answer.Dispose();
        }

        Assert.Contains(May, await TrainInVainAsync(app), StringComparison.Ordinal);
        using var dropped = await app.Http.DeleteAsync($"api/candles?{Market}&month=2025-05", Cancellation);
        Assert.Equal(HttpStatusCode.OK, dropped.StatusCode);
        using var again = await app.Http.DeleteAsync($"api/candles?{Market}&month=2025-05", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);

        // Nothing keeps the file of the whole market from being stored now.
        using var imported = await app.Http.PostAsync($"api/candles/import?{Market}", ToCsv(), Cancellation);
        Assert.True(imported.IsSuccessStatusCode, await imported.Content.ReadAsStringAsync(Cancellation));
        await EnsureWholeAsync(app);
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("foreign")]
    public async Task A_repair_fetches_a_damaged_month_anew_whatever_part_of_it_was_asked_for(string damage)
    {
        await using var app = await BackfillApp.StartAsync(azurite);
        await app.Store.MergeAsync(BackfillApp.Bitcoin, BackfillApp.Truth, Cancellation);
        await DamageAsync(app, damage);

        var day = BackfillApp.Request("BTCUSDT") with
        {
            From = new(2025, 5, 20, 0, 0, 0, TimeSpan.Zero),
            To = new(2025, 5, 21, 0, 0, 0, TimeSpan.Zero),
        };
        var state = await app.WaitAsync(await app.PostAsync("api/candles/repair", day));

        Assert.Equal("completed", (string?)state["state"]);
        var months = await MonthsAsync(app);
        Assert.All(months, month => Assert.Null(month["damage"]));
        Assert.Equal(31 * 288, (int)months[0]["rows"]!);
    }

    [Fact]
    public async Task A_repair_drops_nothing_that_the_exchange_cannot_replace()
    {
        await using var app = await BackfillApp.StartAsync(azurite);
        var market = new Trad.Candles.Market("simulated", "NOSUCH", Trad.Candles.Interval.FiveMinutes);
        await app.Store.MergeAsync(market, BackfillApp.Truth, Cancellation);
        var blob = May.Replace("BTCUSDT", "NOSUCH", StringComparison.Ordinal);
        await app.Container.GetBlobClient(blob).UploadAsync(new BinaryData("no parquet"), overwrite: true, Cancellation);

        var state = await app.WaitAsync(await app.PostAsync("api/candles/repair", BackfillApp.Request("NOSUCH")));

        Assert.NotEqual("completed", (string?)state["state"]);
        Assert.True((await app.Container.GetBlobClient(blob).ExistsAsync(Cancellation)).Value);
    }

    [Fact]
    public async Task Every_month_of_a_market_can_be_dropped_at_once()
    {
        await using var app = await BackfillApp.StartAsync(azurite);
        await app.Store.MergeAsync(BackfillApp.Bitcoin, BackfillApp.Truth, Cancellation);
        await DamageAsync(app, "foreign");

        using var dropped = await app.Http.DeleteAsync($"api/candles?{Market}&month=all", Cancellation);

        var body = JsonNode.Parse(await dropped.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal(["2025-05", "2025-06"], body["months"]!.AsArray().Select(month => (string?)month));
        Assert.Equal("[]", await app.Http.GetStringAsync("api/candles/coverage", Cancellation));
    }

    private static async Task DamageAsync(BackfillApp app, string how)
    {
        var blob = app.Container.GetBlobClient(May);
        var stored = (await blob.DownloadContentAsync(Cancellation)).Value;
        var content = stored.Content.ToArray();
        content[content.Length / 2] ^= 0xff;
        var (bytes, metadata) = how switch
        {
            "cut" => (content[..(content.Length / 2)], stored.Details.Metadata),
            "changed" => (content, stored.Details.Metadata),
            "foreign" => (Encoding.UTF8.GetBytes("no parquet at all"), null),
            _ => ([], null),
        };
        await blob.UploadAsync(new BinaryData(bytes), new BlobUploadOptions { Metadata = metadata }, Cancellation);
    }

    // Either there is no job, or there is one that says why it failed.
    private static async Task<string> TrainInVainAsync(BackfillApp app)
    {
        var request = new TrainingRequest
        {
            Strategy = "liquidity-sweep",
            Exchange = "simulated",
            Symbol = "BTCUSDT",
            Interval = "5m",
            Trials = 2,
            LookbackDays = 40,
        };
        using var answer = await app.Http.PostAsJsonAsync("api/training/jobs", request, TradJson.Options, Cancellation);
        var body = await answer.Content.ReadAsStringAsync(Cancellation);
        if (answer.StatusCode == HttpStatusCode.Accepted)
        {
            var location = answer.Headers.Location!;
            var job = await app.WaitAsync(location, state => (string?)state["state"] is not ("queued" or "running"));
            Assert.Equal("failed", (string?)job["state"]);
            return (string)job["error"]!;
        }

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        return body;
    }

    private static StringContent ToCsv()
    {
        var csv = new StringBuilder("open_time,open,high,low,close,volume\n");
        foreach (var candle in BackfillApp.Truth.ToList())
        {
            csv.AppendLine(
                FormattableString.Invariant($"{candle.OpenTime},{candle.Open},{candle.High},{candle.Low},{candle.Close},{candle.Volume}"));
        }

        return new StringContent(csv.ToString());
    }

    private static async Task EnsureWholeAsync(BackfillApp app)
    {
        var months = await MonthsAsync(app);
        Assert.All(months, month => Assert.Null(month["damage"]));
        Assert.Equal(BackfillApp.Truth.Count, months.Sum(month => (int)month["rows"]!));
    }

    private static async Task<IReadOnlyList<JsonNode>> MonthsAsync(BackfillApp app) =>
        [.. JsonNode.Parse(await app.Http.GetStringAsync($"api/candles/coverage?{Market}", Cancellation))!.AsArray().SelectMany(
            market => market!["months"]!.AsArray()).OfType<JsonNode>()];
}
