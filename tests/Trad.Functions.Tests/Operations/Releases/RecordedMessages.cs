using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trad.LocalRuntime.Durable.Storage;

namespace Trad.Functions.Tests.Operations.Releases;

/// <summary>What travels through orchestrations: inputs and results of this app's orchestrators and activities.</summary>
internal static class RecordedMessages
{
    private static readonly Dictionary<string, MethodInfo> Functions = typeof(TradServices).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .Where(method => method.GetParameters().Any(IsTrigger))
        .ToDictionary(method => method.GetCustomAttribute<FunctionAttribute>()!.Name, StringComparer.Ordinal);

    /// <summary>The types of every message, in today's code.</summary>
    public static IEnumerable<Type> Types => Functions.Keys.SelectMany(name => new[] { InputOf(name), ResultOf(name) })
        .Where(type => type != typeof(void)).Distinct();

    /// <summary>The messages of a history: what each is, its type in today's code, and its JSON.</summary>
    public static IEnumerable<(string What, Type Type, string Json)> Of(RecordedOrchestration recorded)
    {
        yield return ($"the input of {recorded.Instance.Name}", InputOf(recorded.Instance.Name), recorded.Instance.Input!);
        if (recorded.Instance is { Status: OrchestrationRuntimeStatus.Completed, Output: { } output } instance
            && ResultOf(instance.Name) is var end && end != typeof(void))
        {
            yield return ($"the result of {instance.Name}", end, output);
        }

        var calls = recorded.Events
            .Where(happened => happened.Kind is HistoryEventKind.ActivityScheduled or HistoryEventKind.SubOrchestrationScheduled)
            .ToDictionary(call => call.TaskId, call => call.Name!);
        foreach (var happened in recorded.Events.Where(happened => happened.Payload is not null))
        {
            switch (happened.Kind)
            {
                case HistoryEventKind.ActivityScheduled or HistoryEventKind.SubOrchestrationScheduled:
                    yield return ($"the input of {happened.Name}", InputOf(happened.Name!), happened.Payload!);
                    break;
                case HistoryEventKind.ActivityCompleted or HistoryEventKind.SubOrchestrationCompleted
                    when calls[happened.TaskId] is var name && ResultOf(name) is var result && result != typeof(void):
                    yield return ($"the result of {name}", result, happened.Payload!);
                    break;
            }
        }
    }

    private static Type InputOf(string function) => Functions[function].GetParameters()
        .First(parameter => parameter.ParameterType.Namespace!.StartsWith("Trad.", StringComparison.Ordinal)).ParameterType;

    private static Type ResultOf(string function) =>
        Functions[function].ReturnType is { IsGenericType: true } task ? task.GetGenericArguments()[0] : typeof(void);

    private static bool IsTrigger(ParameterInfo parameter) =>
        parameter.IsDefined(typeof(OrchestrationTriggerAttribute)) || parameter.IsDefined(typeof(ActivityTriggerAttribute));
}
