using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trad.Training.Assets;
using Trad.Training.Jobs;
using Trad.Training.Operations;

namespace Trad.Functions.Training;

/// <summary>Removes logs and trials that need not be kept, and files that belong to no asset, once a day.</summary>
public sealed class RetentionTimer(JobRetention retention, IAssetStore assets, ITimerLog timers, TimeProvider clock)
{
    /// <summary>Its schedule.</summary>
    public const string Schedule = "0 17 3 * * *";

    // A publication takes seconds, and minutes while storage fails.
    private static readonly TimeSpan StrayAge = TimeSpan.FromDays(1);

    /// <summary>Removes them.</summary>
    [Function(nameof(RetentionTimer))]
    public async Task Run(
        [TimerTrigger(Schedule)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await timers.RecordAsync(nameof(RetentionTimer), now, cancellationToken);
        await retention.RunAsync(new DurableOrchestrations(client), cancellationToken);
        await assets.RemoveStrayFilesAsync(now - StrayAge, cancellationToken);
    }
}
