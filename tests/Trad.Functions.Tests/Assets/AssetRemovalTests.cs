using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Trad.Functions.Training;
using Trad.Storage;
using Trad.Training;
using Trad.Training.Assets;

namespace Trad.Functions.Tests.Assets;

/// <summary>Assets on their way out: hidden, brought back, gone for good.</summary>
public sealed class AssetRemovalTests(TrainedAssets trained) : IClassFixture<TrainedAssets>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HttpClient Http => trained.App.Http;

    [Fact]
    public async Task Delete_hides_the_asset_everywhere_and_restore_brings_it_back()
    {
        var asset = await trained.TrainAsync(TrainedAssets.Request(seed: 27, trials: 3));

        using var deleted = await Http.DeleteAsync($"api/assets/{asset.Id}", Cancellation);
        var hidden = new List<HttpStatusCode>();
        foreach (var path in new[] { "", "/equity", "/trades", "/monthly", "/export" })
        {
            using var response = await Http.GetAsync($"api/assets/{asset.Id}{path}", Cancellation);
            hidden.Add(response.StatusCode);
        }

        var listed = await ListAsync("limit=1000");
        using var restored = await Http.PostAsync($"api/assets/{asset.Id}/restore", null, Cancellation);
        using var again = await Http.PostAsync($"api/assets/{asset.Id}/restore", null, Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.All(hidden, status => Assert.Equal(HttpStatusCode.NotFound, status));
        Assert.DoesNotContain(listed, found => found.Id == asset.Id);
        Assert.Equal(HttpStatusCode.OK, restored.StatusCode);
        Assert.Equal(asset.InSample, (await trained.GetAsync(asset.Id)).InSample);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Delete_for_good_and_purge_leave_no_row_and_no_blob(bool isPermanent)
    {
        var asset = await trained.TrainAsync(TrainedAssets.Request(seed: 28, trials: 3));
        var before = (await RowsAsync(asset.Id), await BlobsAsync(asset.Id));

        using var deleted = await Http.DeleteAsync($"api/assets/{asset.Id}?permanent={(isPermanent ? "true" : "false")}", Cancellation);
        if (!isPermanent)
        {
            await trained.App.Services.GetRequiredService<AssetRemoval>()
                .PurgeAsync(DateTimeOffset.UtcNow.AddMinutes(1), new DurableOrchestrations(trained.App.Durable), Cancellation);
        }

        Assert.Equal((2, 2), before);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(0, await RowsAsync(asset.Id));
        Assert.Equal(0, await BlobsAsync(asset.Id));
        using var restored = await Http.PostAsync($"api/assets/{asset.Id}/restore", null, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, restored.StatusCode);
    }

    [Fact]
    public async Task Files_of_a_publication_that_failed_are_removed_when_they_are_old_and_those_of_assets_stay()
    {
        var store = trained.App.Services.GetRequiredService<IAssetStore>();
        var stray = new string('0', 32);
        var container = trained.App.Services.GetRequiredService<StorageClients>().AssetContainer;
        await container.UploadBlobAsync($"{stray}/trades.parquet", BinaryData.FromString("half"), Cancellation);
        await container.UploadBlobAsync("somebody/else", BinaryData.Empty, Cancellation);

        var young = await store.RemoveStrayFilesAsync(DateTimeOffset.UtcNow.AddHours(-1), Cancellation);
        var old = await store.RemoveStrayFilesAsync(DateTimeOffset.UtcNow.AddHours(1), Cancellation);

        Assert.Equal((0, 1), (young, old));
        Assert.Equal((0, 2), (await BlobsAsync(stray), await BlobsAsync(trained.Shared.Id)));
        Assert.True(await container.GetBlobClient("somebody/else").ExistsAsync(Cancellation));
    }

    [Fact]
    public async Task Delete_while_in_use_is_refused()
    {
        var asset = await trained.TrainAsync(TrainedAssets.Request(seed: 29, trials: 3));
        await PatchAsync(asset.Id, """{"stage":"live-candidate","reason":"a test"}""");

        using var refused = await Http.DeleteAsync($"api/assets/{asset.Id}", Cancellation);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("set it to retired first", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");

    private async Task PatchAsync(string id, string body)
    {
        using var response = await Http.PatchAsync($"api/assets/{id}", Json(body), Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private async Task<IReadOnlyList<TrainedAsset>> ListAsync(string query) =>
        (await Http.GetFromJsonAsync<ListPage<TrainedAsset>>($"api/assets?{query}", TradJson.Options, Cancellation))!.Items;

    private async Task<int> RowsAsync(string id)
    {
        var table = trained.App.Services.GetRequiredService<StorageClients>().Table("Assets");
        return await table.QueryAsync<TableEntity>(cancellationToken: Cancellation)
            .CountAsync(row => row.RowKey.Contains(id, StringComparison.Ordinal), Cancellation);
    }

    private async Task<int> BlobsAsync(string id)
    {
        var container = trained.App.Services.GetRequiredService<StorageClients>().AssetContainer;
        return await container.GetBlobsAsync(cancellationToken: Cancellation)
            .CountAsync(blob => blob.Name.Contains(id, StringComparison.Ordinal), Cancellation);
    }
}
