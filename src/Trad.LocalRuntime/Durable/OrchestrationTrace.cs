using System.Diagnostics;
using DurableTask.Core.Tracing;
using Microsoft.DurableTask.Client;
using Trad.LocalRuntime.Durable.Storage;

namespace Trad.LocalRuntime.Durable;

/// <summary>
/// The spans of orchestrations and activities, named and tagged as those of Durable Functions, so that a training is one trace from the
/// request that started it to the last request to storage. Nothing is made while nobody listens.
/// </summary>
internal static class OrchestrationTrace
{
    /// <summary>What to listen to.</summary>
    public const string SourceName = "Trad.Durable";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The span of a start; what it starts goes on beneath it.</summary>
    public static Activity? BeginStart(string name, string instanceId) =>
        Tag(Source.StartActivity($"create_orchestration:{name}", ActivityKind.Producer), "orchestration", name, instanceId);

    /// <summary>What is under way here, as the engine of Durable Functions passes it on; null when nothing is.</summary>
    public static DistributedTraceContext? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } current
        ? new DistributedTraceContext(id, current.TraceStateString)
        : null;

    /// <summary>The span of an activity's call.</summary>
    /// <param name="name">The activity.</param>
    /// <param name="caller">Who calls it.</param>
    public static Activity? BeginCall(string name, InstanceRecord caller) =>
        Tag(Begin($"activity:{name}", caller, default), "activity", name, caller.InstanceId);

    /// <summary>Writes down the span of an orchestration that has ended, from when it was asked for.</summary>
    public static void WriteEnd(InstanceRecord ended)
    {
        using var span = Tag(Begin($"orchestration:{ended.Name}", ended, ended.CreatedAt), "orchestration", ended.Name, ended.InstanceId);
        if (ended.Status == OrchestrationRuntimeStatus.Failed)
        {
            span?.SetStatus(ActivityStatusCode.Error, ended.Output);
        }
    }

    // Whoever carries it out has a trace of its own, or none.
    private static Activity? Begin(string name, InstanceRecord record, DateTimeOffset startedAt) =>
        ActivityContext.TryParse(record.TraceParent, null, isRemote: true, out var parent)
            ? Source.StartActivity(name, ActivityKind.Server, parent, startTime: startedAt)
            : Source.StartActivity(ActivityKind.Server, default, startTime: startedAt, name: name);

    private static Activity? Tag(Activity? span, string type, string name, string instanceId) => span?
        .SetTag("durabletask.type", type)
        .SetTag("durabletask.task.name", name)
        .SetTag("durabletask.task.instance_id", instanceId);
}
