using Microsoft.Azure.Functions.Worker;
using Trad.Training.Assets;

namespace Trad.Functions.Assets;

/// <summary>Every five minutes: removes what deleted assets own, once they can no longer be restored.</summary>
public sealed class AssetPurgeTimer(IAssetStore assets, TimeProvider clock)
{
    /// <summary>Every five minutes.</summary>
    internal const string Schedule = "0 */5 * * * *";

    // Whoever restores at the last moment must not lose against the purge.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>Purges.</summary>
    [Function(nameof(AssetPurgeTimer))]
    public Task Run([TimerTrigger(Schedule)] TimerInfo timer, CancellationToken cancellationToken) =>
        assets.PurgeAsync(clock.GetUtcNow() - AssetFunctions.RestorableFor - Margin, cancellationToken);
}
