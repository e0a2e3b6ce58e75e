using Trad.Candles.Stores;

namespace Trad.Training.Assets;

/// <summary>Where trained assets are kept. Deleted ones are invisible, except to what restores and purges them.</summary>
/// <remarks>
/// Where somebody waits, as behind a request over HTTP, a storage that does not answer is told after the time that is set for that; where
/// it refuses, and where nobody waits, every method throws what its client throws. The API answers both with 503. A token that ends an
/// attempt ends it with <see cref="OperationCanceledException"/>.
/// </remarks>
public interface IAssetStore
{
    /// <summary>
    /// Keeps a new asset with its equity curve and trades; the one recorded first stays when there is one of its identity.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time, or others always wrote first.</exception>
    Task AddAsync(TrainedAsset asset, AssetEvidence evidence, CancellationToken cancellationToken);

    /// <summary>The asset, or null when there is none.</summary>
    /// <exception cref="DamagedRecordException">Its record cannot be read.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<StoredAsset?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Every asset whose record can be read.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<IReadOnlyList<TrainedAsset>> ReadAllAsync(CancellationToken cancellationToken);

    /// <summary>Every record of an asset that cannot be read.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<IReadOnlyList<DamagedRecord>> ReadDamagedAsync(CancellationToken cancellationToken);

    /// <summary>Changes an asset; the change is applied again when somebody else changed it meanwhile.</summary>
    /// <param name="id">The asset.</param>
    /// <param name="change">Makes the new asset from the recorded one; the same asset means no change.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The asset as recorded, or null when there is none.</returns>
    /// <exception cref="DamagedRecordException">Its record cannot be read.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time, or others always wrote first.</exception>
    Task<StoredAsset?> UpdateAsync(string id, Func<StoredAsset, TrainedAsset> change, CancellationToken cancellationToken);

    /// <summary>Makes a deleted asset visible again; null when none was deleted after a moment.</summary>
    /// <exception cref="DamagedRecordException">Its record cannot be read.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time, or others always wrote first.</exception>
    Task<StoredAsset?> RestoreAsync(string id, DateTimeOffset deletedAfter, CancellationToken cancellationToken);

    /// <summary>Every asset that is being revalidated.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<IReadOnlyList<TrainedAsset>> ReadRevalidatingAsync(CancellationToken cancellationToken);

    /// <summary>What was deleted before a moment.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<IReadOnlyList<TrainedAsset>> ReadDeletedAsync(DateTimeOffset deletedBefore, CancellationToken cancellationToken);

    /// <summary>The asset, also when it was deleted and not removed yet; null when there is none.</summary>
    /// <exception cref="DamagedRecordException">Its record cannot be read.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<TrainedAsset?> FindWithDeletedAsync(string id, CancellationToken cancellationToken);

    /// <summary>Removes an asset with its files and its count of views; nothing happens to what is gone already.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time, or others always wrote first.</exception>
    Task RemoveAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Removes files that belong to no asset, because its publication failed behind them. Younger ones may belong to an asset
    /// that is about to be recorded.
    /// </summary>
    /// <returns>How many that were.</returns>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<int> RemoveStrayFilesAsync(DateTimeOffset writtenBefore, CancellationToken cancellationToken);

    /// <summary>
    /// Counts a look at an asset's hold-out, unless its visitor has been counted on that day, and returns how many there were, this
    /// one included; of an asset that is not there nothing stays counted.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time, or others always wrote first.</exception>
    Task<int> CountViewAsync(string id, HoldOutVisit visit, CancellationToken cancellationToken);

    /// <summary>The equity curve of an asset that is there, deleted or not.</summary>
    /// <exception cref="DamagedRecordException">Its file is missing, or is no equity curve.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<IReadOnlyList<EquityPoint>> ReadEquityAsync(string id, CancellationToken cancellationToken);

    /// <summary>The trades of an asset that is there, deleted or not, in order of entry.</summary>
    /// <exception cref="DamagedRecordException">Its file is missing, or holds no trades.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<IReadOnlyList<AssetTrade>> ReadTradesAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// The Parquet file of the equity curve or the trades of an asset that is there, byte by byte as it was kept; the caller closes it.
    /// </summary>
    /// <exception cref="DamagedRecordException">It is missing.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<Stream> OpenAsync(string id, AssetFile file, CancellationToken cancellationToken);
}

/// <summary>An asset as it is kept.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Version">Changes whenever the asset does, except for its views.</param>
public sealed record StoredAsset(TrainedAsset Asset, string Version);

/// <summary>A file that an asset owns.</summary>
public enum AssetFile
{
    /// <summary>The equity at every close.</summary>
    Equity,

    /// <summary>Every trade.</summary>
    Trades,
}
