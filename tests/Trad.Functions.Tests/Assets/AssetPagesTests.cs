using System.Net;
using System.Net.Http.Json;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Trad.Storage;
using Trad.Storage.Assets;
using Trad.Training;
using Trad.Training.Assets;

namespace Trad.Functions.Tests.Assets;

/// <summary>Lists of assets while several processes change them.</summary>
public sealed class AssetPagesTests(TrainedAssets trained) : IClassFixture<TrainedAssets>, IDisposable
{
    // A process of its own: nothing is shared with the app but the storage.
    private readonly TableAssetStore _other = new(trained.App.Services.GetRequiredService<StorageClients>());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static HoldOutVisit VisitBy(int visitor) => new($"visitor {visitor}", new DateOnly(2025, 7, 1));

    [Fact]
    public async Task What_another_process_adds_changes_and_removes_is_in_the_next_list()
    {
        var asset = await AddAsync("other process");
        Assert.Equal("other process", Assert.Single(await ListAsync("search=other process")).Name);

        await _other.UpdateAsync(asset.Id, found => found.Asset with { Name = "renamed elsewhere" }, Cancellation);
        await _other.CountViewAsync(asset.Id, VisitBy(0), Cancellation);
        Assert.Equal(1, Assert.Single(await ListAsync("search=renamed elsewhere")).HoldOutViews);

        await _other.UpdateAsync(asset.Id, found => found.Asset with { DeletedAt = DateTimeOffset.UtcNow }, Cancellation);
        Assert.Empty(await ListAsync("search=renamed elsewhere"));

        await _other.RestoreAsync(asset.Id, DateTimeOffset.UtcNow.AddMinutes(-1), Cancellation);
        Assert.Single(await ListAsync("search=renamed elsewhere"));

        await _other.RemoveAsync(asset.Id, Cancellation);
        Assert.Empty(await ListAsync("search=renamed elsewhere"));
    }

    [Fact]
    public async Task A_process_that_missed_more_changes_than_are_remembered_lists_them_all_the_same()
    {
        var asset = await AddAsync("far behind");
        Assert.Single(await ListAsync("search=far behind"));

        for (var view = 0; view < 300; view++)
        {
            await _other.CountViewAsync(asset.Id, VisitBy(view), Cancellation);
        }

        Assert.Equal(300, Assert.Single(await ListAsync("search=far behind")).HoldOutViews);
        await _other.RemoveAsync(asset.Id, Cancellation);
    }

    [Fact]
    public async Task Look_at_a_hold_out_is_counted_once_per_visitor_and_day()
    {
        var asset = await AddAsync("looked at");
        var day = new DateOnly(2025, 7, 1);
        async Task<int> LookAsync(string visitor, DateOnly at) =>
            await _other.CountViewAsync(asset.Id, new HoldOutVisit(visitor, at), Cancellation);

        Assert.Equal(1, await LookAsync("a", day));
        Assert.Equal(1, await LookAsync("a", day));
        Assert.Equal(2, await LookAsync("b", day));
        Assert.Equal(2, await LookAsync("a", day));
        Assert.Equal(3, await LookAsync("a", day.AddDays(1)));
        Assert.Equal(3, await LookAsync("a", day.AddDays(1)));
        Assert.Equal(4, await LookAsync("b", day.AddDays(1)));
        await _other.RemoveAsync(asset.Id, Cancellation);
    }

    [Fact]
    public async Task Changes_by_two_processes_at_once_are_all_kept_and_all_seen()
    {
        using var third = new TableAssetStore(trained.App.Services.GetRequiredService<StorageClients>());
        var assets = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => AddAsync($"contended {i}")));

        await Task.WhenAll(assets.SelectMany(asset => new[] { _other, third }.Select(async store =>
        {
            for (var i = 0; i < 5; i++)
            {
                await store.UpdateAsync(asset.Id, found => found.Asset with { Notes = found.Asset.Notes + "x" }, Cancellation);
                await store.CountViewAsync(asset.Id, VisitBy(store == _other ? i : -1 - i), Cancellation);
            }
        })));

        var listed = await ListAsync("search=contended");
        Assert.Equal(4, listed.Count);
        Assert.All(listed, asset => Assert.Equal(("xxxxxxxxxx", 10), (asset.Notes, asset.HoldOutViews)));
        foreach (var asset in assets)
        {
            await _other.RemoveAsync(asset.Id, Cancellation);
        }
    }

    [Fact]
    public async Task Pages_list_what_is_there_throughout_once_and_in_order_while_others_come_and_go()
    {
        string[] sorts = ["createdAt", "-createdAt", "name", "-name", "holdOut.sharpe", "-holdOut.sharpe", "-trials"];
        var lasting = (await Task.WhenAll(Enumerable.Range(0, 12).Select(i => AddAsync($"page test {i % 5} lasting", i))))
            .Select(asset => asset.Id).ToList();
        await Gen.Select(Gen.Int[0, sorts.Length - 1].Select(i => sorts[i]), Gen.Int[1, 5], Gen.Int[0, 1_000].Array[12]).SampleAsync(
            async (sort, limit, seeds) =>
            {
                var passing = new List<TrainedAsset>();
                var listed = new List<TrainedAsset>();
                string? token = null;
                foreach (var seed in seeds.Concat(Enumerable.Repeat(0, 100)))
                {
                    var page = await trained.App.Http.GetFromJsonAsync<ListPage<TrainedAsset>>(
                        $"api/assets?search=page test&sort={sort}&limit={limit}&continuationToken={token}", TradJson.Options, Cancellation);
                    listed.AddRange(page!.Items);
                    token = page.ContinuationToken;
                    if (token is null)
                    {
                        break;
                    }

                    // The asset at which the page ended may itself be gone when the next page is read.
                    if (seed % 3 == 0 && passing.Count > 0)
                    {
                        await _other.RemoveAsync(passing[^1].Id, Cancellation);
                        passing.RemoveAt(passing.Count - 1);
                    }
                    else if (passing.Count < 8)
                    {
                        passing.Add(await AddAsync($"page test {seed % 7} passing", seed % 17));
                    }
                }

                Assert.Equal(lasting.Order(), listed.Select(asset => asset.Id).Where(lasting.Contains).Order());
                Assert.Equal(listed.DistinctBy(asset => asset.Id).Count(), listed.Count);
                var whole = await ListAsync($"search=page test&sort={sort}");
                Assert.Equal(
                    whole.Select(asset => asset.Id).Where(lasting.Contains), listed.Select(asset => asset.Id).Where(lasting.Contains));
                foreach (var asset in passing)
                {
                    await _other.RemoveAsync(asset.Id, Cancellation);
                }
            },
            iter: 12, threads: 1);
        await Task.WhenAll(lasting.Select(id => _other.RemoveAsync(id, Cancellation)));
    }

    [Theory]
    [InlineData("sort=name&limit=1", "sort=-name&limit=1")]
    [InlineData("sort=name&limit=1", "sort=name&limit=1&search=token")]
    [InlineData("search=token&limit=1", "search=token&strategy=liquidity-sweep&limit=1")]
    public async Task A_token_of_another_list_is_refused(string list, string other)
    {
        var assets = new[] { await AddAsync("token test"), await AddAsync("token test") };
        var page = await trained.App.Http.GetFromJsonAsync<ListPage<TrainedAsset>>($"api/assets?{list}", TradJson.Options, Cancellation);

        using var response = await trained.App.Http.GetAsync(
            $"api/assets?{other}&continuationToken={page!.ContinuationToken}", Cancellation);

        Assert.NotNull(page.ContinuationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        await Task.WhenAll(assets.Select(asset => _other.RemoveAsync(asset.Id, Cancellation)));
    }

    public void Dispose() => _other.Dispose();

    private async Task<TrainedAsset> AddAsync(string name, int figure = 0)
    {
        var shared = trained.Shared;
        var asset = shared with
        {
            Id = AssetIdentity.Create(Guid.NewGuid().ToString(), 1),
            Name = name,
            CreatedAt = shared.CreatedAt.AddSeconds(figure),
            Trials = figure,
            HoldOut = shared.HoldOut! with { Sharpe = figure % 4 == 0 ? null : figure },
            HoldOutViews = 0,
        };
        await _other.AddAsync(
            asset,
            new AssetEvidence(
                asset.InSample, asset.HoldOut, new Dictionary<string, SymbolEvidence>(),
                [new EquityPoint(asset.CreatedAt, 1, 0, true, 1, 0, false)], [], new AssetAccount(1, 1)),
            Cancellation);
        return asset;
    }

    private async Task<IReadOnlyList<TrainedAsset>> ListAsync(string query) =>
        (await trained.App.Http.GetFromJsonAsync<ListPage<TrainedAsset>>(
        $"api/assets?limit=1000&{query}", TradJson.Options, Cancellation))!.Items;
}
