using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Trad.Durable.Conformance.Activities;

namespace Trad.Durable.Conformance.Orchestrations;

/// <summary>Orchestrators whose tasks fail.</summary>
public static class ErrorOrchestrations
{
    /// <summary>Calls six activities, one of which fails, and counts those that succeeded.</summary>
    [Function(nameof(OneOfSix))]
    public static async Task<int> OneOfSix([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var good = Enumerable.Range(0, 5).Select(i => context.CallActivityAsync<int>(nameof(EchoActivities.EchoNumber), i)).ToList();
        var bad = context.CallActivityAsync(nameof(EchoActivities.Throw), "one is bad");
        try
        {
            await Task.WhenAll([.. good, bad]);
            return -1;
        }
        catch (TaskFailedException)
        {
            return good.Count(task => task.IsCompletedSuccessfully);
        }
    }

    /// <summary>Undoes what it did when a later step fails.</summary>
    [Function(nameof(Compensate))]
    public static async Task<string> Compensate([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var done = await context.CallActivityAsync<string>(nameof(EchoActivities.EchoText), "booked");
        try
        {
            await context.CallActivityAsync(nameof(EchoActivities.Throw), "no money");
            return done;
        }
        catch (TaskFailedException)
        {
            return $"{done}, {await context.CallActivityAsync<string>(nameof(EchoActivities.EchoText), "cancelled")}";
        }
    }

    [Function(nameof(Unretryable))]
    public static Task<int> Unretryable([OrchestrationTrigger] TaskOrchestrationContext context, FailurePlan plan) =>
        context.CallActivityAsync<int>(
            nameof(EchoActivities.FailAtFirst),
            plan,
            TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromMilliseconds(20)) { HandleFailure = _ => false }));

    /// <summary>Asks by a durable timer before each new attempt.</summary>
    [Function(nameof(RetryAfterTimer))]
    public static Task<int> RetryAfterTimer([OrchestrationTrigger] TaskOrchestrationContext context, FailurePlan plan) =>
        context.CallActivityAsync<int>(nameof(EchoActivities.FailAtFirst), plan, TaskOptions.FromRetryHandler(async failure =>
        {
            await failure.OrchestrationContext.CreateTimer(TimeSpan.FromMilliseconds(50), CancellationToken.None);
            return failure.LastAttemptNumber < 3;
        }));

    [Function(nameof(RetriedChild))]
    public static Task<int> RetriedChild([OrchestrationTrigger] TaskOrchestrationContext context, FailurePlan plan) =>
        context.CallSubOrchestratorAsync<int>(
            nameof(Fragile), plan, TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMilliseconds(20))));

    [Function(nameof(Fragile))]
    public static Task<int> Fragile([OrchestrationTrigger] TaskOrchestrationContext context, FailurePlan plan) =>
        context.CallActivityAsync<int>(nameof(EchoActivities.FailAtFirst), plan);

    /// <summary>Calls itself deeper and deeper; the deepest one fails.</summary>
    [Function(nameof(Deep))]
    public static async Task Deep([OrchestrationTrigger] TaskOrchestrationContext context, int levels)
    {
        if (levels == 0)
        {
            throw new InvalidOperationException("the deepest reason");
        }

        await context.CallSubOrchestratorAsync(nameof(Deep), levels - 1);
    }

    [Function(nameof(UnknownChild))]
    public static Task UnknownChild([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallSubOrchestratorAsync("NoSuchOrchestrator");
}
