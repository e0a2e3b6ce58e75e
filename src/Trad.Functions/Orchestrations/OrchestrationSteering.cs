using Grpc.Core;
using Microsoft.DurableTask.Client;

namespace Trad.Functions.Orchestrations;

/// <summary>
/// Tells orchestrations what to do that may be over, or not there yet, by the time they are told. The embedded client says so by
/// <see cref="ArgumentException"/> and <see cref="InvalidOperationException"/>; in the real worker both come out of the host's
/// gRPC as an <see cref="RpcException"/> of no certain status, so there the instance is looked at.
/// </summary>
internal static class OrchestrationSteering
{
    /// <summary>Raises an event; false when there is nobody to hear it.</summary>
    public static Task<bool> TryRaiseEventAsync(
        this DurableTaskClient client, string instanceId, string name, object? payload, CancellationToken cancellationToken) =>
        TryAsync(client, instanceId, () => client.RaiseEventAsync(instanceId, name, payload, cancellationToken), cancellationToken);

    /// <summary>Ends an orchestration; false when it has ended, or never was.</summary>
    public static Task<bool> TryTerminateAsync(this DurableTaskClient client, string instanceId, string reason, CancellationToken cancellationToken) =>
        TryAsync(client, instanceId, () => client.TerminateInstanceAsync(instanceId, reason, cancellationToken), cancellationToken);

    /// <summary>Removes an orchestration that has ended; false when there is none that has.</summary>
    public static Task<bool> TryPurgeAsync(this DurableTaskClient client, string instanceId, CancellationToken cancellationToken) =>
        TryAsync(client, instanceId, () => client.PurgeInstanceAsync(instanceId, cancellationToken), cancellationToken);

    internal static async Task<bool> TryAsync(DurableTaskClient client, string instanceId, Func<Task> tell, CancellationToken cancellationToken)
    {
        try
        {
            await tell();
            return true;
        }
        catch (Exception gone) when (gone is InvalidOperationException or ArgumentException)
        {
            return false;
        }
        catch (RpcException refused) when (refused.StatusCode is not (StatusCode.Unavailable or StatusCode.Cancelled or StatusCode.DeadlineExceeded))
        {
            if (await client.GetInstanceAsync(instanceId, cancellationToken) is { IsCompleted: false })
            {
                throw;
            }

            return false;
        }
    }
}
