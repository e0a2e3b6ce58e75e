using Microsoft.DurableTask.Client;
using Trad.Functions.Operations.Duties;
using Trad.Functions.Training;
using Trad.Training.Assets;

namespace Trad.Functions.Assets;

/// <summary>At every wake: removes what deleted assets own, once they can no longer be restored.</summary>
public sealed class AssetPurgeDuty(AssetRemoval removal, TimeProvider clock) : IDuty
{
    // Whoever restores at the last moment must not lose against the purge.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public string Name => "AssetPurge";

    /// <inheritdoc/>
    public DutySchedule Schedule { get; } = DutySchedule.Parse(DutyTimer.Schedule);

    /// <inheritdoc/>
    public Task RunAsync(DurableTaskClient client, CancellationToken cancellationToken) => removal.PurgeAsync(
        clock.GetUtcNow() - AssetFunctions.RestorableFor - Margin, new DurableOrchestrations(client), cancellationToken);
}
