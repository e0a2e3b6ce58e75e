using DurableTask.AzureStorage.Tracking;
using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trad.LocalRuntime.Durable.Client;
using Trad.LocalRuntime.Hosting;
using CoreInstance = DurableTask.Core.OrchestrationInstance;
using OrchestrationQuery = Microsoft.DurableTask.Client.OrchestrationQuery;
using PurgeResult = Microsoft.DurableTask.Client.PurgeResult;

namespace Trad.LocalRuntime.Durable.Distributed;

/// <summary>The durable client of the engine for several processes.</summary>
internal sealed class AzureStorageDurableTaskClient(AzureStorageHub hub, FunctionCatalog functions, LocalRuntimeOptions options)
    : HostedDurableTaskClient(options.SharedHubName)
{
    private static readonly OrchestrationStatus[] NotEnded =
        [OrchestrationStatus.Pending, OrchestrationStatus.Running, OrchestrationStatus.Suspended];

    // The other processes' commits are not reported here: they are asked for, soon at first.
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMilliseconds(500);

    // How long a purge waits for an orchestration that it ended.
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(10);

    private readonly string _defaultVersion = options.DefaultVersion;

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = default, StartOrchestrationOptions? options = default,
        CancellationToken cancellation = default)
    {
        var json = DurableJson.Write(input, $"the input of the orchestrator '{orchestratorName.Name}'");
        var id = options?.InstanceId ?? Guid.NewGuid().ToString("N");
        await StartAsync(orchestratorName.Name, id, json, options);
        return id;
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = default, CancellationToken cancellation = default) =>
        TellAsync(instanceId, new EventRaisedEvent(-1, DurableJson.Write(eventPayload, $"the event '{eventName}'")) { Name = eventName });

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        (await FindAsync(instanceId, getInputsAndOutputs)) is { } state ? InstanceStates.ToMetadata(state, getInputsAndOutputs) : null;

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = default)
    {
        var query = filter ?? new OrchestrationQuery();
        Unsupported.Refuse(query);
        return new InstanceStatePageable(hub.Service, query);
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, state => state.OrchestrationStatus != OrchestrationStatus.Pending, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, InstanceStates.IsEnded, getInputsAndOutputs, cancellation);

    public override async Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = default, CancellationToken cancellation = default)
    {
        IReadOnlyList<string> children = options is { Recursive: true } ? await ChildrenOfAsync(instanceId) : [];
        await TellAsync(instanceId, new ExecutionTerminatedEvent(-1, DurableJson.Write(options?.Output, "the output")));
        foreach (var child in children)
        {
            if (await FindAsync(child, withPayloads: false) is { } state && !InstanceStates.IsEnded(state))
            {
                await TerminateInstanceAsync(child, options, cancellation);
            }
        }
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = default, CancellationToken cancellation = default) =>
        TellAsync(instanceId, new ExecutionSuspendedEvent(-1, reason));

    public override Task ResumeInstanceAsync(string instanceId, string? reason = default, CancellationToken cancellation = default) =>
        TellAsync(instanceId, new ExecutionResumedEvent(-1, reason));

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = default, CancellationToken cancellation = default)
    {
        if (await FindAsync(instanceId, withPayloads: false) is not { } state || !InstanceStates.IsEnded(state))
        {
            return new PurgeResult(0);
        }

        var count = 1;
        foreach (var child in options is { Recursive: true } ? await ChildrenOfAsync(instanceId) : [])
        {
            await EndAsync(child, cancellation);
            count += (await PurgeInstanceAsync(child, options, cancellation)).PurgedInstanceCount;
        }

        await hub.Service.PurgeInstanceHistoryAsync(instanceId);
        return new PurgeResult(count);
    }

    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        var state = await FindAsync(instanceId, withPayloads: true) ?? throw Unknown(instanceId);
        if (!restartWithNewInstanceId && !InstanceStates.IsEnded(state))
        {
            throw new InvalidOperationException(
                $"The orchestration '{instanceId}' can be restarted under its own identity once it has ended; its status is {state.OrchestrationStatus}.");
        }

        var id = restartWithNewInstanceId ? Guid.NewGuid().ToString("N") : instanceId;
        await StartAsync(state.Name, id, state.Input, null);
        return id;
    }

    public override async Task RewindInstanceAsync(string instanceId, string reason, CancellationToken cancellation = default)
    {
        var state = await FindAsync(instanceId, withPayloads: false) ?? throw Unknown(instanceId);
        if (state.OrchestrationStatus != OrchestrationStatus.Failed)
        {
            throw new InvalidOperationException(
                $"The orchestration '{instanceId}' can be rewound when it has failed; its status is {state.OrchestrationStatus}.");
        }

        await hub.Service.RewindTaskOrchestrationAsync(instanceId, reason);
    }

    public override async Task<IList<HistoryEvent>> GetOrchestrationHistoryAsync(
        string instanceId, CancellationToken cancellation = default) =>
        await FindAsync(instanceId, withPayloads: false) is null
            ? throw Unknown(instanceId)
            : HistoryJson.Read(await hub.Service.GetOrchestrationHistoryAsync(instanceId, null));

    private async Task StartAsync(string name, string instanceId, string? input, StartOrchestrationOptions? options)
    {
        var function = functions.FindOrchestrator(name)
            ?? throw new ArgumentException($"The orchestrator '{name}' does not exist in this app.", nameof(name));
        InstanceIdentity.Ensure(instanceId);
        Unsupported.Refuse(options);
        using var span = OrchestrationTrace.BeginStart(function.Name, instanceId);
        var instance = new CoreInstance { InstanceId = instanceId, ExecutionId = Guid.NewGuid().ToString("N") };
        var started = new ExecutionStartedEvent(-1, input)
        {
            Name = function.Name,
            Version = options?.Version?.Version ?? _defaultVersion,
            OrchestrationInstance = instance,
            ParentTraceContext = OrchestrationTrace.Current,
            ScheduledStartTime = options?.StartAt?.UtcDateTime,
        };
        await hub.Service.CreateTaskOrchestrationAsync(new TaskMessage { OrchestrationInstance = instance, Event = started }, NotEnded);
    }

    private async Task<OrchestrationState?> FindAsync(string instanceId, bool withPayloads)
    {
        var condition = new OrchestrationInstanceStatusQueryCondition
        {
            InstanceId = instanceId,
            FetchInput = withPayloads,
            FetchOutput = withPayloads,
        };
        return (await hub.Service.GetOrchestrationStateAsync(condition, 1, null)).OrchestrationState.FirstOrDefault();
    }

    private async Task<OrchestrationMetadata> WaitAsync(
        string instanceId, Func<OrchestrationState, bool> isThere, bool withPayloads, CancellationToken cancellationToken)
    {
        var poll = FirstPoll;
        try
        {
            while (true)
            {
                var committed = hub.Commits.NextCommitOf(instanceId);
                var state = await FindAsync(instanceId, withPayloads) ?? throw Unknown(instanceId);
                if (isThere(state))
                {
                    return InstanceStates.ToMetadata(state, withPayloads);
                }

                await committed.WaitAsync(poll, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancellationToken.ThrowIfCancellationRequested();
                poll = poll * 1.5 < LongestPoll ? poll * 1.5 : LongestPoll;
            }
        }
        finally
        {
            hub.Commits.Forget(instanceId);
        }
    }

    private async Task TellAsync(string instanceId, HistoryEvent happened)
    {
        var state = await FindAsync(instanceId, withPayloads: false) ?? throw Unknown(instanceId);
        if (InstanceStates.IsEnded(state))
        {
            throw new InvalidOperationException(
                $"The orchestration '{instanceId}' cannot take this: its status is {state.OrchestrationStatus}.");
        }

        await hub.Service.SendTaskOrchestrationMessageAsync(
            new TaskMessage { OrchestrationInstance = new CoreInstance { InstanceId = instanceId }, Event = happened });
    }

    // The table of instances does not know who called whom; the caller's history does.
    // Nobody is left who could purge a child that goes on without its parent. Where no worker runs that could end it, it stays.
    private async Task EndAsync(string child, CancellationToken cancellation)
    {
        if (await FindAsync(child, withPayloads: false) is not { } state || InstanceStates.IsEnded(state))
        {
            return;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(EndPatience);
        try
        {
            await TerminateInstanceAsync(child, new TerminateInstanceOptions("Its parent was purged.", Recursive: true), patience.Token);
            await WaitForInstanceCompletionAsync(child, getInputsAndOutputs: false, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Purging it finds it running and leaves it.
        }
    }

    private async Task<IReadOnlyList<string>> ChildrenOfAsync(string instanceId) =>
        InstanceStates.ChildrenIn(await hub.Service.GetOrchestrationHistoryAsync(instanceId, null));
}
