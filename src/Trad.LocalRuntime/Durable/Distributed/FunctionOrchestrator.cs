using Microsoft.DurableTask;
using Trad.LocalRuntime.Hosting;

namespace Trad.LocalRuntime.Durable.Distributed;

/// <summary>An orchestrator function as Durable Task's worker wants it.</summary>
internal sealed class FunctionOrchestrator(string name, OrchestratorFunction? function, IServiceProvider services) : ITaskOrchestrator
{
    public Type InputType => typeof(FunctionPayload);

    public Type OutputType => typeof(object);

    public Task<object?> RunAsync(TaskOrchestrationContext context, object? input)
    {
        if (function is null)
        {
            throw new ArgumentException($"The orchestrator '{name}' does not exist in this app.");
        }

        var json = (input as FunctionPayload)?.Json;
        return function.InvokeAsync(new FunctionOrchestrationContext(context, json), json, services);
    }
}
