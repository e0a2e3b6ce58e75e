using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Time.Testing;

namespace Trad.LocalRuntime.Tests.Durable;

/// <summary>Code that a durable engine has to live with.</summary>
public static class Misbehaviour
{
    private static readonly TaskCompletionSource Never = new();

    /// <summary>
    /// Whether <see cref="Fickle"/> calls the one activity or the other: what reading the clock or a random number comes down to.
    /// </summary>
    public static bool IsEven { get; set; }

    /// <summary>The clock of the machine.</summary>
    public static FakeTimeProvider Machine { get; } = new(DateTimeOffset.UnixEpoch);

    [Function(nameof(Fickle))]
    public static async Task Fickle([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync(IsEven ? nameof(Even) : nameof(Odd), 1);
        await context.WaitForExternalEvent<int>("go");
    }

    [Function(nameof(DependsOnTheClock))]
    public static async Task DependsOnTheClock([OrchestrationTrigger] TaskOrchestrationContext context, DateTime switchAt)
    {
        await context.CallActivityAsync(Machine.GetUtcNow() < switchAt ? nameof(Even) : nameof(Odd), 1);
        await context.WaitForExternalEvent<int>("go");
    }

    [Function(nameof(AwaitsForeign))]
    public static async Task AwaitsForeign([OrchestrationTrigger] TaskOrchestrationContext context) => await Task.Delay(20);

    [Function(nameof(AwaitsForeignBesides))]
    public static async Task AwaitsForeignBesides([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await Task.WhenAll(Task.Delay(20), context.WaitForExternalEvent<int>("go"));

    [Function(nameof(Throws))]
    public static Task Throws([OrchestrationTrigger] TaskOrchestrationContext context) =>
        throw new InvalidOperationException("orchestrator failed");

    [Function(nameof(LeavesItsThread))]
    public static async Task LeavesItsThread([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var other = context.CallActivityAsync(nameof(Odd), 1);
        await Task.Run(() => context.CallActivityAsync(nameof(Even), 1));
        await other;
    }

    [Function(nameof(CallsHanging))]
    public static async Task<string> CallsHanging([OrchestrationTrigger] TaskOrchestrationContext context, bool isDeaf)
    {
        try
        {
            await context.CallActivityAsync(isDeaf ? nameof(HangDeaf) : nameof(HangPolitely), 1);
            return "no failure";
        }
        catch (TaskFailedException failure)
        {
            return failure.FailureDetails.ErrorMessage;
        }
    }

    [Function(nameof(Even))]
    public static void Even([ActivityTrigger] int number)
    {
    }

    [Function(nameof(Odd))]
    public static void Odd([ActivityTrigger] int number)
    {
    }

    [Function(nameof(HangPolitely))]
    public static Task HangPolitely([ActivityTrigger] int number, CancellationToken cancellationToken) =>
        Task.Delay(Timeout.Infinite, cancellationToken);

    [Function(nameof(HangDeaf))]
    public static Task HangDeaf([ActivityTrigger] int number) => Never.Task;
}
