using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Trad.Durable.Conformance.Activities;

namespace Trad.Durable.Conformance.Orchestrations;

/// <summary>Orchestrators that show whether a replay repeats what was.</summary>
public static class ReplayOrchestrations
{
    [Function(nameof(StableIdentity))]
    public static async Task<bool> StableIdentity([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var (id, time) = (context.NewGuid(), context.CurrentUtcDateTime);
        var echoedId = await context.CallActivityAsync<string>(nameof(EchoActivities.EchoText), $"{id}");
        var echoedTime = await context.CallActivityAsync<string>(nameof(EchoActivities.EchoText), $"{time:O}");
        return echoedId == $"{id}" && echoedTime == $"{time:O}";
    }

    [Function(nameof(LocalState))]
    public static async Task<string> LocalState([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var path = "";
        for (var i = 0; i < 5; i++)
        {
            path += await context.CallActivityAsync<int>(nameof(EchoActivities.EchoNumber), i);
            path += path.Length % 2 == 0 ? "e" : "o";
        }

        return path;
    }

    [Function(nameof(EndsLive))]
    public static async Task<bool> EndsLive([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync<int>(nameof(EchoActivities.EchoNumber), 1);
        return context.IsReplaying;
    }

    [Function(nameof(Describe))]
    public static Task<string> Describe([OrchestrationTrigger] TaskOrchestrationContext context) =>
        Task.FromResult($"{context.Name.Name}|{context.InstanceId}|{context.Parent is null}");

    [Function(nameof(TimeGoesOn))]
    public static async Task<bool> TimeGoesOn([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var times = new List<DateTime> { context.CurrentUtcDateTime };
        for (var i = 0; i < 3; i++)
        {
            await context.CallActivityAsync<int>(nameof(EchoActivities.EchoNumber), i);
            times.Add(context.CurrentUtcDateTime);
        }

        return times.SequenceEqual(times.Order());
    }

    [Function(nameof(LogsAndEnds))]
    public static async Task LogsAndEnds([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var log = context.CreateReplaySafeLogger(nameof(LogsAndEnds));
        await context.CallActivityAsync<int>(nameof(EchoActivities.EchoNumber), 1);
        context.SetCustomStatus(log.IsEnabled(Microsoft.Extensions.Logging.LogLevel.None));
    }
}
