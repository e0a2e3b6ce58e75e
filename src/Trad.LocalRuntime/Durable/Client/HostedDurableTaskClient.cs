using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;

namespace Trad.LocalRuntime.Durable.Client;

/// <summary>What the durable clients of the two engines have in common: they belong to a host, and offer the same.</summary>
/// <param name="name">The task hub.</param>
internal abstract class HostedDurableTaskClient(string name) : DurableTaskClient(name)
{
    public override DurableEntityClient Entities => throw Unsupported.Member(nameof(Entities));

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = default, CancellationToken cancellation = default)
    {
        var count = 0;
        await foreach (var instance in GetAllInstancesAsync(
            new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, filter.Statuses)).WithCancellation(cancellation))
        {
            if (instance.IsCompleted)
            {
                count += (await PurgeInstanceAsync(instance.InstanceId, options, cancellation)).PurgedInstanceCount;
            }
        }

        return new PurgeResult(count);
    }

    public override Task<Page<string>> ListInstanceIdsAsync(
        IEnumerable<OrchestrationRuntimeStatus>? runtimeStatus = null,
        DateTimeOffset? completedTimeFrom = null,
        DateTimeOffset? completedTimeTo = null,
        int pageSize = OrchestrationQuery.DefaultPageSize,
        string? lastInstanceKey = null,
        CancellationToken cancellation = default) =>
        throw Unsupported.Member(nameof(ListInstanceIdsAsync));

    /// <summary>Nothing: the engine belongs to the host.</summary>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>What is thrown for an instance that there is not.</summary>
    protected static ArgumentException Unknown(string instanceId) =>
        new($"There is no orchestration with the instance id '{instanceId}'.", nameof(instanceId));
}
