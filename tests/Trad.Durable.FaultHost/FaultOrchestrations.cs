using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Trad.Durable.FaultHost;

/// <summary>
/// Orchestrations whose output lists the token of every activity they called, in order. An activity draws its token anew
/// each time it is called, so a result that was asked for twice, lost or exchanged shows in the output.
/// </summary>
public static class FaultOrchestrations
{
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Calls activities side by side.</summary>
    [Function(nameof(FanOut))]
    public static async Task<Token[]> FanOut([OrchestrationTrigger] TaskOrchestrationContext context, int width) =>
        await Task.WhenAll(Enumerable.Range(0, width).Select(i => context.CallActivityAsync<Token>(nameof(Draw), i)));

    /// <summary>Calls activities one after the other, with a timer between them.</summary>
    [Function(nameof(TimedChain))]
    public static async Task<Token[]> TimedChain([OrchestrationTrigger] TaskOrchestrationContext context, int length)
    {
        var tokens = new List<Token>();
        for (var i = 0; i < length; i++)
        {
            tokens.Add(await context.CallActivityAsync<Token>(nameof(Draw), i));
            await context.CreateTimer(Pause, CancellationToken.None);
        }

        return [.. tokens];
    }

    /// <summary>Calls sub-orchestrations side by side, each of which goes through generations.</summary>
    [Function(nameof(Family))]
    public static async Task<Token[]> Family([OrchestrationTrigger] TaskOrchestrationContext context, FamilyPlan plan)
    {
        var children = await Task.WhenAll(Enumerable.Range(0, plan.Children).Select(child => context.CallSubOrchestratorAsync<Token[]>(
            nameof(Generations),
            new GenerationPlan(plan.Generations, []),
            new SubOrchestrationOptions(instanceId: $"{context.InstanceId}-{child}"))));
        return [.. children.SelectMany(tokens => tokens)];
    }

    /// <summary>Calls one activity in each generation and hands its token on.</summary>
    [Function(nameof(Generations))]
    public static async Task<Token[]> Generations([OrchestrationTrigger] TaskOrchestrationContext context, GenerationPlan plan)
    {
        Token[] tokens = [.. plan.Tokens, await context.CallActivityAsync<Token>(nameof(Draw), plan.Tokens.Length)];
        if (tokens.Length < plan.Generations)
        {
            context.ContinueAsNew(plan with { Tokens = tokens });
        }

        return tokens;
    }

    /// <summary>Draws a token.</summary>
    [Function(nameof(Draw))]
    public static async Task<Token> Draw([ActivityTrigger] int number, CancellationToken cancellationToken)
    {
        await Task.Delay(Work, cancellationToken);
        return new Token(number, Guid.NewGuid());
    }
}
