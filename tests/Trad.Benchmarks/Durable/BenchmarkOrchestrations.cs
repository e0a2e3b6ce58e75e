using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Trad.Benchmarks.Durable;

/// <summary>Orchestrations that do nothing but orchestrate.</summary>
public static class BenchmarkOrchestrations
{
    /// <summary>Ends at once.</summary>
    [Function(nameof(Empty))]
    public static Task Empty([OrchestrationTrigger] TaskOrchestrationContext context) => Task.CompletedTask;

    /// <summary>Calls activities side by side.</summary>
    [Function(nameof(Round))]
    public static async Task<int> Round([OrchestrationTrigger] TaskOrchestrationContext context, int width)
    {
        var results = await Task.WhenAll(Enumerable.Range(0, width).Select(i => context.CallActivityAsync<int>(nameof(Echo), i)));
        return results.Length;
    }

    /// <summary>Rounds of activities side by side, one round after the other.</summary>
    [Function(nameof(Rounds))]
    public static async Task<int> Rounds([OrchestrationTrigger] TaskOrchestrationContext context, int count)
    {
        for (var round = 0; round < count; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(i => context.CallActivityAsync<int>(nameof(Echo), i)));
        }

        return count;
    }

    /// <summary>Waits for a word, then calls one activity.</summary>
    [Function(nameof(Waiting))]
    public static async Task<int> Waiting([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.WaitForExternalEvent<int>("go");
        return await context.CallActivityAsync<int>(nameof(Echo), 1);
    }

    /// <summary>Returns its input.</summary>
    [Function(nameof(Echo))]
    public static int Echo([ActivityTrigger] int number) => number;
}
