using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Trad.Training.Assets;

namespace Trad.Storage.Assets;

/// <summary>Assets in a table, one row each, their equity curves and trades in blobs, and the counters of their views.</summary>
public sealed class TableAssetStore(StorageClients clients) : IAssetStore
{
    private const string ViewsPartition = "views";
    private const string ViewsColumn = "Count";

    private readonly TableClient _assets = clients.Table("Assets");
    private readonly BlobContainerClient _files = clients.AssetContainer;

    /// <inheritdoc/>
    public async Task AddAsync(TrainedAsset asset, AssetEvidence evidence, CancellationToken cancellationToken)
    {
        // The row last: an asset that can be found is complete, and files without a row are replaced by the next attempt.
        using var equity = new MemoryStream();
        using var trades = new MemoryStream();
        await EquityParquet.WriteAsync(evidence.Equity, equity, cancellationToken);
        await TradeParquet.WriteAsync(evidence.Trades, trades, cancellationToken);
        (equity.Position, trades.Position) = (0, 0);
        await Task.WhenAll(
            File(asset.Id, AssetFile.Equity).UploadAsync(equity, overwrite: true, cancellationToken),
            File(asset.Id, AssetFile.Trades).UploadAsync(trades, overwrite: true, cancellationToken));
        try
        {
            await _assets.AddEntityAsync(AssetEntity.From(asset), cancellationToken);
        }
        catch (RequestFailedException present) when (present.Status == 409)
        {
            // An earlier attempt got this far.
        }
    }

    /// <inheritdoc/>
    public async Task<StoredAsset?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var views = AssetIdentity.IsId(id) ? ReadViewsAsync(id, cancellationToken) : null;
        return await FindRowAsync(id, cancellationToken) is { } row && AssetEntity.ToAsset(row) is { DeletedAt: null } asset
            ? new StoredAsset(asset with { HoldOutViews = (await views!).Count }, row.ETag.ToString())
            : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TrainedAsset>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var views = new Dictionary<string, int>(StringComparer.Ordinal);
        var assets = new List<TrainedAsset>();
        await foreach (var row in _assets.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            if (row.PartitionKey == ViewsPartition)
            {
                views[row.RowKey] = row.GetInt32(ViewsColumn) ?? 0;
            }
            else if (AssetEntity.ToAsset(row) is { DeletedAt: null } asset)
            {
                assets.Add(asset);
            }
        }

        return assets.ConvertAll(asset => asset with { HoldOutViews = views.GetValueOrDefault(asset.Id) });
    }

    /// <inheritdoc/>
    public Task<StoredAsset?> UpdateAsync(string id, Func<StoredAsset, TrainedAsset> change, CancellationToken cancellationToken) =>
        ChangeAsync(id, asset => asset.DeletedAt is null, change, cancellationToken);

    /// <inheritdoc/>
    public Task<StoredAsset?> RestoreAsync(string id, DateTimeOffset deletedAfter, CancellationToken cancellationToken) =>
        ChangeAsync(id, asset => asset.DeletedAt >= deletedAfter, found => found.Asset with { DeletedAt = null }, cancellationToken);

    /// <inheritdoc/>
    public async Task<int> PurgeAsync(DateTimeOffset deletedBefore, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {AssetEntity.PartitionKey} and DeletedAt lt {deletedBefore}");
        var purged = 0;
        await foreach (var row in _assets.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            await RemoveAsync(row.RowKey, cancellationToken);
            purged++;
        }

        return purged;
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        // The row last: while it is there, a removal that was interrupted is taken up again.
        await File(id, AssetFile.Equity).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        await File(id, AssetFile.Trades).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        await _assets.DeleteEntityAsync(ViewsPartition, id, cancellationToken: cancellationToken);
        await _assets.DeleteEntityAsync(AssetEntity.PartitionKey, id, cancellationToken: cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int> CountViewAsync(string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (count, version) = await ReadViewsAsync(id, cancellationToken);
            var views = new TableEntity(ViewsPartition, id) { [ViewsColumn] = count + 1 };
            try
            {
                await (version is { } known
                    ? _assets.UpdateEntityAsync(views, known, TableUpdateMode.Replace, cancellationToken)
                    : _assets.AddEntityAsync(views, cancellationToken));
                return count + 1;
            }
            catch (RequestFailedException counted) when (counted.Status is 409 or 412)
            {
                // Somebody else looked meanwhile; count from there.
            }
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<EquityPoint>> ReadEquityAsync(string id, CancellationToken cancellationToken)
    {
        await using var file = await OpenAsync(id, AssetFile.Equity, cancellationToken);
        return await EquityParquet.ReadAsync(file, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AssetTrade>> ReadTradesAsync(string id, CancellationToken cancellationToken)
    {
        await using var file = await OpenAsync(id, AssetFile.Trades, cancellationToken);
        return await TradeParquet.ReadAsync(file, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(string id, AssetFile file, CancellationToken cancellationToken)
    {
        var content = await File(id, file).DownloadContentAsync(cancellationToken);
        return content.Value.Content.ToStream();
    }

    private async Task<StoredAsset?> ChangeAsync(
        string id, Predicate<TrainedAsset> applies, Func<StoredAsset, TrainedAsset> change, CancellationToken cancellationToken)
    {
        while (await FindRowAsync(id, cancellationToken) is { } row && AssetEntity.ToAsset(row) is var found && applies(found))
        {
            var changed = change(new StoredAsset(found, row.ETag.ToString()));
            if (ReferenceEquals(changed, found))
            {
                return new StoredAsset(found, row.ETag.ToString());
            }

            try
            {
                var response = await _assets.UpdateEntityAsync(AssetEntity.From(changed), row.ETag, TableUpdateMode.Replace, cancellationToken);
                return new StoredAsset(
                    changed with { HoldOutViews = (await ReadViewsAsync(id, cancellationToken)).Count }, response.Headers.ETag!.Value.ToString());
            }
            catch (RequestFailedException conflict) when (conflict.Status == 412)
            {
                // Somebody else changed the asset since it was read; apply the change to what it is now.
            }
        }

        return null;
    }

    private async Task<TableEntity?> FindRowAsync(string id, CancellationToken cancellationToken)
    {
        if (!AssetIdentity.IsId(id))
        {
            return null;
        }

        var found = await _assets.GetEntityIfExistsAsync<TableEntity>(AssetEntity.PartitionKey, id, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    private async Task<(int Count, ETag? Version)> ReadViewsAsync(string id, CancellationToken cancellationToken)
    {
        var found = await _assets.GetEntityIfExistsAsync<TableEntity>(ViewsPartition, id, cancellationToken: cancellationToken);
        return found.HasValue ? (found.Value!.GetInt32(ViewsColumn) ?? 0, found.Value.ETag) : (0, null);
    }

    private BlobClient File(string id, AssetFile file) =>
        _files.GetBlobClient(file == AssetFile.Equity ? $"{id}/equity.parquet" : $"{id}/trades.parquet");
}
