using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;

namespace Trad.Training.Jobs;

/// <summary>Tells whether somebody still works on a job that counts as running.</summary>
public sealed class OrchestrationCheck(IProgressStore progress, IOptions<JobOptions> options, TimeProvider clock)
{
    /// <summary>What is wrong with the orchestration of a running job; null when nothing is.</summary>
    public async Task<OrchestrationFault?> FindFaultAsync(
        QueuedJob job, IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        var instance = await orchestrations.FindAsync(job.OrchestrationId, cancellationToken);
        return instance switch
        {
            null => new OrchestrationFault("its orchestration was gone"),
            { Status: OrchestrationStatus.Failed } =>
                new OrchestrationFault($"its orchestration had failed: {instance.Failure?.TrimEnd('.')}", HasFailed: true),
            { Status: OrchestrationStatus.Terminated } => new OrchestrationFault("its orchestration had been terminated"),
            { Status: OrchestrationStatus.Completed } => new OrchestrationFault("its orchestration had ended without a result"),
            { Status: OrchestrationStatus.Suspended } => null,
            _ => await IsSilentAsync(job, instance, cancellationToken)
                ? new OrchestrationFault(string.Create(
                    CultureInfo.InvariantCulture, $"it had given no sign of life for {options.Value.SilentSeconds:0.#} seconds"))
                : null,
        };
    }

    // Signs that lie ahead of the clock, with this process's ticks when each was first seen.
    private readonly ConcurrentDictionary<string, (DateTimeOffset Sign, long SeenAt)> _ahead = new(StringComparer.Ordinal);

    private async Task<bool> IsSilentAsync(QueuedJob job, OrchestrationState instance, CancellationToken cancellationToken)
    {
        var recorded = await progress.FindAsync(job.Id, cancellationToken);
        DateTimeOffset?[] signs = [job.StartedAt, instance.LastUpdatedAt, recorded?.Attempt == job.Attempt ? recorded.At : null];
        var last = signs.Max()!.Value;
        var silence = clock.GetUtcNow() - last;
        if (silence >= TimeSpan.Zero)
        {
            _ahead.TryRemove(job.Id, out _);
        }
        else
        {
            // The clock was set back: until it has caught up, only whether the sign stays the same tells anything.
            var seen = _ahead.AddOrUpdate(
                job.Id, _ => (last, clock.GetTimestamp()), (_, known) => known.Sign == last ? known : (last, clock.GetTimestamp()));
            silence = clock.GetElapsedTime(seen.SeenAt);
        }

        return silence.TotalSeconds > options.Value.SilentSeconds;
    }
}

/// <summary>Why nobody works on a job that counts as running.</summary>
/// <param name="Reason">What is wrong with its orchestration, for people; continues a sentence about the job.</param>
/// <param name="HasFailed">Whether the orchestration ended with an error: a defect, or a release that does not fit its history.</param>
public sealed record OrchestrationFault(string Reason, bool HasFailed = false);
