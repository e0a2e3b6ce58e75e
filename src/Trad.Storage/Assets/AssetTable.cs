using Azure;
using Azure.Data.Tables;
using Trad.Candles.Stores;
using Trad.Storage.Tables;
using Trad.Training.Assets;

namespace Trad.Storage.Assets;

/// <summary>
/// The rows of the assets, of their views and of the head, all in one partition, so that a change and its mention are one.
/// </summary>
internal sealed class AssetTable(TableClient table)
{
    private const string ViewsPrefix = "views-";

    private AssetHead? _head;

    /// <summary>The head as it is now.</summary>
    public async Task<AssetHead> ReadHeadAsync(CancellationToken cancellationToken) =>
        await FindAsync(AssetHead.RowKey, cancellationToken) is { } row ? AssetHead.From(row) : new AssetHead();

    /// <summary>The row of an asset, or null.</summary>
    public async Task<TableEntity?> FindAsync(string rowKey, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(AssetEntity.PartitionKey, rowKey, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>How often an asset was viewed, by whom today, and the version of the row that says so.</summary>
    public async Task<AssetViews> ReadViewsAsync(string id, CancellationToken cancellationToken) =>
        await FindAsync(ViewsPrefix + id, cancellationToken) is { } row ? AssetViews.Read(row) : AssetViews.None;

    /// <summary>The write of a count of views, on condition that nobody else counted meanwhile.</summary>
    public static TableTransactionAction WriteViews(string id, AssetViews views)
    {
        var row = views.WriteTo(new TableEntity(AssetEntity.PartitionKey, ViewsPrefix + id));
        return views.Version is { } known
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, known)
            : new TableTransactionAction(TableTransactionActionType.Add, row);
    }

    /// <summary>An asset with its views, also a deleted one; null when there is none.</summary>
    public async Task<TrainedAsset?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var views = ReadViewsAsync(id, cancellationToken);
        return await FindAsync(id, cancellationToken) is { } row ? AssetEntity.Read(row) with { HoldOutViews = (await views).Count } : null;
    }

    /// <summary>Every asset with its views, also deleted ones, and the records that cannot be read.</summary>
    public async Task<(IReadOnlyList<TrainedAsset> Assets, IReadOnlyList<DamagedRecord> Damaged)> ReadAllAsync(
        CancellationToken cancellationToken)
    {
        var views = new Dictionary<string, int>(StringComparer.Ordinal);
        var assets = new List<TrainedAsset>();
        var damaged = new List<DamagedRecord>();
        var all = TableClient.CreateQueryFilter($"PartitionKey eq {AssetEntity.PartitionKey}");
        await foreach (var row in table.QueryAsync<TableEntity>(all, cancellationToken: cancellationToken))
        {
            if (row.RowKey.StartsWith(ViewsPrefix, StringComparison.Ordinal))
            {
                views[row.RowKey[ViewsPrefix.Length..]] = AssetViews.Read(row).Count;
            }
            else if (row.RowKey != AssetHead.RowKey)
            {
                if (StoredRow.TryRead(row, AssetEntity.ToAsset, out var asset, out var problem))
                {
                    assets.Add(asset);
                }
                else
                {
                    damaged.Add(new DamagedRecord(row.RowKey, problem));
                }
            }
        }

        return (assets.ConvertAll(asset => asset with { HoldOutViews = views.GetValueOrDefault(asset.Id) }), damaged);
    }

    /// <summary>Carries out a change of an asset and mentions it in the head, both or neither; returns the changed row's version.</summary>
    /// <exception cref="RequestFailedException">The change's own condition does not hold.</exception>
    public Task<ETag?> ChangeAsync(string id, TableTransactionAction change, CancellationToken cancellationToken) =>
        OptimisticUpdate.RunAsync<ETag?>(
        "the list of changed assets",
        async () =>
        {
            // The head as this process saw it last is mostly still the present one.
            var head = Interlocked.Exchange(ref _head, null) ?? await ReadHeadAsync(cancellationToken);
            var next = head.After(id);
            try
            {
                var written = await table.SubmitTransactionAsync([change, next.ToAction()], cancellationToken);
                Volatile.Write(ref _head, next with { ETag = written.Value[1].Headers.ETag });
                return (true, written.Value[0].Headers.ETag);
            }
            catch (RequestFailedException conflict) when (OptimisticUpdate.IsConflict(conflict))
            {
                // Either another asset changed at this moment, which is no obstacle, or this one did, which is the caller's to judge.
                if ((await ReadHeadAsync(cancellationToken)).ETag == head.ETag)
                {
                    throw;
                }

                return default;
            }
        },
        cancellationToken);

    /// <summary>Removes an asset's row and the count of its views.</summary>
    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        await table.DeleteEntityAsync(AssetEntity.PartitionKey, ViewsPrefix + id, cancellationToken: cancellationToken);
        try
        {
            await ChangeAsync(
                id, new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(AssetEntity.PartitionKey, id), ETag.All),
                cancellationToken);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            // Somebody else removed it.
        }
    }
}
