using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trad.Functions.Jobs;
using Trad.Training.Operations;

namespace Trad.Functions.Timers;

/// <summary>Removes logs and trials that need not be kept, once a day.</summary>
public sealed class RetentionTimer(JobRetention retention, ITimerLog timers, TimeProvider clock)
{
    /// <summary>Its schedule.</summary>
    public const string Schedule = "0 17 3 * * *";

    /// <summary>Removes them.</summary>
    [Function(nameof(RetentionTimer))]
    public async Task Run([TimerTrigger(Schedule)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        await timers.RecordAsync(nameof(RetentionTimer), clock.GetUtcNow(), cancellationToken);
        await retention.RunAsync(client, cancellationToken);
    }
}
