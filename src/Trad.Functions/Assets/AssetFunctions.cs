using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trad.Candles.Stores;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.Functions.Training;
using Trad.Training;
using Trad.Training.Assets;

namespace Trad.Functions.Assets;

/// <summary>Trained assets over HTTP.</summary>
public sealed class AssetFunctions(IAssetStore assets, AssetRemoval removal, TimeProvider clock)
{
    /// <summary>How long a deleted asset can be restored.</summary>
    internal static readonly TimeSpan RestorableFor = TimeSpan.FromMinutes(10);

    /// <summary>
    /// <c>GET /api/assets?search=&amp;strategy=&amp;symbol=&amp;stage=&amp;verdict=&amp;sort=</c>: assets, newest first unless sorted
    /// otherwise, page by page; of the validation with the verdict and its main reasons alone, of a strategy of one's own without its text.
    /// </summary>
    [Function(nameof(ListAssets))]
    [Answers(StatusCodes.Status200OK, typeof(ListPage<TrainedAsset>))]
    [Tagged]
    [Paged]
    [Parameter(
        "search", "A text in name, notes, strategy or symbols, or a job number as in #98.", MaximumLength = AssetListing.LongestSearch)]
    [Parameter("strategy", "Only of this strategy.", Pattern = QueryReader.StrategyPattern)]
    [Parameter("symbol", "Only trained on this symbol.", Pattern = QueryReader.SymbolPattern)]
    [Parameter("stage", "Only of this stage.", Values = "discovery|validation|paper|live-candidate|retired|rejected")]
    [Parameter("verdict", "Only with this verdict.", Values = "robust|fragile|overfit|insufficient|no-edge")]
    [Parameter("sort", "What to sort by, as in -holdOut.sharpe; -createdAt when absent.")]
    public async Task<IResult> ListAssets(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/assets")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var query = AssetListing.Read(request, errors);
        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        var page = query.Apply(await assets.ReadAllAsync(cancellationToken));
        return Answers.Json(
            request,
            page with
            {
                Items =
                [
                    .. page.Items.Select(
                        asset => asset with { Validation = asset.Validation.Outline(), Request = asset.Request.Outline() }),
                ],
                Damaged = await ReadDamagedAsync(cancellationToken),
            });
    }

    private async Task<IReadOnlyList<DamagedRecord>?> ReadDamagedAsync(CancellationToken cancellationToken) =>
        await assets.ReadDamagedAsync(cancellationToken) is { Count: > 0 } damaged ? damaged : null;

    /// <summary><c>GET /api/assets/{id}</c>: one asset with its evidence; counts as a look at its hold-out.</summary>
    [Function(nameof(GetAsset))]
    [Answers(StatusCodes.Status200OK, typeof(TrainedAsset), Errors = "404")]
    [Tagged]
    [Parameter(HoldOutView.Name, HoldOutView.Meaning, Type = typeof(bool))]
    public async Task<IResult> GetAsset(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/assets/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var isView = HoldOutView.Read(request, errors);
        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        if (await assets.FindAsync(id, cancellationToken) is not { } found)
        {
            return NoSuchAsset(id);
        }

        var asset = isView && !EntityTags.IsKnown(request, found.Version)
            ? await HoldOutView.CountAsync(assets, found.Asset, request, clock, cancellationToken)
            : found.Asset;

        return EntityTags.Json(request, asset, found.Version);
    }

    /// <summary>
    /// <c>PATCH /api/assets/{id}</c>: changes name, notes or stage; 409 for a stage against the verdict without a reason.
    /// </summary>
    [Function(nameof(ChangeAsset))]
    [Takes(typeof(AssetChange))]
    [Answers(StatusCodes.Status200OK, typeof(TrainedAsset), Errors = "404,409,412")]
    [Parameter("If-Match", "The entity tag of what is changed; 412 when it is another by now.", IsHeader = true)]
    public async Task<IResult> ChangeAsset(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "api/assets/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var change = await JsonBody.ReadAsync<AssetChange>(request, errors, cancellationToken);
        change?.Check(errors);
        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        var isOutdated = false;
        string? refusal = null;
        var changed = await assets.UpdateAsync(
            id,
            found =>
            {
                isOutdated = EntityTags.IsOutdated(request, found.Version);
                refusal = isOutdated ? null : change!.WhyRefused(found.Asset);
                return isOutdated || refusal is not null ? found.Asset : change!.ApplyTo(found.Asset, clock.GetUtcNow());
            },
            cancellationToken);
        return changed is null ? NoSuchAsset(id)
            : isOutdated ? EntityTags.Outdated($"The asset '{id}'")
            : refusal is not null ? Problems.Problem(StatusCodes.Status409Conflict, "The stage goes against the verdict", refusal)
            : EntityTags.Json(request, changed.Asset, changed.Version);
    }

    /// <summary>
    /// <c>DELETE /api/assets/{id}</c>: deletes an asset; 409 while it is in use. It can be restored for ten minutes, then
    /// everything that it owns is removed; <c>?permanent=true</c> removes it at once, also when it is deleted already.
    /// </summary>
    [Function(nameof(DeleteAsset))]
    [Answers(StatusCodes.Status204NoContent, Errors = "404,409,412")]
    [Parameter("permanent", "Whether to remove it at once.", Type = typeof(bool))]
    [Parameter("If-Match", "The entity tag of what is changed; 412 when it is another by now.", IsHeader = true)]
    public async Task<IResult> DeleteAsset(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/assets/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var isPermanent = QueryReader.ReadFlag(request, "permanent", errors);
        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        string? use = null;
        var isOutdated = false;
        var deletedAt = clock.GetUtcNow();
        StoredAsset? deleted;
        try
        {
            deleted = await assets.UpdateAsync(
                id,
                found =>
                {
                    isOutdated = EntityTags.IsOutdated(request, found.Version);
                    use = AssetUse.Describe(found.Asset, deletedAt);
                    return isOutdated || use is not null ? found.Asset : found.Asset with { DeletedAt = deletedAt };
                },
                cancellationToken);
        }
        catch (DamagedRecordException)
        {
            // What cannot be read cannot be restored either.
            await assets.RemoveAsync(id, CancellationToken.None);
            return Results.NoContent();
        }

        if (deleted is null)
        {
            return isPermanent && await assets.FindWithDeletedAsync(id, cancellationToken) is { } left
                ? await RemoveAsync(left, client)
                : NoSuchAsset(id);
        }

        if (isOutdated)
        {
            return EntityTags.Outdated($"The asset '{id}'");
        }

        if (use is not null)
        {
            return Problems.Problem(StatusCodes.Status409Conflict, "The asset is in use", use);
        }

        return isPermanent ? await RemoveAsync(deleted.Asset, client) : Results.NoContent();
    }

    /// <summary><c>POST /api/assets/{id}/restore</c>: undoes a deletion of the last ten minutes.</summary>
    [Function(nameof(RestoreAsset))]
    [Answers(StatusCodes.Status200OK, typeof(TrainedAsset), Errors = "404")]
    public async Task<IResult> RestoreAsset(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/assets/{id}/restore")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        await assets.RestoreAsync(id, clock.GetUtcNow() - RestorableFor, cancellationToken) is { } restored
            ? EntityTags.Json(request, restored.Asset, restored.Version)
        : Problems.NotFound($"There is no asset '{id}' that was deleted within the last {RestorableFor.TotalMinutes:0} minutes.");

    // A client that hangs up now does not leave half an asset behind.
    private async Task<IResult> RemoveAsync(TrainedAsset asset, DurableTaskClient client)
    {
        await removal.RemoveAsync(asset, new DurableOrchestrations(client), CancellationToken.None);
        return Results.NoContent();
    }

    /// <summary>404: there is no such asset.</summary>
    internal static IResult NoSuchAsset(string id) => Problems.NotFound($"There is no asset '{id}'.");
}
