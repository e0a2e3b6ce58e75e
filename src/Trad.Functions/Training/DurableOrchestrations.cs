using System.Diagnostics;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trad.Functions.Assets;
using Trad.Functions.Operations;
using Trad.Storage.Requests;
using Trad.Training.Jobs;

namespace Trad.Functions.Training;

/// <summary>The orchestrations of this app on Durable Functions; a function makes one of the client that it is given.</summary>
/// <param name="client">The engine's client.</param>
internal sealed class DurableOrchestrations(DurableTaskClient client) : IOrchestrations
{
    /// <inheritdoc/>
    public async Task StartTrainingAsync(QueuedJob job, CancellationToken cancellationToken)
    {
        // One that waited belongs to the request that asked for it, not to whoever lets it start.
        ActivityContext.TryParse(job.TraceParent, null, isRemote: true, out var asked);
        using var start = AppTelemetry.Source.StartActivity("start training", ActivityKind.Internal, asked);
        start?.SetTag("trad.job", job.Number);
        start?.SetTag("trad.job.id", job.Id);
        var run = new TrainingRun(job.Id, job.Attempt) { Number = job.Number };
        await StartAsync(nameof(TrainingOrchestrator), job.OrchestrationId, run, cancellationToken);
    }

    /// <inheritdoc/>
    public Task StartRevalidationAsync(
        string assetId, string revalidationId, string orchestrationId, CancellationToken cancellationToken) =>
        StartAsync(nameof(RevalidationOrchestrator), orchestrationId, new RevalidationRun(assetId, revalidationId), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TryRaiseCancelAsync(string orchestrationId, CancellationToken cancellationToken) =>
        client.TryRaiseEventAsync(orchestrationId, TrainingOrchestrator.CancelEvent, true, cancellationToken);

    /// <inheritdoc/>
    public async Task<OrchestrationState?> FindAsync(string orchestrationId, CancellationToken cancellationToken)
    {
        if (await client.GetInstanceAsync(orchestrationId, cancellationToken) is not { } found)
        {
            return null;
        }

        if (found.RuntimeStatus != OrchestrationRuntimeStatus.Failed)
        {
            return new OrchestrationState(StatusOf(found), found.LastUpdatedAt);
        }

        // Why it failed is among its outputs, which may be large: they are read when somebody wants to know.
        var failed = await client.GetInstanceAsync(orchestrationId, getInputsAndOutputs: true, cancellationToken);
        return new OrchestrationState(
            OrchestrationStatus.Failed, found.LastUpdatedAt, failed is null ? null : OrchestrationFailure.ReasonOf(failed));
    }

    /// <inheritdoc/>
    public Task<bool> TryTerminateAsync(string orchestrationId, string reason, CancellationToken cancellationToken) =>
        OrchestrationSteering.TryTerminateAsync(client, orchestrationId, reason, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TryPurgeAsync(string orchestrationId, CancellationToken cancellationToken) =>
        OrchestrationSteering.TryPurgeAsync(client, orchestrationId, cancellationToken);

    private async Task StartAsync(string orchestrator, string orchestrationId, object input, CancellationToken cancellationToken)
    {
        try
        {
            var start = new StartOrchestrationOptions(InstanceId: orchestrationId);
            await StorageWait.ForAsync(
                token => client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, start, token), cancellationToken);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // Somebody else noticed the same.
        }
    }

    private static OrchestrationStatus StatusOf(OrchestrationMetadata found) => found.RuntimeStatus switch
    {
        OrchestrationRuntimeStatus.Completed => OrchestrationStatus.Completed,
        OrchestrationRuntimeStatus.Terminated => OrchestrationStatus.Terminated,
        OrchestrationRuntimeStatus.Suspended => OrchestrationStatus.Suspended,
        _ => OrchestrationStatus.Running,
    };
}
