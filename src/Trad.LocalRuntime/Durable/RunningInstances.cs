using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Trad.LocalRuntime.Durable;

/// <summary>The instances at work in this process.</summary>
internal sealed class RunningInstances(ILogger log)
{
    private readonly ConcurrentDictionary<string, OrchestrationInstance> _instances = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<OrchestrationInstance, Task> _runs = new();

    /// <summary>The instance while it runs in this process, or null.</summary>
    public OrchestrationInstance? Find(string instanceId) => _instances.GetValueOrDefault(instanceId);

    /// <summary>The running sub-orchestrations that an instance called.</summary>
    public IReadOnlyList<OrchestrationInstance> ChildrenOf(string instanceId) =>
        [.. _instances.Values.Where(instance => instance.Record.Parent?.InstanceId == instanceId)];

    /// <summary>Lets an instance be found, before it runs.</summary>
    public void Add(OrchestrationInstance instance) => _instances[instance.Record.InstanceId] = instance;

    /// <summary>Runs an instance to its end.</summary>
    public void Run(OrchestrationInstance instance, bool isNew, CancellationToken stopping)
    {
        Add(instance);
        _runs[instance] = Task.Run(() => RunAsync(instance, isNew, stopping), CancellationToken.None);
    }

    /// <summary>Waits until every instance has left its last turn.</summary>
    public Task WhenStoppedAsync() => Task.WhenAll(_runs.Values);

    private async Task RunAsync(OrchestrationInstance instance, bool isNew, CancellationToken stopping)
    {
        try
        {
            await instance.RunAsync(isNew, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops; the instance goes on from its history when it starts again.
        }
        catch (Exception broken)
        {
            log.LogCritical(broken, "The instance {Instance} cannot go on in this process", instance.Record.InstanceId);
        }
        finally
        {
            _instances.TryRemove(KeyValuePair.Create(instance.Record.InstanceId, instance));
            _runs.TryRemove(instance, out _);
        }
    }
}
