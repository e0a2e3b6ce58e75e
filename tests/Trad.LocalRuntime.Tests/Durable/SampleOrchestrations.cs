using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Trad.LocalRuntime.Tests.Durable;

/// <summary>Orchestrations whose storage traffic and time are known.</summary>
public static class SampleOrchestrations
{
    [Function(nameof(Empty))]
    public static Task Empty([OrchestrationTrigger] TaskOrchestrationContext context) => Task.CompletedTask;

    [Function(nameof(Chain))]
    public static async Task<int> Chain([OrchestrationTrigger] TaskOrchestrationContext context, int length)
    {
        var sum = 0;
        for (var i = 0; i < length; i++)
        {
            sum += await context.CallActivityAsync<int>(nameof(Echo), i);
        }

        return sum;
    }

    [Function(nameof(Reporting))]
    public static async Task Reporting([OrchestrationTrigger] TaskOrchestrationContext context, int length)
    {
        for (var i = 0; i < length; i++)
        {
            context.SetCustomStatus(i);
            await context.CallActivityAsync<int>(nameof(Echo), i);
        }
    }

    [Function(nameof(CountDown))]
    public static async Task CountDown([OrchestrationTrigger] TaskOrchestrationContext context, int left)
    {
        await context.CallActivityAsync<int>(nameof(Echo), left);
        if (left > 0)
        {
            context.ContinueAsNew(left - 1);
        }
    }

    [Function(nameof(FanOut))]
    public static async Task<int[]> FanOut([OrchestrationTrigger] TaskOrchestrationContext context, int width) =>
        await Task.WhenAll(Enumerable.Range(0, width).Select(i => context.CallActivityAsync<int>(nameof(Echo), i)));

    [Function(nameof(LongTexts))]
    public static async Task LongTexts([OrchestrationTrigger] TaskOrchestrationContext context, LongPlan plan)
    {
        context.SetCustomStatus(plan.Text);
        await context.CallActivityAsync<string>(nameof(EchoText), plan.Text);
        if (plan.Generations > 1)
        {
            context.ContinueAsNew(plan with { Generations = plan.Generations - 1 });
        }
    }

    [Function(nameof(LongParent))]
    public static Task LongParent([OrchestrationTrigger] TaskOrchestrationContext context, LongPlan plan) =>
        context.CallSubOrchestratorAsync(nameof(LongTexts), plan, new SubOrchestrationOptions(instanceId: $"{context.InstanceId}-child"));

    /// <summary>Begins one that waits, and ends without it.</summary>
    [Function(nameof(HastyParent))]
    public static Task HastyParent([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        _ = context.CallSubOrchestratorAsync(
            nameof(WaitForGo), new SubOrchestrationOptions(instanceId: $"{context.InstanceId}-child"));
        return Task.CompletedTask;
    }

    [Function(nameof(WaitForGo))]
    public static async Task<int> WaitForGo([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.WaitForExternalEvent<int>("go");
        return await context.CallActivityAsync<int>(nameof(Echo), 1);
    }

    [Function(nameof(Sleep))]
    public static async Task<DateTime[]> Sleep([OrchestrationTrigger] TaskOrchestrationContext context, TimeSpan length)
    {
        var before = context.CurrentUtcDateTime;
        await context.CreateTimer(length, CancellationToken.None);
        return [before, context.CurrentUtcDateTime];
    }

    /// <summary>Sends a letter to its child when the child has asked for it.</summary>
    [Function(nameof(Courier))]
    public static async Task<int[]> Courier([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var child = $"{context.InstanceId}-receiver";
        var received = context.CallSubOrchestratorAsync<int[]>(nameof(Receiver), null, new SubOrchestrationOptions(instanceId: child));
        await context.WaitForExternalEvent<int>("ready");
        context.SendEvent(child, "letter", 7);
        return await received;
    }

    /// <summary>Asks for a letter, and waits a little for a second one that must not come.</summary>
    [Function(nameof(Receiver))]
    public static async Task<int[]> Receiver([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SendEvent(context.Parent!.InstanceId, "ready", 1);
        var letter = await context.WaitForExternalEvent<int>("letter");
        try
        {
            return [letter, await context.WaitForExternalEvent<int>("letter", TimeSpan.FromMilliseconds(200))];
        }
        catch (TaskCanceledException)
        {
            return [letter];
        }
    }

    [Function(nameof(Echo))]
    public static int Echo([ActivityTrigger] int number) => number;

    [Function(nameof(EchoText))]
    public static string EchoText([ActivityTrigger] string text) => text;
}
