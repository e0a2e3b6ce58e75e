using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trad.Functions.Training;
using Trad.Training.Assets;
using Trad.Training.Operations;

namespace Trad.Functions.Assets;

/// <summary>Every five minutes: removes what deleted assets own, once they can no longer be restored.</summary>
public sealed class AssetPurgeTimer(AssetRemoval removal, ITimerLog timers, TimeProvider clock)
{
    /// <summary>Every five minutes.</summary>
    internal const string Schedule = "0 */5 * * * *";

    // Whoever restores at the last moment must not lose against the purge.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>Purges.</summary>
    [Function(nameof(AssetPurgeTimer))]
    public async Task Run(
        [TimerTrigger(Schedule)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await timers.RecordAsync(nameof(AssetPurgeTimer), now, cancellationToken);
        await removal.PurgeAsync(now - AssetFunctions.RestorableFor - Margin, new DurableOrchestrations(client), cancellationToken);
    }
}
