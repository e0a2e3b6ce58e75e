using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Trad.Durable.Conformance.Orchestrations;

/// <summary>Orchestrators that wait for time and for events, and for whichever comes first.</summary>
public static class WaitingOrchestrations
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    [Function(nameof(ShorterTimer))]
    public static async Task<string> ShorterTimer([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var stop = new CancellationTokenSource();
        var late = context.CreateTimer(Long, stop.Token);
        var soon = context.CreateTimer(Short, CancellationToken.None);
        var first = await Task.WhenAny(late, soon);
        stop.Cancel();
        return first == soon ? "soon" : "late";
    }

    [Function(nameof(CancelledTimer))]
    public static async Task<bool> CancelledTimer([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var stop = new CancellationTokenSource();
        var timer = context.CreateTimer(Long, stop.Token);
        stop.Cancel();
        try
        {
            await timer;
            return false;
        }
        catch (TaskCanceledException)
        {
            return true;
        }
    }

    [Function(nameof(EventOrTimer))]
    public static async Task<string> EventOrTimer([OrchestrationTrigger] TaskOrchestrationContext context, TimeSpan patience)
    {
        using var stop = new CancellationTokenSource();
        var text = context.WaitForExternalEvent<string>("text", stop.Token);
        var timer = context.CreateTimer(patience, stop.Token);
        var first = await Task.WhenAny(text, timer);
        stop.Cancel();
        return first == text ? await text : "timer";
    }

    [Function(nameof(TwoEvents))]
    public static async Task<string> TwoEvents([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var both = await Task.WhenAll(context.WaitForExternalEvent<string>("first"), context.WaitForExternalEvent<string>("second"));
        return string.Join('+', both);
    }

    [Function(nameof(OneNameTwice))]
    public static async Task<int> OneNameTwice([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var both = await Task.WhenAll(context.WaitForExternalEvent<int>("number"), context.WaitForExternalEvent<int>("number"));
        return both.Sum();
    }

    /// <summary>Gives a wait up; the event goes to the next one.</summary>
    [Function(nameof(WaitAgain))]
    public static async Task<string> WaitAgain([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var stop = new CancellationTokenSource();
        var abandoned = context.WaitForExternalEvent<string>("text", stop.Token);
        stop.Cancel();
        try
        {
            return $"abandoned got {await abandoned}";
        }
        catch (TaskCanceledException)
        {
            return await context.WaitForExternalEvent<string>("text");
        }
    }

    /// <summary>Begins a second generation when told to, which takes what the first has not.</summary>
    [Function(nameof(Inherit))]
    public static async Task<int> Inherit([OrchestrationTrigger] TaskOrchestrationContext context, Inheritance plan)
    {
        if (!plan.IsHeir)
        {
            await context.WaitForExternalEvent<int>("go");
            context.ContinueAsNew(plan with { IsHeir = true }, plan.KeepsEvents);
            return 0;
        }

        try
        {
            return await context.WaitForExternalEvent<int>("number", Short);
        }
        catch (TaskCanceledException)
        {
            return -1;
        }
    }
}
