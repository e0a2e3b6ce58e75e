using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Trad.Functions.Backfills;
using Trad.Functions.Tests.Assets;
using Trad.Functions.Tests.Backfills;
using Trad.Functions.Tests.Training.Streams;
using Trad.Functions.Training;
using Trad.Storage;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Functions.Tests.Api.Failures;

/// <summary>
/// Rows that are damaged or of a newer version, written past the app: no list suffers for one of them, and each can be deleted.
/// </summary>
public sealed class DamagedRowTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly TrainedAssets _trained = new(azurite);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HttpClient Http => _trained.App.Http;

    public ValueTask InitializeAsync() => _trained.InitializeAsync();

    [Theory]
    [InlineData("Request", "{bad", "Request")]
    [InlineData("Request", """{"strategy":"x","ofANewerVersion":1}""", "Request")]
    [InlineData("Progress", """{"phase":"of-a-newer-version"}""", "Progress")]
    [InlineData("State", "OfANewerVersion", "OfANewerVersion")]
    [InlineData("Number", "text", "Number")]
    [InlineData("Attempt", null, "Attempt")]
    [InlineData("Id", null, "Id")]
    public async Task A_damaged_job_is_listed_as_damaged_and_can_be_deleted(string column, string? value, string problem)
    {
        var job = await _trained.RunAsync(TrainedAssets.Request(seed: 3, trials: 2));
        await DamageAsync("Jobs", row => row.GetString("Id") == job.Id, column, value);

        var page = await GetAsync("api/training/jobs");
        Assert.Equal([_trained.Shared.JobId], Ids(page["items"]));
        Assert.Equal([job.Id], Ids(page["damaged"]));
        Assert.Contains(problem, (string?)page["damaged"]![0]!["problem"], StringComparison.Ordinal);
        foreach (var path in new[] { "", "/logs", "/trials", "/insight", "/best", "/events" })
        {
            using var one = await Http.GetAsync($"api/training/jobs/{job.Id}{path}", Cancellation);
            Assert.Equal(HttpStatusCode.Conflict, one.StatusCode);
            Assert.Contains(job.Id, await one.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        await EverythingElseWorksAsync();
        var other = await _trained.RunAsync(TrainedAssets.Request(seed: 4, trials: 2));
        Assert.True(other.Number > job.Number);

        using var deleted = await Http.DeleteAsync($"api/training/jobs/{job.Id}", Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        page = await GetAsync("api/training/jobs");
        Assert.Equal([other.Id, _trained.Shared.JobId], Ids(page["items"]));
        Assert.Null(page["damaged"]);
        Assert.Empty(
            azurite.Tables.GetTableClient(
                $"{_trained.App.Name}Journal").Query<TableEntity>(row => row.PartitionKey == job.Id, cancellationToken: Cancellation));
    }

    [Fact]
    public async Task A_damaged_job_in_the_queue_gives_its_place_away()
    {
        var job = await _trained.RunAsync(TrainedAssets.Request(seed: 3, trials: 2));
        await DamageAsync("Jobs", row => row.GetString("Id") == job.Id, "Request", "{bad");
        for (var number = 1; number <= 3; number++)
        {
            await AddAsync("Backlog", new TableEntity("job", $"10-{job.Number:D10}{number}")
            {
                ["Id"] = job.Id,
                ["Number"] = job.Number,
                ["Priority"] = 0,
                ["Attempt"] = 1,
                ["AddedAt"] = DateTimeOffset.UnixEpoch,
                ["StartedAt"] = DateTimeOffset.UnixEpoch,
            });
        }

        using var cleaned = await Http.PostAsync("api/training/jobs/cleanup", null, Cancellation);
        var report = JsonNode.Parse(await cleaned.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Contains(job.Id, Ids(report["damaged"]));
    }

    [Fact]
    public async Task Damaged_rows_beside_the_jobs_take_nothing_with_them()
    {
        var running = _trained.Shared;
        await AddAsync("Backlog", new TableEntity("job", "10-0000000099") { ["Id"] = 5 });
        await AddAsync("Backlog", new TableEntity("timer", BackfillDuty.DutyName) { ["Last"] = "yesterday" });
        await DamageAsync("Jobs", row => row.PartitionKey == "counter", "Last", "many");
        await DamageAsync("Changes", row => row.RowKey.StartsWith('e'), "Events", "[{");
        await DamageAsync("Changes", row => row.RowKey == "head", "Next", null);
        await DamageAsync("Journal", row => row.RowKey == "head", "Trials", "many");
        await DamageAsync("Journal", row => row.RowKey == "progress", "Progress", "{");
        await DamageAsync("Assets", row => row.RowKey == "head", "Version", null);
        await DamageAsync("Assets", row => row.RowKey.StartsWith("views-", StringComparison.Ordinal), "Count", "often");

        await EverythingElseWorksAsync();
        Assert.Equal([running.Id], Ids((await GetAsync("api/assets"))["items"]));
        Assert.Equal(6, (await GetAsync($"api/training/jobs/{running.JobId}/trials"))["items"]!.AsArray().Count);
        var next = await _trained.TrainAsync(TrainedAssets.Request(seed: 5, trials: 2));
        Assert.Equal(running.JobNumber + 2, next.JobNumber);
        Assert.Equal([next.Id, running.Id], Ids((await GetAsync("api/assets"))["items"]));
    }

    [Fact]
    public async Task A_damaged_row_of_a_journal_is_told_in_its_place_and_what_needs_it_says_so()
    {
        var id = _trained.Shared.JobId;
        await DamageAsync("Journal", row => row.PartitionKey == id && row.ContainsKey("LastTrial"), "Events", "{");
        await DamageAsync("Journal", row => row.PartitionKey == id && row.RowKey == "e0000000000", "Events", "{");

        var trials = await GetAsync($"api/training/jobs/{id}/trials");
        Assert.All(Ids(trials["damaged"]), damaged => Assert.Equal(id, damaged));
        Assert.NotEmpty(Ids(trials["damaged"]));
        var lines = (await GetAsync($"api/training/jobs/{id}/logs?limit=1000"))["items"]!.AsArray();
        Assert.Contains(lines, line => ((string)line!["message"]!).Contains("cannot be read", StringComparison.Ordinal));
        using var insight = await Http.GetAsync($"api/training/jobs/{id}/insight", Cancellation);
        Assert.Equal(HttpStatusCode.Conflict, insight.StatusCode);
        Assert.Contains(
            await EventStreamReader.ReadAsync(Http, $"api/training/jobs/{id}/events", cancellationToken: Cancellation),
            read => read.Name == "done");
    }

    [Fact]
    public async Task A_damaged_asset_is_listed_as_damaged_and_can_be_deleted()
    {
        var other = await _trained.TrainAsync(TrainedAssets.Request(seed: 6, trials: 3));
        await DamageAsync("Assets", row => row.RowKey == other.Id, "Asset0", "{bad");
        await RestartListAsync();

        var page = await GetAsync("api/assets");
        Assert.Equal([_trained.Shared.Id], Ids(page["items"]));
        Assert.Equal([other.Id], Ids(page["damaged"]));
        using var one = await Http.GetAsync($"api/assets/{other.Id}", Cancellation);
        Assert.Equal(HttpStatusCode.Conflict, one.StatusCode);
        await EverythingElseWorksAsync();

        using var deleted = await Http.DeleteAsync($"api/assets/{other.Id}", Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Null((await GetAsync("api/assets"))["damaged"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Files_of_an_asset_that_are_missing_or_damaged_are_told_by_what_needs_them(bool isMissing)
    {
        var id = _trained.Shared.Id;
        foreach (var file in new[] { "equity", "trades" })
        {
            var blob = _trained.App.Services.GetRequiredService<StorageClients>().AssetContainer.GetBlobClient($"{id}/{file}.parquet");
            await (isMissing
                ? blob.DeleteAsync(cancellationToken: Cancellation) as Task
                : blob.UploadAsync(BinaryData.FromString("no Parquet at all"), overwrite: true, Cancellation));
        }

        foreach (var path in new[] { "equity", "trades", "monthly" })
        {
            using var answer = await Http.GetAsync($"api/assets/{id}/{path}", Cancellation);
            var text = await answer.Content.ReadAsStringAsync(Cancellation);
            Assert.True(answer.StatusCode == HttpStatusCode.Conflict, $"{path}: {answer.StatusCode} {text}");
            Assert.Contains(id, text, StringComparison.Ordinal);
            Assert.Contains(isMissing ? "is missing" : "cannot be read", text, StringComparison.Ordinal);
        }

        using var asset = await Http.GetAsync($"api/assets/{id}", Cancellation);
        Assert.Equal(HttpStatusCode.OK, asset.StatusCode);
    }

    [Fact]
    public async Task A_damaged_backfill_is_listed_as_damaged_and_can_be_forgotten()
    {
        var kept = await EndedBackfill.RunAsync(Http, "SOLUSDT", Cancellation);
        var lost = await EndedBackfill.RunAsync(Http, "ADAUSDT", Cancellation);
        await DamageAsync("Backfills", row => row.GetString("Record").Contains("ADAUSDT", StringComparison.Ordinal), "Record", "{bad");
        await _trained.App.Durable.PurgeInstanceAsync(lost.Split('.')[0], Cancellation);

        var page = await GetAsync("api/backfills");
        Assert.Equal([kept], Ids(page["items"]));
        Assert.Equal([lost], Ids(page["damaged"]));
        using var one = await Http.GetAsync($"api/backfills/{lost}", Cancellation);
        Assert.Equal(HttpStatusCode.Conflict, one.StatusCode);

        using var deleted = await Http.DeleteAsync($"api/backfills/{lost}", Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Null((await GetAsync("api/backfills"))["damaged"]);
    }

    public ValueTask DisposeAsync() => _trained.DisposeAsync();

    // Lists, streams, the clean-up, the retention, the system page and starting a job.
    private async Task EverythingElseWorksAsync()
    {
        foreach (var path in new[] { "api/training/jobs", "api/assets", "api/backfills", "api/candles/coverage", "api/system" })
        {
            using var list = await Http.GetAsync(path, Cancellation);
            Assert.True(list.IsSuccessStatusCode, $"{path}: {await list.Content.ReadAsStringAsync(Cancellation)}");
        }

        using var cleaned = await Http.PostAsync("api/training/jobs/cleanup", null, Cancellation);
        Assert.True(cleaned.IsSuccessStatusCode, await cleaned.Content.ReadAsStringAsync(Cancellation));
        await _trained.App.Services.GetRequiredService<JobRetention>()
            .RunAsync(new DurableOrchestrations(_trained.App.Durable), Cancellation);

        using var response = await Http.PostAsJsonAsync(
            "api/training/jobs", TrainedAssets.Request(seed: 7, trials: 2), TradJson.Options, Cancellation);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancellation));
        var job = (await response.Content.ReadFromJsonAsync<TrainingJob>(TradJson.Options, Cancellation))!;
        await foreach (var (_, _, data) in EventStreamReader.FollowAsync(Http, "api/training/events?lastEventId=0", null, Cancellation))
        {
            if (data.Contains(job.Id, StringComparison.Ordinal) && data.Contains("completed", StringComparison.Ordinal))
            {
                break;
            }
        }

        job = (await Http.GetFromJsonAsync<TrainingJob>($"api/training/jobs/{job.Id}", TradJson.Options, Cancellation))!;
        foreach (var path in new[] { $"api/training/jobs/{job.Id}", $"api/assets/{job.AssetId}?permanent=true" })
        {
            using var deleted = await Http.DeleteAsync(path, Cancellation);
            Assert.True(deleted.IsSuccessStatusCode, await deleted.Content.ReadAsStringAsync(Cancellation));
        }
    }

    private async Task<JsonNode> GetAsync(string path)
    {
        using var answer = await Http.GetAsync(path, Cancellation);
        var body = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!;
    }

    private static IReadOnlyList<string> Ids(JsonNode? list) => [.. (list?.AsArray() ?? []).Select(item => (string)item!["id"]!)];

    private Task<Response> AddAsync(string table, TableEntity row) =>
        azurite.Tables.GetTableClient(_trained.App.Name + table).UpsertEntityAsync(row, TableUpdateMode.Replace, Cancellation);

    private async Task DamageAsync(string table, Func<TableEntity, bool> selects, string column, string? value)
    {
        var client = azurite.Tables.GetTableClient(_trained.App.Name + table);
        var rows = client.Query<TableEntity>(cancellationToken: Cancellation).Where(selects).ToList();
        foreach (var row in rows)
        {
            row.Remove(column);
            if (value is not null)
            {
                row[column] = value;
            }

            await client.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Cancellation);
        }
    }

    // What a process remembers is as it was; a change of another asset makes it look again.
    private async Task RestartListAsync() => await DamageAsync("Assets", row => row.RowKey == "head", "Version", null);
}
