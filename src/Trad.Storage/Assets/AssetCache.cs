using Trad.Candles.Stores;
using Trad.Training.Assets;

namespace Trad.Storage.Assets;

/// <summary>
/// The assets as this process remembers them, brought up to date at every reading: lists can be sorted by any figure, which no
/// order of keys provides, without reading every row each time.
/// </summary>
internal sealed class AssetCache(AssetTable table) : IDisposable
{
    // About 10 KB each; a store with more is read each time.
    private const int MostRemembered = 20_000;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, TrainedAsset> _assets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DamagedRecord> _damaged = new(StringComparer.Ordinal);
    private (IReadOnlyList<TrainedAsset> Assets, IReadOnlyList<DamagedRecord> Damaged) _all = ([], []);
    private int _version = -1;

    /// <summary>Every asset as it is now, also deleted ones, whoever changed them; and the records that cannot be read.</summary>
    public async Task<(IReadOnlyList<TrainedAsset> Assets, IReadOnlyList<DamagedRecord> Damaged)> ReadAsync(
        CancellationToken cancellationToken)
    {
        // The head before the rows: what changes after it is read again next time.
        var head = await table.ReadHeadAsync(cancellationToken);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_version == head.Version)
            {
                return _all;
            }

            // A head that is behind was read before another reader's, or was damaged and began anew.
            var changed = _version < 0 || head.Version < _version ? null : head.ChangedSince(_version);
            if (changed is null)
            {
                var all = await table.ReadAllAsync(cancellationToken);
                if (all.Assets.Count > MostRemembered)
                {
                    return all;
                }

                _assets.Clear();
                _damaged.Clear();
                foreach (var asset in all.Assets)
                {
                    _assets[asset.Id] = asset;
                }

                foreach (var damaged in all.Damaged)
                {
                    _damaged[damaged.Id] = damaged;
                }
            }
            else
            {
                await ReadAgainAsync(changed, cancellationToken);
            }

            _all = ([.. _assets.Values], [.. _damaged.Values]);
            _version = head.Version;
            return _all;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task ReadAgainAsync(IReadOnlyCollection<string> changed, CancellationToken cancellationToken)
    {
        foreach (var (id, asset, damaged) in await Task.WhenAll(changed.Select(id => ReadAsync(id, cancellationToken))))
        {
            _assets.Remove(id);
            _damaged.Remove(id);
            if (asset is not null)
            {
                _assets[id] = asset;
            }
            else if (damaged is not null)
            {
                _damaged[id] = damaged;
            }
        }
    }

    private async Task<(string Id, TrainedAsset? Asset, DamagedRecord? Damaged)> ReadAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return (id, await table.ReadAsync(id, cancellationToken), null);
        }
        catch (DamagedRecordException unreadable)
        {
            return (id, null, unreadable.Damaged);
        }
    }
}
