using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.Logging;
using Trad.LocalRuntime.Durable.Storage;

namespace Trad.LocalRuntime.Durable.Execution;

/// <summary>What an orchestrator's code sees of its execution.</summary>
internal sealed class OrchestrationContext(
    string orchestrator, InstanceRecord record, DecisionLog decisions, ExternalEvents events, TurnSynchronizationContext turns,
    ILoggerFactory logs)
    : TaskOrchestrationContext
{
    private bool _isReplaying;
    private int _nextGuid;

    public override TaskName Name => orchestrator;

    public override string InstanceId => record.InstanceId;

    public override ParentOrchestrationInstance? Parent { get; } =
        record.Parent is { } parent ? new ParentOrchestrationInstance(parent.Name, parent.InstanceId) : null;

    public override string Version => record.Version;

    public override DateTime CurrentUtcDateTime => decisions.Time.UtcDateTime;

    public override bool IsReplaying => _isReplaying;

    /// <summary>The custom status set last, JSON.</summary>
    public string? CustomStatus { get; private set; } = record.CustomStatus;

    /// <summary>The request to start anew; null when there is none.</summary>
    public (object? Input, bool KeepsEvents)? NextGeneration { get; private set; }

    protected override ILoggerFactory LoggerFactory => logs;

    public override TaskOrchestrationEntityFeature Entities => throw Unsupported.Member(nameof(Entities));

    /// <summary>Says whether the code goes over history.</summary>
    public void SetReplaying(bool isReplaying) => _isReplaying = isReplaying;

    public override T? GetInput<T>()
        where T : default => DurableJson.Read<T>(record.Input, $"the input of the orchestrator '{orchestrator}'");

    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = default, TaskOptions? options = default)
    {
        if (input is TaskOptions && options is null)
        {
            throw new ArgumentException(
                "Task options were given as the activity's input; pass them as the argument 'options'.", nameof(input));
        }

        Unsupported.Refuse(options);
        var payload = DurableJson.Write(input, $"the input of the activity '{name.Name}'");
        var result = await RetryLoop.RunAsync(
            this, options?.Retry, () => decisions.Call(HistoryEventKind.ActivityScheduled, name.Name, payload));
        return DurableJson.Read<TResult>(result, $"the result of the activity '{name.Name}'")!;
    }

    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = default, TaskOptions? options = default)
    {
        Unsupported.Refuse(options);
        var instanceId = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        var payload = DurableJson.Write(input, $"the input of the orchestrator '{orchestratorName.Name}'");
        var result = await RetryLoop.RunAsync(
            this, options?.Retry,
            () => decisions.Call(HistoryEventKind.SubOrchestrationScheduled, orchestratorName.Name, payload, instanceId));
        return DurableJson.Read<TResult>(result, $"the output of the orchestrator '{orchestratorName.Name}'")!;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        turns.EnsureCurrent(orchestrator);
        return events.WaitAsync<T>(eventName, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload) =>
        decisions.Send(instanceId, eventName, DurableJson.Write(payload, $"the event '{eventName}'"));

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken) =>
        decisions.WaitUntilAsync(new DateTimeOffset(fireAt.ToUniversalTime(), TimeSpan.Zero), cancellationToken);

    public override void SetCustomStatus(object? customStatus) => CustomStatus = DurableJson.Write(customStatus, "the custom status");

    public override void ContinueAsNew(object? newInput = default, bool preserveUnprocessedEvents = true) =>
        NextGeneration = (newInput, preserveUnprocessedEvents);

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        Unsupported.Refuse(options);
        ContinueAsNew(options.NewInput, options.PreserveUnprocessedEvents);
    }

    public override Guid NewGuid()
    {
        var seed = SHA256.HashData(Encoding.UTF8.GetBytes($"{record.InstanceId}/{CurrentUtcDateTime:O}/{_nextGuid++}"));
        return new Guid(seed.AsSpan(0, 16));
    }
}
