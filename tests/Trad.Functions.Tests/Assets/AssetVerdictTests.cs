using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Assets.Reports;
using Trad.Training.Validation;

namespace Trad.Functions.Tests.Assets;

/// <summary>Verdicts in lists of assets, and reports.</summary>
public sealed class AssetVerdictTests(TrainedAssets trained) : IClassFixture<TrainedAssets>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HttpClient Http => trained.App.Http;

    [Fact]
    public async Task List_carries_the_verdict_and_its_main_reasons_and_the_asset_all_of_its_evidence()
    {
        var whole = (await trained.GetAsync(trained.Shared.Id)).Validation;
        var listed = (await ListAsync("")).Single(asset => asset.Id == trained.Shared.Id).Validation;

        Assert.NotNull(whole.Robustness);
        Assert.True(whole.Judgement!.Findings.Count > 3);
        Assert.Equal(whole.Judgement.Verdict, listed.Judgement!.Verdict);
        Assert.Equal(whole.Judgement.Summary, listed.Judgement.Summary);
        Assert.Equal(whole.Judgement.Findings.Take(3), listed.Judgement.Findings);
        Assert.Equal(new AssetValidation { Judgement = listed.Judgement }, listed);
    }

    [Fact]
    public async Task List_is_filtered_and_sorted_by_verdict()
    {
        var ids = new Dictionary<Verdict, string>();
        foreach (var verdict in Enum.GetValues<Verdict>())
        {
            ids[verdict] = await AddAsync(verdict);
        }

        foreach (var (verdict, id) in ids)
        {
            var name = EnumNames.Format(verdict);
            Assert.Equal(id, Assert.Single(await ListAsync($"search=verdict test&verdict={name}")).Id);
        }

        var sorted = await ListAsync("search=verdict test&sort=verdict");
        var reversed = await ListAsync("search=verdict test&sort=-verdict");
        Assert.Equal(ids.Values.Order(), sorted.Select(asset => asset.Id).Order());
        Assert.Equal(sorted.Select(asset => asset.Id), reversed.Select(asset => asset.Id).Reverse());
        Assert.Contains(Verdict.Robust, new[] { VerdictOf(sorted[0]), VerdictOf(sorted[^1]) });
    }

    [Theory]
    [InlineData("", null, "application/json")]
    [InlineData("", "*/*", "application/json")]
    [InlineData("", "application/json, text/html;q=0.5", "application/json")]
    [InlineData("", "text/html", "text/html")]
    [InlineData("", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html")]
    [InlineData("&format=json", "text/html", "application/json")]
    [InlineData("&format=html", "application/json", "text/html")]
    public async Task Report_comes_as_the_format_says_else_as_the_client_accepts(string format, string? accept, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/assets/{trained.Shared.Id}/report?view=false{format}");
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        using var response = await Http.SendAsync(request, Cancellation);

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Accept", response.Headers.Vary);
    }

    [Fact]
    public async Task Report_gives_the_assets_verdict_and_the_page_asks_for_nothing_else()
    {
        var report = await Http.GetFromJsonAsync<AssetReport>(
            $"api/assets/{trained.Shared.Id}/report", TradJson.Options, Cancellation);
        var page = await Http.GetStringAsync($"api/assets/{trained.Shared.Id}/report?format=html", Cancellation);

        Assert.NotNull(report);
        Assert.Contains(trained.Shared.Name, page, StringComparison.Ordinal);
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=\"http", page, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(Verdict.NoEdge, "live-candidate")]
    [InlineData(Verdict.Overfit, "live-candidate")]
    [InlineData(Verdict.Insufficient, "paper")]
    [InlineData(Verdict.Fragile, "paper")]
    public async Task Stage_against_the_verdict_needs_a_reason_which_the_history_keeps(Verdict verdict, string stage)
    {
        var id = await AddAsync(verdict, "stage test");
        var before = await trained.GetAsync(id);

        using var refused = await PatchAsync(id, new AssetChange(Name: "changed", Stage: stage));
        using var blank = await PatchAsync(id, new AssetChange(Stage: stage, Reason: " "));
        var unchanged = await trained.GetAsync(id);
        using var accepted = await PatchAsync(id, new AssetChange(Stage: stage, Reason: "I know better"));
        var changed = await trained.GetAsync(id);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, blank.StatusCode);
        var problem = await refused.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains($"The verdict is {EnumNames.Format(verdict)}", problem, StringComparison.Ordinal);
        Assert.Equal(before.Name, unchanged.Name);
        Assert.Equal(before.Stage, unchanged.Stage);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal(stage, EnumNames.Format(changed.Stage));
        Assert.Equal("I know better", changed.StageHistory[^1].Note);
    }

    [Theory]
    [InlineData(Verdict.Robust, "paper,live-candidate,paper,validation")]
    [InlineData(Verdict.Overfit, "validation,discovery,rejected,retired,validation")]
    [InlineData(Verdict.NoEdge, "validation,retired,discovery")]
    public async Task Stages_that_do_not_go_against_the_verdict_are_free(Verdict verdict, string stages)
    {
        var id = await AddAsync(verdict, "stage test");
        foreach (var stage in stages.Split(','))
        {
            using var changed = await PatchAsync(id, new AssetChange(Stage: stage));

            Assert.True(changed.IsSuccessStatusCode, $"{stage}: {await changed.Content.ReadAsStringAsync(Cancellation)}");
        }
    }

    private Task<HttpResponseMessage> PatchAsync(string id, AssetChange change) =>
        Http.PatchAsJsonAsync($"api/assets/{id}", change, TradJson.Options, Cancellation);

    [Theory]
    [InlineData("nobody/report", 404)]
    [InlineData("nobody/report?format=pdf", 400)]
    public async Task Report_that_cannot_be_given_is_refused(string path, int status)
    {
        using var response = await Http.GetAsync($"api/assets/{path}", Cancellation);

        Assert.Equal(status, (int)response.StatusCode);
    }

    private static Verdict VerdictOf(TrainedAsset asset) => asset.Validation.Judgement!.Verdict;

    private async Task<string> AddAsync(Verdict verdict, string name = "verdict test")
    {
        var shared = trained.Shared;
        var asset = shared with
        {
            Id = AssetIdentity.Create(Guid.NewGuid().ToString(), 1),
            Name = $"{name} {verdict}",
            Validation = shared.Validation with { Judgement = shared.Validation.Judgement! with { Verdict = verdict } },
        };
        await trained.App.Services.GetRequiredService<IAssetStore>().AddAsync(
            asset,
            new AssetEvidence(
                asset.InSample, asset.HoldOut, new Dictionary<string, SymbolEvidence>(),
                [new EquityPoint(asset.CreatedAt, 1, 0, true, 1, 0, false)], [], new AssetAccount(1, 1)),
            Cancellation);
        return asset.Id;
    }

    private async Task<IReadOnlyList<TrainedAsset>> ListAsync(string query) =>
        (await Http.GetFromJsonAsync<ListPage<TrainedAsset>>($"api/assets?limit=1000&{query}", TradJson.Options, Cancellation))!.Items;
}
