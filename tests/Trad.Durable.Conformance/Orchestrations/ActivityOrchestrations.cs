using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Trad.Durable.Conformance.Activities;

namespace Trad.Durable.Conformance.Orchestrations;

/// <summary>Orchestrators that call activities.</summary>
public static class ActivityOrchestrations
{
    [Function(nameof(Empty))]
    public static Task Empty([OrchestrationTrigger] TaskOrchestrationContext context) => Task.CompletedTask;

    [Function(nameof(ReturnInput))]
    public static Task<string?> ReturnInput([OrchestrationTrigger] TaskOrchestrationContext context, string? input) =>
        Task.FromResult(input);

    [Function(nameof(ReadInput))]
    public static Task<Order?> ReadInput([OrchestrationTrigger] TaskOrchestrationContext context) =>
        Task.FromResult(context.GetInput<Order>());

    [Function(nameof(Chain))]
    public static async Task<int[]> Chain([OrchestrationTrigger] TaskOrchestrationContext context, int length)
    {
        var results = new List<int>();
        for (var i = 0; i < length; i++)
        {
            results.Add(await context.CallActivityAsync<int>(nameof(EchoActivities.EchoNumber), i));
        }

        return [.. results];
    }

    [Function(nameof(FanOut))]
    public static async Task<int[]> FanOut([OrchestrationTrigger] TaskOrchestrationContext context, int width) =>
        await Task.WhenAll(Enumerable.Range(0, width).Select(i => context.CallActivityAsync<int>(nameof(EchoActivities.EchoNumber), i)));

    [Function(nameof(EchoTextThrough))]
    public static Task<string?> EchoTextThrough([OrchestrationTrigger] TaskOrchestrationContext context, string? text) =>
        context.CallActivityAsync<string?>(nameof(EchoActivities.EchoText), text);

    [Function(nameof(EchoOrderThrough))]
    public static Task<Order> EchoOrderThrough([OrchestrationTrigger] TaskOrchestrationContext context, Order order) =>
        context.CallActivityAsync<Order>(nameof(EchoActivities.EchoOrder), order);

    [Function(nameof(LongResult))]
    public static async Task<int> LongResult([OrchestrationTrigger] TaskOrchestrationContext context, int length) =>
        await context.CallActivityAsync<int>(
            nameof(EchoActivities.Length), await context.CallActivityAsync<string>(nameof(EchoActivities.LongText), length));

    [Function(nameof(CallThrowing))]
    public static Task CallThrowing([OrchestrationTrigger] TaskOrchestrationContext context, string message) =>
        context.CallActivityAsync(nameof(EchoActivities.Throw), message);

    [Function(nameof(CatchFailure))]
    public static async Task<string> CatchFailure([OrchestrationTrigger] TaskOrchestrationContext context, string message)
    {
        try
        {
            await context.CallActivityAsync(nameof(EchoActivities.Throw), message);
            return "no failure";
        }
        catch (TaskFailedException failure)
        {
            return $"{failure.TaskName}|{failure.FailureDetails.ErrorMessage}";
        }
    }

    [Function(nameof(CallUnknown))]
    public static Task CallUnknown([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync("NoSuchActivity");

    [Function(nameof(CallLoop))]
    public static Task CallLoop([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync(nameof(EchoActivities.Loop), "a");

    [Function(nameof(Retry))]
    public static Task<int> Retry([OrchestrationTrigger] TaskOrchestrationContext context, FailurePlan plan) =>
        context.CallActivityAsync<int>(
            nameof(EchoActivities.FailAtFirst), plan, TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMilliseconds(20))));

    [Function(nameof(RetryByHandler))]
    public static Task<int> RetryByHandler([OrchestrationTrigger] TaskOrchestrationContext context, FailurePlan plan) =>
        context.CallActivityAsync<int>(
            nameof(EchoActivities.FailAtFirst), plan,
            TaskOptions.FromRetryHandler((Microsoft.DurableTask.RetryContext failure) => failure.LastAttemptNumber < 4));

    [Function(nameof(ThrowItself))]
    public static Task ThrowItself([OrchestrationTrigger] TaskOrchestrationContext context) =>
        throw new InvalidOperationException("orchestrator failed");

    [Function(nameof(FirstOfTwo))]
    public static async Task<string> FirstOfTwo([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var stop = new CancellationTokenSource();
        var timer = context.CreateTimer(TimeSpan.FromHours(1), stop.Token);
        var call = context.CallActivityAsync<int>(nameof(EchoActivities.EchoNumber), 7);
        var first = await Task.WhenAny(timer, call);
        stop.Cancel();
        return first == call ? "activity" : "timer";
    }

    [Function(nameof(SameIdentities))]
    public static async Task<bool> SameIdentities([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var first = context.NewGuid();
        var second = context.NewGuid();
        var before = context.CurrentUtcDateTime;
        await context.CallActivityAsync<int>(nameof(EchoActivities.EchoNumber), 1);
        return first != second && context.CurrentUtcDateTime >= before && before.Kind == DateTimeKind.Utc;
    }
}
