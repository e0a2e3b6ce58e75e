using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Trad.LocalRuntime.Durable;

/// <summary>What the engines do not do says so by its name: a silent difference would be found too late.</summary>
internal static class Unsupported
{
    /// <summary>What a member throws.</summary>
    public static NotSupportedException Member(string name) => new($"{name} is not supported here.");

    /// <summary>Refuses options of a call that would be ignored.</summary>
    /// <exception cref="NotSupportedException">One is set; the message names it.</exception>
    public static void Refuse(TaskOptions? options)
    {
        RefuseWhere(options?.Version is not null, $"{nameof(TaskOptions)}.{nameof(TaskOptions.Version)}");
        RefuseWhere(options?.Tags is { Count: > 0 }, $"{nameof(TaskOptions)}.{nameof(TaskOptions.Tags)}");
    }

    /// <summary>Refuses options of a start that would be ignored.</summary>
    /// <exception cref="NotSupportedException">One is set; the message names it.</exception>
    public static void Refuse(StartOrchestrationOptions? options)
    {
        RefuseWhere(options?.Tags is { Count: > 0 }, $"{nameof(StartOrchestrationOptions)}.{nameof(StartOrchestrationOptions.Tags)}");
        RefuseWhere(
            options?.DedupeStatuses is not null, $"{nameof(StartOrchestrationOptions)}.{nameof(StartOrchestrationOptions.DedupeStatuses)}");
    }

    /// <summary>Refuses a new version of the same orchestration.</summary>
    /// <exception cref="NotSupportedException">One is set.</exception>
    public static void Refuse(ContinueAsNewOptions options) =>
        RefuseWhere(options.NewVersion is not null, $"{nameof(ContinueAsNewOptions)}.{nameof(ContinueAsNewOptions.NewVersion)}");

    /// <summary>Refuses a query that would be answered for this hub alone.</summary>
    /// <exception cref="NotSupportedException">It asks for other hubs.</exception>
    public static void Refuse(OrchestrationQuery query) =>
        RefuseWhere(query.TaskHubNames is not null, $"{nameof(OrchestrationQuery)}.{nameof(OrchestrationQuery.TaskHubNames)}");

    private static void RefuseWhere(bool isSet, string name)
    {
        if (isSet)
        {
            throw Member(name);
        }
    }
}
