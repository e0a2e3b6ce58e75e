using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Trad.Durable.Conformance.Activities;

namespace Trad.Durable.Conformance.Orchestrations;

/// <summary>Orchestrators that wait, begin anew and call each other.</summary>
public static class LifecycleOrchestrations
{
    [Function(nameof(WaitForText))]
    public static async Task<string?> WaitForText([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.WaitForExternalEvent<string?>("text");

    [Function(nameof(WaitForThree))]
    public static async Task<int[]> WaitForThree([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.WaitForExternalEvent<int>("go");
        return [await context.WaitForExternalEvent<int>("number"), await context.WaitForExternalEvent<int>("number"),
            await context.WaitForExternalEvent<int>("number")];
    }

    [Function(nameof(WaitInVain))]
    public static async Task<string> WaitInVain([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.WaitForExternalEvent<string>("never", TimeSpan.FromMilliseconds(100));
        }
        catch (TaskCanceledException)
        {
            return "timeout";
        }
    }

    [Function(nameof(Timed))]
    public static async Task<bool> Timed([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SetCustomStatus(new { step = "waiting" });
        await context.CreateTimer(TimeSpan.FromMilliseconds(100), CancellationToken.None);
        await context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(-5), CancellationToken.None);
        context.SetCustomStatus("done");
        return true;
    }

    /// <summary>The version of each of its generations, and that of an orchestration it calls.</summary>
    [Function(nameof(ReadVersions))]
    public static async Task<string[]> ReadVersions([OrchestrationTrigger] TaskOrchestrationContext context, string[] seen)
    {
        string[] now = [.. seen, context.Version];
        if (now.Length < 2)
        {
            context.ContinueAsNew(now);
            return now;
        }

        await context.CallActivityAsync<int>(nameof(EchoActivities.EchoNumber), 1);
        return [.. now, context.Version];
    }

    [Function(nameof(CountDown))]
    public static async Task<int> CountDown([OrchestrationTrigger] TaskOrchestrationContext context, int left)
    {
        await context.CallActivityAsync<int>(nameof(EchoActivities.EchoNumber), left);
        if (left > 0)
        {
            context.ContinueAsNew(left - 1);
        }

        return left;
    }

    /// <summary>Sums the numbers it is sent, one generation each, until it is sent a zero.</summary>
    [Function(nameof(Sum))]
    public static async Task<int> Sum([OrchestrationTrigger] TaskOrchestrationContext context, int sum)
    {
        var number = await context.WaitForExternalEvent<int>("number");
        if (number != 0)
        {
            context.ContinueAsNew(sum + number);
        }

        return sum;
    }

    [Function(nameof(Parent))]
    public static async Task<int> Parent([OrchestrationTrigger] TaskOrchestrationContext context, int children)
    {
        var lengths = await Task.WhenAll(Enumerable.Range(1, children).Select(i =>
            context.CallSubOrchestratorAsync<int[]>(nameof(ActivityOrchestrations.Chain), i)));
        return lengths.Sum(results => results.Length);
    }

    [Function(nameof(Child))]
    public static Task<string> Child([OrchestrationTrigger] TaskOrchestrationContext context) =>
        Task.FromResult($"{context.InstanceId}<{context.Parent?.InstanceId}");

    [Function(nameof(NamedChild))]
    public static Task<string> NamedChild([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallSubOrchestratorAsync<string>(
            nameof(Child), null, new SubOrchestrationOptions(instanceId: $"{context.InstanceId}-child"));

    [Function(nameof(FailingChild))]
    public static async Task<string> FailingChild([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            await context.CallSubOrchestratorAsync(nameof(ActivityOrchestrations.ThrowItself));
            return "no failure";
        }
        catch (TaskFailedException failure)
        {
            return failure.Message;
        }
    }

    [Function(nameof(CountingChild))]
    public static Task<int> CountingChild([OrchestrationTrigger] TaskOrchestrationContext context, int from) =>
        context.CallSubOrchestratorAsync<int>(nameof(CountDown), from);

    [Function(nameof(WaitingChild))]
    public static Task<string?> WaitingChild([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallSubOrchestratorAsync<string?>(
            nameof(WaitForText), null, new SubOrchestrationOptions(instanceId: $"{context.InstanceId}-child"));

    [Function(nameof(Send))]
    public static Task Send([OrchestrationTrigger] TaskOrchestrationContext context, string target)
    {
        context.SendEvent(target, "text", "from an orchestration");
        return Task.CompletedTask;
    }
}
