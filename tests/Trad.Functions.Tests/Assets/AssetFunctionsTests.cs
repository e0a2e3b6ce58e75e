using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Trad.Functions.Training;
using Trad.Storage;
using Trad.Training;
using Trad.Training.Assets;

namespace Trad.Functions.Tests.Assets;

public sealed class AssetFunctionsTests(TrainedAssets trained) : IClassFixture<TrainedAssets>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HttpClient Http => trained.App.Http;

    [Fact]
    public async Task Assets_listed_page_by_page_come_sorted_and_once_each()
    {
        await trained.TrainAsync(TrainedAssets.Request(seed: 21, trials: 3));
        await trained.TrainAsync(TrainedAssets.Request(seed: 22, trials: 4));

        var all = await ListAsync("limit=1000&sort=holdOut.totalReturn");
        var paged = new List<TrainedAsset>();
        string? token = null;
        do
        {
            var page = await Http.GetFromJsonAsync<ListPage<TrainedAsset>>(
                $"api/assets?sort=-holdOut.totalReturn&limit=1&continuationToken={token}", TradJson.Options, Cancellation);
            Assert.Single(page!.Items);
            paged.AddRange(page.Items);
            token = page.ContinuationToken;
        }
        while (token is not null);

        Assert.True(all.Count >= 3);
        Assert.Equal(all.Select(asset => asset.HoldOut!.TotalReturn).Order(), all.Select(asset => asset.HoldOut!.TotalReturn));
        Assert.Equal(all.Select(asset => asset.Id).Order(), paged.Select(asset => asset.Id).Order());
        Assert.Equal(all.Select(asset => asset.HoldOut!.TotalReturn).OrderDescending(), paged.Select(asset => asset.HoldOut!.TotalReturn));
    }

    [Fact]
    public async Task Assets_are_found_by_search_strategy_symbol_and_stage()
    {
        var asset = await trained.TrainAsync(TrainedAssets.Request(seed: 23, trials: 3));
        await PatchAsync(asset.Id, """{"name":"Ünique ❄ name","stage":"validation"}""");

        Assert.Equal(asset.Id, Assert.Single(await ListAsync($"search={Uri.EscapeDataString("ünique ❄")}")).Id);
        Assert.Contains(await ListAsync("stage=validation"), found => found.Id == asset.Id);
        Assert.DoesNotContain(await ListAsync("stage=retired"), found => found.Id == asset.Id);
        Assert.Contains(await ListAsync("strategy=liquidity-sweep&symbol=btcusdt"), found => found.Id == asset.Id);
        Assert.Empty(await ListAsync("strategy=moving-average-crossover"));
        Assert.Equal(asset.Id, Assert.Single(await ListAsync($"search=%23{asset.JobNumber}")).Id);
    }

    [Theory]
    [InlineData("sort=nonsense", "sort")]
    [InlineData("sort=holdOut.nonsense", "sort")]
    [InlineData("stage=gone", "stage")]
    [InlineData("limit=0", "limit")]
    [InlineData("continuationToken=' or 1 eq 1", "continuationToken")]
    public async Task List_with_a_wrong_parameter_is_refused_by_name(string query, string field)
    {
        using var response = await Http.GetAsync($"api/assets?{query}", Cancellation);

        await AssertRefusedAsync(response, field);
    }

    [Fact]
    public async Task Get_counts_one_look_per_visitor_and_answers_304_to_who_has_it()
    {
        var asset = await trained.TrainAsync(TrainedAssets.Request(seed: 24, trials: 3));

        using var first = await Http.GetAsync($"api/assets/{asset.Id}", Cancellation);
        using var again = new HttpRequestMessage(HttpMethod.Get, $"api/assets/{asset.Id}")
        {
            Headers = { IfNoneMatch = { first.Headers.ETag! } },
        };
        using var unchanged = await Http.SendAsync(again, Cancellation);
        using var elsewhere = new HttpRequestMessage(HttpMethod.Get, $"api/assets/{asset.Id}")
        {
            Headers = { UserAgent = { new ProductInfoHeaderValue("another", "1.0") } },
        };
        using var other = await Http.SendAsync(elsewhere, Cancellation);
        using var equity = await Http.GetAsync($"api/assets/{asset.Id}/equity?maxPoints=10", Cancellation);
        var views = (await trained.GetAsync(asset.Id)).HoldOutViews;

        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        // Whoever trained it has looked already.
        Assert.Equal(asset.HoldOutViews + 1, views);
    }

    [Fact]
    public async Task Visit_that_asks_for_several_parts_is_one_look_at_the_hold_out()
    {
        var asset = await trained.TrainAsync(TrainedAssets.Request(seed: 126, trials: 3));
        var path = $"api/assets/{asset.Id}";

        using var visitor = new HttpClient { BaseAddress = Http.BaseAddress };
        visitor.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("visitor", "1.0"));
        var seen = await visitor.GetFromJsonAsync<TrainedAsset>(path, TradJson.Options, Cancellation);
        foreach (var part in new[] { "/equity?view=false&maxPoints=10", "/trades?view=false", "/monthly?view=false", "?view=false" })
        {
            using var answer = await visitor.GetAsync($"{path}{part}", Cancellation);
            answer.EnsureSuccessStatusCode();
        }

        var after = await Http.GetFromJsonAsync<TrainedAsset>($"{path}?view=false", TradJson.Options, Cancellation);
        Assert.Equal((asset.HoldOutViews + 1, asset.HoldOutViews + 1), (seen!.HoldOutViews, after!.HoldOutViews));
        using var alone = await visitor.GetAsync($"{path}/monthly", Cancellation);
        Assert.Equal(asset.HoldOutViews + 1, (await trained.GetAsync(asset.Id)).HoldOutViews);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/equity")]
    [InlineData("/trades")]
    [InlineData("/monthly")]
    public async Task View_that_is_neither_true_nor_false_is_refused_by_name(string part)
    {
        using var response = await Http.GetAsync($"api/assets/{trained.Shared.Id}{part}?view=no", Cancellation);

        await AssertRefusedAsync(response, "view");
    }

    [Fact]
    public async Task Patch_changes_name_notes_and_stage_and_keeps_the_history()
    {
        var asset = await trained.TrainAsync(TrainedAssets.Request(seed: 25, trials: 3));

        await PatchAsync(asset.Id, """{"name":"Mine","notes":"<b>not</b> html","stage":"paper","stageNote":"trying"}""");
        await PatchAsync(asset.Id, """{"stage":"retired"}""");
        var changed = await trained.GetAsync(asset.Id);

        Assert.Equal("Mine", changed.Name);
        Assert.Equal("<b>not</b> html", changed.Notes);
        Assert.Equal([asset.Stage, AssetStage.Paper, AssetStage.Retired], changed.StageHistory.Select(step => step.Stage));
        Assert.Equal("trying", changed.StageHistory[1].Note);
        Assert.Equal(asset.InSample, changed.InSample);
    }

    [Theory]
    [InlineData("{}", "body")]
    [InlineData("not json", "body")]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"name":"a\nb"}""", "name")]
    [InlineData("""{"stage":"moon"}""", "stage")]
    [InlineData("""{"stageNote":"why"}""", "stageNote")]
    [InlineData("""{"sharpe":100}""", "sharpe")]
    public async Task Patch_with_a_wrong_field_is_refused_by_name_and_changes_nothing(string body, string field)
    {
        using var response = await Http.PatchAsync($"api/assets/{trained.Shared.Id}", Json(body), Cancellation);

        await AssertRefusedAsync(response, field);
        Assert.Equal(trained.Shared.Name, (await trained.GetAsync(trained.Shared.Id)).Name);
    }

    [Fact]
    public async Task Patch_and_delete_with_an_outdated_if_match_are_refused()
    {
        var asset = await trained.TrainAsync(TrainedAssets.Request(seed: 26, trials: 3));
        using var read = await Http.GetAsync($"api/assets/{asset.Id}", Cancellation);
        await PatchAsync(asset.Id, """{"notes":"somebody else"}""");

        using var patch = await SendAsync(HttpMethod.Patch, asset.Id, read.Headers.ETag!, """{"notes":"mine"}""");
        using var delete = await SendAsync(HttpMethod.Delete, asset.Id, read.Headers.ETag!, null);

        Assert.Equal(HttpStatusCode.PreconditionFailed, patch.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, delete.StatusCode);
        Assert.Equal("somebody else", (await trained.GetAsync(asset.Id)).Notes);
    }

    [Theory]
    [InlineData("GET", "api/assets/nonsense")]
    [InlineData("GET", "api/assets/00000000000000000000000000000000")]
    [InlineData("GET", "api/assets/00000000000000000000000000000000/equity")]
    [InlineData("GET", "api/assets/00000000000000000000000000000000/trades")]
    [InlineData("GET", "api/assets/00000000000000000000000000000000/monthly")]
    [InlineData("GET", "api/assets/00000000000000000000000000000000/export")]
    [InlineData("GET", "api/assets/compare?ids=00000000000000000000000000000000,00000000000000000000000000000001")]
    [InlineData("DELETE", "api/assets/00000000000000000000000000000000")]
    [InlineData("POST", "api/assets/00000000000000000000000000000000/restore")]
    [InlineData("POST", "api/assets/00000000000000000000000000000000/revalidate")]
    [InlineData("GET", "api/training/jobs/nonsense/best")]
    public async Task Unknown_asset_answers_404_with_problem_details(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await Http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    private static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");

    private static async Task AssertRefusedAsync(HttpResponseMessage response, string field)
    {
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.NotNull((await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["errors"]![field]);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string id, EntityTagHeaderValue tag, string? body)
    {
        using var request = new HttpRequestMessage(method, $"api/assets/{id}") { Headers = { IfMatch = { tag } } };
        request.Content = body is null ? null : Json(body);
        return await Http.SendAsync(request, Cancellation);
    }

    private async Task PatchAsync(string id, string body)
    {
        using var response = await Http.PatchAsync($"api/assets/{id}", Json(body), Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private async Task<IReadOnlyList<TrainedAsset>> ListAsync(string query) =>
        (await Http.GetFromJsonAsync<ListPage<TrainedAsset>>($"api/assets?{query}", TradJson.Options, Cancellation))!.Items;
}
