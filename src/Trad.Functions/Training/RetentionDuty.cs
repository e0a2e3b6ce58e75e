using Microsoft.DurableTask.Client;
using Trad.Functions.Operations.Duties;
using Trad.Training.Assets;
using Trad.Training.Jobs;

namespace Trad.Functions.Training;

/// <summary>Removes logs and trials that need not be kept, and files that belong to no asset, once a day.</summary>
public sealed class RetentionDuty(JobRetention retention, IAssetStore assets, TimeProvider clock) : IDuty
{
    // A publication takes seconds, and minutes while storage fails.
    private static readonly TimeSpan StrayAge = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public string Name => "Retention";

    /// <inheritdoc/>
    // A moment at which the app wakes anyway.
    public DutySchedule Schedule { get; } = DutySchedule.Parse("30 15 3 * * *");

    /// <inheritdoc/>
    public async Task RunAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        await retention.RunAsync(new DurableOrchestrations(client), cancellationToken);
        await assets.RemoveStrayFilesAsync(clock.GetUtcNow() - StrayAge, cancellationToken);
    }
}
