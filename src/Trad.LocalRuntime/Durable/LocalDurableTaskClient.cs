using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Trad.LocalRuntime.Durable;

/// <summary>The durable client of the embedded runtime.</summary>
internal sealed class LocalDurableTaskClient(DurableEngine engine) : DurableTaskClient
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = default, StartOrchestrationOptions? options = default, CancellationToken cancellation = default)
    {
        var id = options?.InstanceId ?? Guid.NewGuid().ToString("N");
        await engine.ScheduleAsync(orchestratorName.Name, id, DurableJson.Write(input), cancellation);
        return id;
    }

    public override async Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        var record = engine.FindRunning(instanceId)?.Record ?? await engine.Store.FindAsync(instanceId, cancellation);
        return record?.ToMetadata(getInputsAndOutputs);
    }

    public override async Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        while (true)
        {
            if (engine.FindRunning(instanceId) is { } running)
            {
                return (await running.Ended.WaitAsync(cancellation)).ToMetadata(getInputsAndOutputs);
            }

            var record = await engine.Store.FindAsync(instanceId, cancellation)
                ?? throw new InvalidOperationException($"There is no orchestration with the instance id '{instanceId}'.");
            if (record.IsEnded)
            {
                return record.ToMetadata(getInputsAndOutputs);
            }

            await Task.Delay(PollInterval, cancellation);
        }
    }
}
