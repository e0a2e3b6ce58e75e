using Trad.Training.Assets;

namespace Trad.Storage.Assets;

/// <summary>
/// The assets as this process remembers them, brought up to date at every reading: lists can be sorted by any figure, which no
/// order of keys provides, without reading every row each time.
/// </summary>
internal sealed class AssetMemory(AssetTable table) : IDisposable
{
    // About 10 KB each; a store with more is read each time.
    private const int MostRemembered = 20_000;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, TrainedAsset> _assets = new(StringComparer.Ordinal);
    private IReadOnlyList<TrainedAsset> _all = [];
    private int _version = -1;

    /// <summary>Every asset as it is now, also deleted ones, whoever changed them.</summary>
    public async Task<IReadOnlyList<TrainedAsset>> ReadAsync(CancellationToken cancellationToken)
    {
        // The head before the rows: what changes after it is read again next time.
        var head = await table.ReadHeadAsync(cancellationToken);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_version >= head.Version)
            {
                return _all;
            }

            var changed = _version < 0 ? null : head.ChangedSince(_version);
            if (changed is null)
            {
                var all = await table.ReadAllAsync(cancellationToken);
                if (all.Count > MostRemembered)
                {
                    return all;
                }

                _assets.Clear();
                foreach (var asset in all)
                {
                    _assets[asset.Id] = asset;
                }
            }
            else
            {
                await ReadAgainAsync(changed, cancellationToken);
            }

            _all = [.. _assets.Values];
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
        foreach (var (id, asset) in await Task.WhenAll(changed.Select(async id => (id, await table.ReadAsync(id, cancellationToken)))))
        {
            if (asset is null)
            {
                _assets.Remove(id);
            }
            else
            {
                _assets[id] = asset;
            }
        }
    }
}
