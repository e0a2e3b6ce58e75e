using Grpc.Core;
using Microsoft.DurableTask.Client;
using Trad.Storage.Requests;

namespace Trad.Functions.Training;

/// <summary>
/// Tells orchestrations what to do that may be over, or not there yet, by the time they are told. The embedded client says so by
/// <see cref="ArgumentException"/> and <see cref="InvalidOperationException"/>; in the real worker both come out of the host's
/// gRPC as an <see cref="RpcException"/> of no certain status, so there the instance is looked at.
/// </summary>
internal static class OrchestrationSteering
{
    /// <summary>Looks at an orchestration, with what it was told and what it told; null when there is none.</summary>
    public static Task<OrchestrationMetadata?> FindInstanceAsync(
        this DurableTaskClient client, string instanceId, CancellationToken cancellationToken) =>
        StorageWait.ForAsync(token => client.GetInstanceAsync(instanceId, getInputsAndOutputs: true, token), cancellationToken);

    /// <summary>Raises an event; false when there is nobody to hear it.</summary>
    public static Task<bool> TryRaiseEventAsync(
        this DurableTaskClient client, string instanceId, string name, object? payload, CancellationToken cancellationToken) =>
        TryAsync(client, instanceId, token => client.RaiseEventAsync(instanceId, name, payload, token), cancellationToken);

    /// <summary>Ends an orchestration with those it began; false when it has ended, or never was.</summary>
    public static Task<bool> TryTerminateAsync(
        this DurableTaskClient client, string instanceId, string reason, CancellationToken cancellationToken) =>
        TryAsync(
            client, instanceId,
            token => client.TerminateInstanceAsync(instanceId, new TerminateInstanceOptions(reason, Recursive: true), token),
            cancellationToken);

    /// <summary>Removes an orchestration that has ended with those it began; false when there is none that has.</summary>
    public static Task<bool> TryPurgeAsync(this DurableTaskClient client, string instanceId, CancellationToken cancellationToken) =>
        TryAsync(
            client, instanceId, token => client.PurgeInstanceAsync(instanceId, new PurgeInstanceOptions(Recursive: true), token),
            cancellationToken);

    internal static async Task<bool> TryAsync(
        DurableTaskClient client, string instanceId, Func<CancellationToken, Task> tell, CancellationToken cancellationToken)
    {
        try
        {
            return await StorageWait.ForAsync(
                async token =>
                {
                    await tell(token);
                    return true;
                },
                cancellationToken);
        }
        catch (Exception gone) when (gone is InvalidOperationException or ArgumentException)
        {
            return false;
        }
        catch (RpcException refused)
            when (refused.StatusCode is not (StatusCode.Unavailable or StatusCode.Cancelled or StatusCode.DeadlineExceeded))
        {
            if (await client.GetInstanceAsync(instanceId, cancellationToken) is { IsCompleted: false })
            {
                throw;
            }

            return false;
        }
    }
}
