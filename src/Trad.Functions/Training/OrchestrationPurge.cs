using Microsoft.DurableTask.Client;
using Trad.Training.Jobs;

namespace Trad.Functions.Training;

/// <summary>Removes orchestrations whose result is recorded or not wanted any more.</summary>
public sealed class OrchestrationPurge(TimeProvider clock)
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>Removes the orchestrations of a finished job, those of earlier attempts too.</summary>
    public async Task RunAsync(TrainingJob job, DurableTaskClient client, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= job.Attempt; attempt++)
        {
            await RunAsync((job with { Attempt = attempt }).OrchestrationId, client, cancellationToken);
        }
    }

    /// <summary>Removes an orchestration once it has ended; one that does not end is ended.</summary>
    public async Task RunAsync(string instanceId, DurableTaskClient client, CancellationToken cancellationToken)
    {
        // Only what has ended can be purged, and a job is finished a moment before its orchestration is.
        if (!await HasEndedAsync(instanceId, client, cancellationToken))
        {
            await client.TryTerminateAsync(instanceId, "What it works for was removed.", cancellationToken);
            await HasEndedAsync(instanceId, client, cancellationToken);
        }

        await client.TryPurgeAsync(instanceId, cancellationToken);
    }

    private async Task<bool> HasEndedAsync(string instanceId, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (await client.GetInstanceAsync(instanceId, cancellationToken) is { IsCompleted: false })
        {
            if (clock.GetElapsedTime(started) > EndPatience)
            {
                return false;
            }

            await Task.Delay(LookInterval, clock, cancellationToken);
        }

        return true;
    }
}
