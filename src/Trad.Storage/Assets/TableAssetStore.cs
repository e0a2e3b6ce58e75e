using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Trad.Candles.Stores;
using Trad.Formats.Parquet;
using Trad.Storage.Tables;
using Trad.Training.Assets;

namespace Trad.Storage.Assets;

/// <summary>Assets in a table, one row each, their equity curves and trades in blobs, and the counters of their views.</summary>
public sealed class TableAssetStore : IAssetStore, IDisposable
{
    private readonly AssetTable _assets;
    private readonly AssetCache _cache;
    private readonly BlobContainerClient _files;

    /// <summary>A store over an account.</summary>
    public TableAssetStore(StorageClients clients)
    {
        _assets = new AssetTable(clients.Table(TableSet.Assets));
        _cache = new AssetCache(_assets);
        _files = clients.AssetContainer;
    }

    /// <inheritdoc/>
    public async Task AddAsync(TrainedAsset asset, AssetEvidence evidence, CancellationToken cancellationToken)
    {
        // The row last: an asset that can be found is complete, and files without a row are replaced by the next attempt.
        using var equity = new MemoryStream();
        using var trades = new MemoryStream();
        await EquityParquet.WriteAsync(EvidenceColumns.ToColumns(evidence.Equity), equity, cancellationToken);
        await TradeParquet.WriteAsync(EvidenceColumns.ToColumns(evidence.Trades), trades, cancellationToken);
        (equity.Position, trades.Position) = (0, 0);
        await Task.WhenAll(
            File(asset.Id, AssetFile.Equity).UploadAsync(equity, overwrite: true, cancellationToken),
            File(asset.Id, AssetFile.Trades).UploadAsync(trades, overwrite: true, cancellationToken));
        try
        {
            await _assets.ChangeAsync(
                asset.Id, new TableTransactionAction(TableTransactionActionType.Add, AssetEntity.From(asset)), cancellationToken);
        }
        catch (RequestFailedException present) when (present.Status == 409)
        {
            // An earlier attempt got this far.
        }
    }

    /// <inheritdoc/>
    public async Task<StoredAsset?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var views = AssetIdentity.IsId(id) ? _assets.ReadViewsAsync(id, cancellationToken) : null;
        return await FindRowAsync(id, cancellationToken) is { } row && AssetEntity.Read(row) is { DeletedAt: null } asset
            ? new StoredAsset(asset with { HoldOutViews = (await views!).Count }, row.ETag.ToString())
            : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TrainedAsset>> ReadAllAsync(CancellationToken cancellationToken) =>
        [.. (await _cache.ReadAsync(cancellationToken)).Assets.Where(asset => asset.DeletedAt is null)];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DamagedRecord>> ReadDamagedAsync(CancellationToken cancellationToken) =>
        (await _cache.ReadAsync(cancellationToken)).Damaged;

    /// <inheritdoc/>
    public Task<StoredAsset?> UpdateAsync(string id, Func<StoredAsset, TrainedAsset> change, CancellationToken cancellationToken) =>
        ChangeAsync(id, asset => asset.DeletedAt is null, change, cancellationToken);

    /// <inheritdoc/>
    public Task<StoredAsset?> RestoreAsync(string id, DateTimeOffset deletedAfter, CancellationToken cancellationToken) =>
        ChangeAsync(id, asset => asset.DeletedAt >= deletedAfter, found => found.Asset with { DeletedAt = null }, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TrainedAsset>> ReadRevalidatingAsync(CancellationToken cancellationToken) =>
        [.. (await ReadAllAsync(cancellationToken)).Where(
            asset => asset.Revalidations.Any(each => each.State == RevalidationState.Running))];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TrainedAsset>> ReadDeletedAsync(DateTimeOffset deletedBefore, CancellationToken cancellationToken) =>
        [.. (await _cache.ReadAsync(cancellationToken)).Assets.Where(asset => asset.DeletedAt < deletedBefore)];

    /// <inheritdoc/>
    public async Task<TrainedAsset?> FindWithDeletedAsync(string id, CancellationToken cancellationToken) =>
        await FindRowAsync(id, cancellationToken) is { } row ? AssetEntity.Read(row) : null;

    /// <inheritdoc/>
    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        // The row last: while it is there, a removal that was interrupted is taken up again.
        await File(id, AssetFile.Equity).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        await File(id, AssetFile.Trades).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        await _assets.RemoveAsync(id, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int> RemoveStrayFilesAsync(DateTimeOffset writtenBefore, CancellationToken cancellationToken)
    {
        // Files of an asset whose record cannot be read are not stray: perhaps a newer version can.
        var (assets, damaged) = await _cache.ReadAsync(cancellationToken);
        var ids = assets.Select(asset => asset.Id).Concat(damaged.Select(record => record.Id)).ToHashSet(StringComparer.Ordinal);
        var removed = 0;
        await foreach (var file in _files.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            var owner = file.Name.Split('/')[0];
            if (file.Properties.LastModified < writtenBefore && AssetIdentity.IsId(owner) && !ids.Contains(owner))
            {
                await _files.DeleteBlobIfExistsAsync(file.Name, cancellationToken: cancellationToken);
                removed++;
            }
        }

        return removed;
    }

    /// <inheritdoc/>
    public Task<int> CountViewAsync(string id, HoldOutVisit visit, CancellationToken cancellationToken) => OptimisticUpdate.RunAsync(
        $"the views of the asset '{id}'",
        async () =>
        {
            var views = await _assets.ReadViewsAsync(id, cancellationToken);
            if (views.Has(visit))
            {
                return (true, views.Count);
            }

            try
            {
                await _assets.ChangeAsync(id, AssetTable.WriteViews(id, views.After(visit)), cancellationToken);
            }
            catch (RequestFailedException counted) when (OptimisticUpdate.IsConflict(counted))
            {
                // Somebody else looked meanwhile; count from there.
                return default;
            }

            if (views.Version is null && await FindRowAsync(id, cancellationToken) is null)
            {
                // It was removed while somebody looked.
                await _assets.RemoveAsync(id, cancellationToken);
            }

            return (true, views.Count + 1);
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<EquityPoint>> ReadEquityAsync(string id, CancellationToken cancellationToken)
    {
        await using var file = await OpenAsync(id, AssetFile.Equity, cancellationToken);
        try
        {
            return EvidenceColumns.ToPoints(await EquityParquet.ReadAsync(file, cancellationToken));
        }
        catch (Exception broken) when (broken is not OperationCanceledException and not OutOfMemoryException)
        {
            throw Damaged(id, AssetFile.Equity, "cannot be read", broken);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AssetTrade>> ReadTradesAsync(string id, CancellationToken cancellationToken)
    {
        await using var file = await OpenAsync(id, AssetFile.Trades, cancellationToken);
        try
        {
            return EvidenceColumns.ToTrades(await TradeParquet.ReadAsync(file, cancellationToken));
        }
        catch (Exception broken) when (broken is not OperationCanceledException and not OutOfMemoryException)
        {
            throw Damaged(id, AssetFile.Trades, "cannot be read", broken);
        }
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(string id, AssetFile file, CancellationToken cancellationToken)
    {
        try
        {
            var content = await File(id, file).DownloadContentAsync(cancellationToken);
            return content.Value.Content.ToStream();
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            throw Damaged(id, file, "is missing", missing);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _cache.Dispose();

    private Task<StoredAsset?> ChangeAsync(
        string id, Predicate<TrainedAsset> applies, Func<StoredAsset, TrainedAsset> change, CancellationToken cancellationToken) =>
        OptimisticUpdate.RunAsync<StoredAsset?>(
            $"the asset '{id}'",
            async () =>
            {
                if (await FindRowAsync(id, cancellationToken) is not { } row || AssetEntity.Read(row) is not { } found || !applies(found))
                {
                    return (true, null);
                }

                var changed = change(new StoredAsset(found, row.ETag.ToString()));
                if (ReferenceEquals(changed, found))
                {
                    return (true, new StoredAsset(found, row.ETag.ToString()));
                }

                ETag? version;
                try
                {
                    var write = new TableTransactionAction(TableTransactionActionType.UpdateReplace, AssetEntity.From(changed), row.ETag);
                    version = await _assets.ChangeAsync(id, write, cancellationToken);
                }
                catch (RequestFailedException conflict) when (OptimisticUpdate.IsConflict(conflict))
                {
                    // Somebody else changed the asset since it was read; apply the change to what it is now.
                    return default;
                }

                var views = await _assets.ReadViewsAsync(id, cancellationToken);
                return (true, new StoredAsset(changed with { HoldOutViews = views.Count }, version!.Value.ToString()));
            },
            cancellationToken);

    private async Task<TableEntity?> FindRowAsync(string id, CancellationToken cancellationToken) =>
        AssetIdentity.IsId(id) ? await _assets.FindAsync(id, cancellationToken) : null;

    private static DamagedRecordException Damaged(string id, AssetFile file, string problem, Exception cause) =>
        new("asset", new DamagedRecord(id, $"its file of {(file == AssetFile.Equity ? "equity" : "trades")} {problem}"), cause);

    private BlobClient File(string id, AssetFile file) =>
        _files.GetBlobClient(file == AssetFile.Equity ? $"{id}/equity.parquet" : $"{id}/trades.parquet");
}
