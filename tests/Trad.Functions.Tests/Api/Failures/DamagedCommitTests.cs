using System.Net;
using System.Text.Json.Nodes;
using Trad.Functions.Tests.Backfills;
using Trad.Testing;

namespace Trad.Functions.Tests.Api.Failures;

/// <summary>
/// Candles of several months that were stored together and cannot be read before they are all in their months: they are seen, and
/// dropped, and then the market can be written again, all over the API.
/// </summary>
public sealed class DamagedCommitTests(AzuriteFixture azurite)
{
    private const string Market = "exchange=simulated&symbol=BTCUSDT&interval=5m";
    private const string Commit = "exchange=simulated/symbol=BTCUSDT/interval=5m/_commit";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("unfinished", 2)]
    [InlineData("all", 0)]
    public async Task A_damaged_commit_is_named_and_keeps_others_out_until_it_is_dropped(string month, int monthsAfter)
    {
        await using var app = await BackfillApp.StartAsync(azurite);
        await app.Store.MergeAsync(BackfillApp.Bitcoin, BackfillApp.Truth, Cancellation);
        await DamageAsync(app);

        var coverage = (await CoverageAsync(app))!;
        Assert.Contains(Commit, (string?)coverage["damage"], StringComparison.Ordinal);
        Assert.Contains("month=unfinished", (string?)coverage["damage"], StringComparison.Ordinal);
        Assert.Equal(BackfillApp.Truth.Count, (int)coverage["rows"]!);
        using var refused = await ImportAsync(app);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains(Commit, await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);

        using var dropped = await app.Http.DeleteAsync($"api/candles?{Market}&month={month}", Cancellation);
        var told = JsonNode.Parse(await dropped.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal(HttpStatusCode.OK, dropped.StatusCode);
        Assert.True((bool)told["unfinished"]!);
        Assert.Equal(2 - monthsAfter, told["months"]!.AsArray().Count);
        using var again = await app.Http.DeleteAsync($"api/candles?{Market}&month={month}", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);

        var after = await CoverageAsync(app);
        Assert.Equal(monthsAfter, after?["months"]!.AsArray().Count ?? 0);
        Assert.Null(after?["damage"]);
        using var imported = await ImportAsync(app);
        Assert.True(imported.IsSuccessStatusCode, await imported.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_repair_of_a_market_with_a_damaged_commit_drops_it_when_everything_asked_for_is_there(bool isWhole)
    {
        await using var app = await BackfillApp.StartAsync(azurite);
        if (isWhole)
        {
            await app.Store.MergeAsync(BackfillApp.Bitcoin, BackfillApp.Truth, Cancellation);
        }

        await DamageAsync(app);

        var state = await app.WaitAsync(await app.PostAsync("api/candles/repair", BackfillApp.Request("BTCUSDT")));

        Assert.Equal("completed", (string?)state["state"]);
        var coverage = (await CoverageAsync(app))!;
        Assert.Null(coverage["damage"]);
        Assert.NotEqual(0, (int)coverage["rows"]!);
        Assert.Equal(0, (int)coverage["missing"]!);
    }

    [Fact]
    public async Task A_drop_of_what_is_unfinished_in_a_sound_market_is_not_found_and_drops_nothing()
    {
        await using var app = await BackfillApp.StartAsync(azurite);
        await app.Store.MergeAsync(BackfillApp.Bitcoin, BackfillApp.Truth, Cancellation);

        using var dropped = await app.Http.DeleteAsync($"api/candles?{Market}&month=unfinished", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, dropped.StatusCode);
        Assert.Equal(BackfillApp.Truth.Count, (int)(await CoverageAsync(app))!["rows"]!);
    }

    private static async Task DamageAsync(BackfillApp app) =>
        await app.Container.GetBlobClient(Commit).UploadAsync(new BinaryData("no commit at all"), overwrite: true, Cancellation);

    private static async Task<HttpResponseMessage> ImportAsync(BackfillApp app)
    {
        var at = BackfillApp.Truth[0];
        var csv = FormattableString.Invariant(
            $"open_time,open,high,low,close,volume\n{at.OpenTime},{at.Open},{at.High},{at.Low},{at.Close},{at.Volume}\n");
        using var content = new StringContent(csv);
        return await app.Http.PostAsync($"api/candles/import?{Market}", content, Cancellation);
    }

    private static async Task<JsonNode?> CoverageAsync(BackfillApp app) =>
        JsonNode.Parse(await app.Http.GetStringAsync($"api/candles/coverage?{Market}", Cancellation))!.AsArray().SingleOrDefault();
}
