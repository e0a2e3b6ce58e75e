using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Trad.Functions.Tests.Hosting;
using Trad.Testing;

namespace Trad.Functions.Tests.Operations.Health;

/// <summary>What <c>GET /api/health</c> says of an app that works, but at which somebody should look.</summary>
public sealed class HealthTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Yesterday = DateTimeOffset.UtcNow.AddDays(-1);

    private readonly AppHost _app = new(azurite);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _app.Settings["Trad:Backfill:Markets:0"] = "simulated/BTCUSDT/1h";
        return _app.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task App_that_does_what_it_should_is_healthy()
    {
        var report = await ReadAsync("healthy");

        Assert.Equal(["blobs", "candles", "computations", "duties", "orchestrations", "queue", "tables"], report.Select(check => check.Key));
        Assert.All(report, check => Assert.Equal("healthy", (string?)check.Value));
    }

    [Fact]
    public async Task Market_that_is_behind_what_the_last_backfill_should_have_brought_is_named()
    {
        var hourAgo = DateTimeOffset.UtcNow.AddHours(-1);
        await PutAsync(new TableEntity("timer", "Backfill") { ["Since"] = Yesterday, ["Last"] = hourAgo, ["Ended"] = hourAgo });
        var nothing = (string?)(await ReadAsync("degraded"))["candles"];

        var open = DateTimeOffset.UtcNow.AddHours(-30);
        open = new DateTimeOffset(open.Year, open.Month, open.Day, open.Hour, 0, 0, TimeSpan.Zero);
        await ImportAsync($"open_time,open,high,low,close,volume\n{open:yyyy-MM-ddTHH:mm:ssZ},1,2,1,2,5\n{open.AddHours(1):yyyy-MM-ddTHH:mm:ssZ},2,3,2,3,5\n");
        var behind = (string?)(await ReadAsync("degraded"))["candles"];

        Assert.Equal("simulated BTCUSDT 1h is all of its candles behind", nothing);
        Assert.Matches("^simulated BTCUSDT 1h is (27|28|29) hours behind$", behind);
    }

    private async Task ImportAsync(string csv)
    {
        using var answer = await _app.Http.PostAsync(
            "api/candles/import?exchange=simulated&symbol=BTCUSDT&interval=1h", new StringContent(csv), Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private Task<Azure.Response> PutAsync(TableEntity row) =>
        azurite.Tables.GetTableClient($"{_app.Name}Backlog").UpsertEntityAsync(row, TableUpdateMode.Replace, Cancellation);

    private async Task<JsonObject> ReadAsync(string status)
    {
        using var answer = await _app.Http.GetAsync("api/health", Cancellation);
        var report = await answer.Content.ReadFromJsonAsync<JsonObject>(Cancellation);
        Assert.Equal((HttpStatusCode.OK, status), (answer.StatusCode, (string?)report!["status"]));
        return report["checks"]!.AsObject();
    }
}
