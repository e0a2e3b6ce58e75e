using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trad.LocalRuntime.Durable.Storage;
using CoreHistoryEvent = DurableTask.Core.History.HistoryEvent;

namespace Trad.LocalRuntime.Durable.Client;

/// <summary>The durable client of the embedded runtime.</summary>
internal sealed class LocalDurableTaskClient(DurableEngine engine) : HostedDurableTaskClient(engine.HubName)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = default, StartOrchestrationOptions? options = default,
        CancellationToken cancellation = default)
    {
        Unsupported.Refuse(options);
        var id = options?.InstanceId ?? Guid.NewGuid().ToString("N");
        using var span = OrchestrationTrace.BeginStart(orchestratorName.Name, id);
        await engine.ScheduleAsync(
            orchestratorName.Name, id, DurableJson.Write(input, $"the input of the orchestrator '{orchestratorName.Name}'"),
            options?.StartAt, null, options?.Version?.Version, cancellation);
        return id;
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = default, CancellationToken cancellation = default) =>
        TellAsync(
            instanceId,
            new HistoryEvent(
                HistoryEventKind.EventRaised, engine.Now, Name: eventName,
                Payload: DurableJson.Write(eventPayload, $"the event '{eventName}'")),
            cancellation);

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        (await FindAsync(instanceId, getInputsAndOutputs, cancellation))?.ToMetadata(getInputsAndOutputs);

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = default)
    {
        var query = filter ?? new OrchestrationQuery();
        Unsupported.Refuse(query);
        return new InstancePageable(engine.Store, query);
    }

    public override async Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        while (true)
        {
            var record = await FindAsync(instanceId, getInputsAndOutputs, cancellation) ?? throw Unknown(instanceId);
            if (record.Status != OrchestrationRuntimeStatus.Pending)
            {
                return record.ToMetadata(getInputsAndOutputs);
            }

            await Task.Delay(PollInterval, cancellation);
        }
    }

    public override async Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        while (true)
        {
            if (engine.Instances.Find(instanceId) is { } running)
            {
                return (await running.Ended.WaitAsync(cancellation)).ToMetadata(getInputsAndOutputs);
            }

            var record = await engine.Store.Instances.FindAsync(instanceId, getInputsAndOutputs, cancellation) ?? throw Unknown(instanceId);
            if (record.IsEnded)
            {
                return record.ToMetadata(getInputsAndOutputs);
            }

            await Task.Delay(PollInterval, cancellation);
        }
    }

    public override async Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = default, CancellationToken cancellation = default)
    {
        var children = options is { Recursive: true }
            ? engine.Instances.ChildrenOf(instanceId).Select(child => child.Record.InstanceId).ToList()
            : [];
        await TellAsync(
            instanceId,
            new HistoryEvent(HistoryEventKind.ExecutionTerminated, engine.Now, Payload: DurableJson.Write(options?.Output, "the output")),
            cancellation);
        foreach (var child in children)
        {
            try
            {
                await TerminateInstanceAsync(child, options, cancellation);
            }
            catch (InvalidOperationException)
            {
                // It ended by itself in the meantime.
            }
        }
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = default, CancellationToken cancellation = default) =>
        TellAsync(instanceId, new HistoryEvent(HistoryEventKind.ExecutionSuspended, engine.Now, Payload: reason), cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = default, CancellationToken cancellation = default) =>
        TellAsync(instanceId, new HistoryEvent(HistoryEventKind.ExecutionResumed, engine.Now, Payload: reason), cancellation);

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = default, CancellationToken cancellation = default)
    {
        if (await engine.Store.Instances.FindAsync(instanceId, false, cancellation) is not { IsEnded: true } ended)
        {
            return new PurgeResult(0);
        }

        var count = 1;
        if (options is { Recursive: true })
        {
            var filter = Azure.Data.Tables.TableClient.CreateQueryFilter($" and ParentInstanceId eq {instanceId}");
            await foreach (var (children, _) in engine.Store.Instances.QueryAsync(filter, 100, null, false, cancellation))
            {
                foreach (var child in children)
                {
                    await EndAsync(child, cancellation);
                    count += (await PurgeInstanceAsync(child.InstanceId, options, cancellation)).PurgedInstanceCount;
                }
            }
        }

        await engine.Store.PurgeAsync(ended.InstanceId, cancellation);
        return new PurgeResult(count);
    }

    // Nobody is left who could purge a child that goes on without its parent.
    private async Task EndAsync(InstanceRecord child, CancellationToken cancellation)
    {
        if (child.IsEnded)
        {
            return;
        }

        try
        {
            await TerminateInstanceAsync(
                child.InstanceId, new TerminateInstanceOptions("Its parent was purged.", Recursive: true), cancellation);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in the meantime.
        }

        await WaitForInstanceCompletionAsync(child.InstanceId, getInputsAndOutputs: false, cancellation);
    }

    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        var record = await FindAsync(instanceId, true, cancellation) ?? throw Unknown(instanceId);
        if (!restartWithNewInstanceId && !record.IsEnded)
        {
            throw new InvalidOperationException(
                $"The orchestration '{instanceId}' can be restarted under its own identity once it has ended; its status is {record.Status}.");
        }

        var id = restartWithNewInstanceId ? Guid.NewGuid().ToString("N") : instanceId;
        await engine.ScheduleAsync(record.Name, id, record.Input, null, null, null, cancellation);
        return id;
    }

    public override Task RewindInstanceAsync(string instanceId, string reason, CancellationToken cancellation = default) =>
        throw Unsupported.Member(nameof(RewindInstanceAsync));

    public override async Task<IList<CoreHistoryEvent>> GetOrchestrationHistoryAsync(
        string instanceId, CancellationToken cancellation = default)
    {
        var record = await FindAsync(instanceId, true, cancellation) ?? throw Unknown(instanceId);
        while (true)
        {
            var (events, _) = await engine.Store.History.ReadAsync(record, cancellation);
            var after = await FindAsync(instanceId, true, cancellation) ?? throw Unknown(instanceId);
            if (after.Generation == record.Generation)
            {
                return RecordedHistory.Translate(after, events);
            }

            // It began anew in the meantime, and what was read may have been removed in part.
            record = after;
        }
    }

    private async Task<InstanceRecord?> FindAsync(string instanceId, bool withPayloads, CancellationToken cancellationToken) =>
        engine.Instances.Find(instanceId)?.Record ?? await engine.Store.Instances.FindAsync(instanceId, withPayloads, cancellationToken);

    private async Task TellAsync(string instanceId, HistoryEvent happened, CancellationToken cancellationToken)
    {
        if (engine.Instances.Find(instanceId) is { } running)
        {
            await running.TellAsync(happened, cancellationToken);
            return;
        }

        var record = await engine.Store.Instances.FindAsync(instanceId, false, cancellationToken) ?? throw Unknown(instanceId);
        throw new InvalidOperationException($"The orchestration '{instanceId}' cannot take this: its status is {record.Status}.");
    }
}
