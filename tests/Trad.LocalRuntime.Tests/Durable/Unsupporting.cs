using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Trad.LocalRuntime.Tests.Durable;

/// <summary>An orchestrator that asks for what the embedded engine does not have.</summary>
public static class Unsupporting
{
    [Function(nameof(AskFor))]
    public static async Task AskFor([OrchestrationTrigger] TaskOrchestrationContext context, string what)
    {
        switch (what)
        {
            case "Entities":
                await context.Entities.CallEntityAsync(new("any", "any"), "any");
                break;
            case "TaskOptions.Version":
                await context.CallActivityAsync("any", options: new TaskOptions { Version = "2" });
                break;
            case "TaskOptions.Tags":
                await context.CallSubOrchestratorAsync(
                    "any", options: new TaskOptions(null, new Dictionary<string, string> { ["a"] = "b" }));
                break;
            default:
                context.ContinueAsNew(new ContinueAsNewOptions { NewVersion = "2" });
                break;
        }
    }
}
