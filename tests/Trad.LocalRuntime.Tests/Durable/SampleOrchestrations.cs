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

    [Function(nameof(Echo))]
    public static int Echo([ActivityTrigger] int number) => number;

    [Function(nameof(EchoText))]
    public static string EchoText([ActivityTrigger] string text) => text;
}
