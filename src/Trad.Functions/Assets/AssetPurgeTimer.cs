using Microsoft.Azure.Functions.Worker;
using Trad.Training.Assets;

namespace Trad.Functions.Assets;

/// <summary>Every five minutes: removes what deleted assets own, once they can no longer be restored.</summary>
public sealed class AssetPurgeTimer(IAssetStore assets, TimeProvider clock)
{
    // Whoever restores at the last moment must not lose against the purge.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>Purges.</summary>
    [Function(nameof(AssetPurgeTimer))]
    public Task Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        assets.PurgeAsync(clock.GetUtcNow() - AssetFunctions.RestorableFor - Margin, cancellationToken);
}
