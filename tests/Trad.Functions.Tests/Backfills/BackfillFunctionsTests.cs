using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs.Models;
using Trad.Candles;
using Trad.Functions.Backfills;
using Trad.MarketData.Simulation;
using Trad.Testing;

namespace Trad.Functions.Tests.Backfills;

public sealed class BackfillFunctionsTests(AzuriteFixture azurite)
{
    // Long enough to be seen by a reader who looks again and again, on a machine that stands still for seconds.
    private static readonly TimeSpan BanLength = TimeSpan.FromSeconds(6);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Backfill_over_http_stores_the_range_and_shows_summary_and_coverage()
    {
        await using var app = await BackfillApp.StartAsync(azurite);

        var location = await app.PostAsync("api/backfills", BackfillApp.Request("BTCUSDT"));
        var state = await app.WaitAsync(location);

        Assert.Equal("completed", (string?)state["state"]);
        Assert.Equal(BackfillApp.Truth.ToList(), await app.StoredAsync());
        var progress = state["progress"]!;
        Assert.Equal((2, 2, 100.0), ((int)progress["partitions"]!, (int)progress["partitionsDone"]!, (double)progress["percent"]!));
        Assert.Equal((long)BackfillApp.Truth.Count, (long)progress["candlesInserted"]!);
        Assert.True((double)progress["candlesPerSecond"]! > 0);
        Assert.NotNull(progress["estimatedEnd"]);
        var coverage = await app.Http.GetFromJsonAsync<JsonArray>("api/candles/coverage", Cancellation);
        Assert.Equal(BackfillApp.Truth.Count, (long?)coverage![0]!["rows"]);
        Assert.Equal(["archive", "rest"], coverage[0]!["months"]!.AsArray().Select(month => (string?)month!["source"]));
    }

    [Fact]
    public async Task List_shows_every_run_with_its_summary_newest_first()
    {
        await using var app = await BackfillApp.StartAsync(azurite);
        var first = await app.WaitAsync(await app.PostAsync("api/backfills", BackfillApp.Request("BTCUSDT")));
        var second = await app.WaitAsync(await app.PostAsync("api/candles/repair", BackfillApp.Request("BTCUSDT")));

        var page = await app.GetAsync("api/backfills?limit=1");
        var next = await app.GetAsync($"api/backfills?limit=1&continuationToken={page["continuationToken"]}");

        Assert.Equal([(string?)second["id"], (string?)first["id"]], new[] { page, next }.Select(each => (string?)each["items"]![0]!["id"]));
        // A repair asks for the last candle again: it may have been open when it was stored.
        Assert.Equal(("repair", 1L), ((string?)page["items"]![0]!["trigger"], (long)page["items"]![0]!["progress"]!["candlesFetched"]!));
        Assert.Equal(0L, (long)page["items"]![0]!["progress"]!["candlesReplaced"]!);
        var summary = next["items"]![0]!;
        Assert.Equal(
            ("request", "completed", 2),
            ((string?)summary["trigger"], (string?)summary["state"], (int)summary["progress"]!["partitionsDone"]!));
        Assert.Equal((long)BackfillApp.Truth.Count, (long)summary["progress"]!["candlesInserted"]!);
        Assert.NotNull(summary["endedAt"]);

        // The run that its orchestration no longer knows is found by its record.
        var found = await app.GetAsync($"api/backfills/{first["id"]}");
        Assert.Equal((string?)first["id"], (string?)found["id"]);
    }

    [Fact]
    public async Task Backfill_of_a_symbol_that_the_exchange_does_not_know_fails_with_its_answer_and_the_partition()
    {
        await using var app = await BackfillApp.StartAsync(azurite);

        var state = await app.WaitAsync(await app.PostAsync("api/backfills", BackfillApp.Request("NOSUCH")));

        Assert.Equal("failed", (string?)state["state"]);
        Assert.Contains("simulated NOSUCH 5m 2025-06: ", (string?)state["error"], StringComparison.Ordinal);
        Assert.Contains("Invalid symbol", (string?)state["error"], StringComparison.Ordinal);
        var record = (await app.GetAsync("api/backfills"))["items"]![0]!;
        Assert.Equal(("failed", 2), ((string?)record["state"], record["progress"]!["failures"]!.AsArray().Count));
    }

    [Fact]
    public async Task Backfill_with_one_damaged_month_stores_the_others_and_names_it()
    {
        await using var app = await BackfillApp.StartAsync(azurite);
        await app.Store.MergeAsync(BackfillApp.Bitcoin, BackfillApp.Truth.Slice(0, 100), Cancellation);
        var may = app.Container.GetBlobClient("exchange=simulated/symbol=BTCUSDT/interval=5m/year=2025/month=05/candles.parquet");
        var metadata = (await may.GetPropertiesAsync(cancellationToken: Cancellation)).Value.Metadata;
        await may.UploadAsync(new BinaryData("damaged"), new BlobUploadOptions { Metadata = metadata }, Cancellation);

        var state = await app.WaitAsync(await app.PostAsync("api/backfills", BackfillApp.Request("BTCUSDT")));

        Assert.Equal("failed", (string?)state["state"]);
        Assert.Contains("2025-05", (string?)state["error"], StringComparison.Ordinal);
        Assert.Equal((1, 1), ((int)state["progress"]!["partitionsDone"]!, state["progress"]!["failures"]!.AsArray().Count));
        var june = new Month(2025, 6).Range;
        Assert.Equal(
            BackfillApp.Truth.Slice(june).ToList(), (await app.Store.ReadAsync(BackfillApp.Bitcoin, june, Cancellation)).ToList());
        Assert.Equal("damaged", (await may.DownloadContentAsync(Cancellation)).Value.Content.ToString());
    }

    [Fact]
    public async Task Backfill_that_is_banned_asks_nothing_until_the_ban_ends_and_then_goes_on()
    {
        var asked = new List<(int Number, DateTimeOffset At)>();
        await using var app = await BackfillApp.StartAsync(azurite, options =>
        {
            options.BanLength = BanLength;
            options.Fault = (number, _) =>
            {
                lock (asked)
                {
                    asked.Add((number, DateTimeOffset.UtcNow));
                }

                return number == 4 ? ExchangeFault.Banned : ExchangeFault.None;
            };
        }, new Dictionary<string, string?> { ["Trad:Exchanges:Parallelism"] = "1" });

        var location = await app.PostAsync("api/backfills", BackfillApp.Request("BTCUSDT"));
        var paused = await app.WaitAsync(location, state => state["progress"]?["pausedUntil"] is not null);
        var state = await app.WaitAsync(location);

        Assert.Equal("running", (string?)paused["state"]);
        Assert.Equal("completed", (string?)state["state"]);
        Assert.Equal(BackfillApp.Truth.ToList(), await app.StoredAsync());
        var ban = asked.Single(each => each.Number == 4).At;

        // A request that was under way when the ban came could not be called back.
        Assert.True(asked.Count(each => each.At > ban && each.At < ban + (BanLength * 0.95)) <= 2);
    }

    [Theory]
    [InlineData("POST", "/cancel", HttpStatusCode.Conflict)]
    [InlineData("DELETE", "", HttpStatusCode.NoContent)]
    public async Task Cancel_stops_a_run_and_keeps_what_it_has_fetched(string method, string suffix, HttpStatusCode onceMore)
    {
        await using var app = await BackfillApp.StartAsync(
            azurite, options => options.Fault = (number, _) => number == 6 ? ExchangeFault.Banned : ExchangeFault.None);
        var location = await app.PostAsync("api/backfills", BackfillApp.Request("BTCUSDT"));
        await app.WaitAsync(location, state => state["progress"]?["pausedUntil"] is not null);

        using var cancel = await app.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), $"{location}{suffix}"), Cancellation);
        var state = await app.WaitAsync(location);
        var listed = await app.GetAsync("api/backfills");
        using var again = await app.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), $"{location}{suffix}"), Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, cancel.StatusCode);
        Assert.Equal("cancelled", (string?)state["state"]);
        Assert.Equal("cancelled", (string?)listed["items"]![0]!["state"]);
        Assert.Equal(onceMore, again.StatusCode);
        Assert.Subset(BackfillApp.Truth.ToList().ToHashSet(), (await app.StoredAsync()).ToHashSet());
    }

    [Fact]
    public async Task Start_while_the_market_has_one_running_is_a_conflict_that_names_it()
    {
        await using var app = await BackfillApp.StartAsync(azurite, options => options.Fault = (_, _) => ExchangeFault.Banned);
        var location = await app.PostAsync("api/backfills", BackfillApp.Request("BTCUSDT"));
        await app.WaitAsync(location, state => state["progress"]?["pausedUntil"] is not null);

        using var second = await app.Http.PostAsJsonAsync("api/backfills", BackfillApp.Request("BTCUSDT"), Cancellation);

        Assert.Equal((HttpStatusCode.Conflict, location), (second.StatusCode, second.Headers.Location));
    }

    [Fact]
    public async Task Run_that_does_not_exist_is_not_found()
    {
        await using var app = await BackfillApp.StartAsync(azurite);
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, "api/backfills/nothing"),
            (HttpMethod.Get, "api/backfills/backfill-simulated-BTCUSDT-5m.000000000000"),
            (HttpMethod.Post, "api/backfills/nothing/cancel"),
            (HttpMethod.Delete, "api/backfills/nothing"),
        })
        {
            using var answer = await app.Http.SendAsync(new HttpRequestMessage(method, path), Cancellation);

            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Days_are_counted_back_from_the_end()
    {
        await using var app = await BackfillApp.StartAsync(azurite);

        var location = await app.PostAsync(
            "api/backfills",
            new BackfillRequest
            {
                Exchange = "simulated",
                Symbol = "BTCUSDT",
                Interval = "1h",
                Days = 3,
                To = new DateTimeOffset(2025, 6, 4, 0, 0, 0, TimeSpan.Zero),
            });

        var run = await app.WaitAsync(location, state => state["endedAt"] is not null);
        Assert.Equal("2025-06-01T00:00:00+00:00", (string?)run["from"]);
        Assert.Equal(72, (int)run["progress"]!["candlesInserted"]!);
    }

    [Fact]
    public async Task Deleted_run_that_has_ended_is_forgotten_and_its_candles_stay()
    {
        await using var app = await BackfillApp.StartAsync(azurite);
        var ids = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            ids.Add(await EndedBackfill.RunAsync(app.Http, "BTCUSDT", Cancellation));
        }

        foreach (var id in ids)
        {
            using var deleted = await app.Http.DeleteAsync(new Uri($"api/backfills/{id}", UriKind.Relative), Cancellation);
            using var gone = await app.Http.GetAsync(new Uri($"api/backfills/{id}", UriKind.Relative), Cancellation);

            Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (deleted.StatusCode, gone.StatusCode));
        }

        var left = await app.Http.GetFromJsonAsync<JsonObject>("api/backfills", Cancellation);
        var coverage = await app.Http.GetFromJsonAsync<JsonArray>("api/candles/coverage", Cancellation);
        Assert.Empty(left!["items"]!.AsArray());
        Assert.Equal(24, (long)Assert.Single(coverage!)!["rows"]!);
    }

    [Fact]
    public async Task Backfill_with_a_wrong_field_is_refused_by_name()
    {
        await using var app = await BackfillApp.StartAsync(azurite);
        foreach (var (body, field) in new[]
        {
            ("""{"exchange":"nowhere","symbol":"BTCUSDT","interval":"5m","from":"2025-05-01T00:00:00Z","to":"2025-06-01T00:00:00Z"}""", "exchange"),
            ("""{"exchange":"binance","symbol":"../x","interval":"5m","from":"2025-05-01T00:00:00Z","to":"2025-06-01T00:00:00Z"}""", "symbol"),
            ("""{"exchange":"binance","symbol":"BTCUSDT","interval":"7m","from":"2025-05-01T00:00:00Z","to":"2025-06-01T00:00:00Z"}""", "interval"),
            ("""{"exchange":"binance","symbol":"BTCUSDT","interval":"5m","from":"2025-05-01T00:00:00Z","to":"2025-04-01T00:00:00Z"}""", "to"),
            ("""{"exchange":"binance","symbol":"BTCUSDT","interval":"5m","days":0}""", "days"),
            ("""{"exchange":"binance","symbol":"BTCUSDT","interval":"5m","days":5,"from":"2025-05-01T00:00:00Z"}""", "days"),
            ("""{"exchange":"binance","symbol":"BTCUSDT","interval":"5m","to":"2001-04-01T00:00:00Z"}""", "to"),
            ("""{"exchange":"binance","symbol":"BTCUSDT","interval":"5m","from":"0001-01-01T00:00:00Z","to":"2025-04-01T00:00:00Z"}""", "from"),
            ("""{"exchang":"binance"}""", "exchang"),
            ("", "body"),
        })
        {
            using var refused = await app.Http.PostAsync(new Uri("api/backfills", UriKind.Relative), new StringContent(body), Cancellation);

            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.NotNull((await refused.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["errors"]![field]);
        }
    }
}
