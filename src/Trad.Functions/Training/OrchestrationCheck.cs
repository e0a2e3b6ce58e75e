using System.Globalization;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using Trad.Training.Jobs;

namespace Trad.Functions.Training;

/// <summary>Tells whether somebody still works on a job that counts as running.</summary>
public sealed class OrchestrationCheck(IProgressStore progress, IOptions<JobOptions> options, TimeProvider clock)
{
    /// <summary>What is wrong with the orchestration of a running job, for people; null when nothing is.</summary>
    public async Task<string?> FindFaultAsync(QueuedJob job, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var instance = await client.GetInstanceAsync(job.OrchestrationId, getInputsAndOutputs: true, cancellationToken);
        return instance switch
        {
            null => "its orchestration was gone",
            { RuntimeStatus: OrchestrationRuntimeStatus.Failed } => $"its orchestration had failed: {OrchestrationFailure.ReasonOf(instance)}",
            { RuntimeStatus: OrchestrationRuntimeStatus.Terminated } => "its orchestration had been terminated",
            { RuntimeStatus: OrchestrationRuntimeStatus.Completed } => "its orchestration had ended without a result",
            { RuntimeStatus: OrchestrationRuntimeStatus.Suspended } => null,
            _ => await IsSilentAsync(job, instance, cancellationToken)
                ? string.Create(CultureInfo.InvariantCulture, $"it had given no sign of life for {options.Value.SilentSeconds:0.#} seconds")
                : null,
        };
    }

    private async Task<bool> IsSilentAsync(QueuedJob job, OrchestrationMetadata instance, CancellationToken cancellationToken)
    {
        var recorded = await progress.FindAsync(job.Id, cancellationToken);
        DateTimeOffset?[] signs = [job.StartedAt, instance.LastUpdatedAt, recorded?.Attempt == job.Attempt ? recorded.At : null];
        return (clock.GetUtcNow() - signs.Max()!.Value).TotalSeconds > options.Value.SilentSeconds;
    }
}
