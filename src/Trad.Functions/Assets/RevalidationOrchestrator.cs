using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Trad.Functions.Assets;

/// <summary>A revalidation: one piece of work, which a crash only delays.</summary>
public static class RevalidationOrchestrator
{
    private static readonly TaskOptions Persistent =
        TaskOptions.FromRetryPolicy(
            new RetryPolicy(maxNumberOfAttempts: 5, firstRetryInterval: TimeSpan.FromSeconds(1), backoffCoefficient: 2));

    /// <summary>Carries a revalidation out.</summary>
    [Function(nameof(RevalidationOrchestrator))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, RevalidationRun run) =>
        await context.CallActivityAsync(nameof(RevalidateAsset), run, Persistent);
}
