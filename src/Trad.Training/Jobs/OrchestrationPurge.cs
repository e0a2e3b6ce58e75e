namespace Trad.Training.Jobs;

/// <summary>Removes orchestrations whose result is recorded or not wanted any more.</summary>
public sealed class OrchestrationPurge(TimeProvider clock)
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>Removes the orchestrations of a finished job, those of earlier attempts too.</summary>
    public async Task RunAsync(TrainingJob job, IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= job.Attempt; attempt++)
        {
            await RunAsync((job with { Attempt = attempt }).OrchestrationId, orchestrations, cancellationToken);
        }
    }

    /// <summary>Removes an orchestration once it has ended; one that does not end is ended.</summary>
    public async Task RunAsync(string instanceId, IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        // Only what has ended can be purged, and a job is finished a moment before its orchestration is.
        if (!await HasEndedAsync(instanceId, orchestrations, cancellationToken))
        {
            await orchestrations.TryTerminateAsync(instanceId, "What it works for was removed.", cancellationToken);
            await HasEndedAsync(instanceId, orchestrations, cancellationToken);
        }

        await orchestrations.TryPurgeAsync(instanceId, cancellationToken);
    }

    private async Task<bool> HasEndedAsync(string instanceId, IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (await orchestrations.FindAsync(instanceId, cancellationToken) is { IsEnded: false })
        {
            if (clock.GetElapsedTime(started) > EndPatience)
            {
                return false;
            }

            await Task.Delay(PollInterval, clock, cancellationToken);
        }

        return true;
    }
}
