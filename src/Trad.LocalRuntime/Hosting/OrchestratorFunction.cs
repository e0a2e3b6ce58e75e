using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Trad.LocalRuntime.Durable;

namespace Trad.LocalRuntime.Hosting;

/// <summary>A function that orchestrates.</summary>
internal sealed class OrchestratorFunction
{
    private readonly FunctionMethod _method;

    public OrchestratorFunction(FunctionMethod method)
    {
        _method = method;
        foreach (var parameter in method.Parameters.Where(parameter => !IsContext(parameter)).Skip(1))
        {
            throw new FunctionBindingException(
                $"The orchestrator '{method.Name}' ({method.Place}) takes its context and at most one input; the parameter '{parameter.Name}' cannot be bound.");
        }
    }

    public string Name => _method.Name;

    /// <summary>Runs the orchestrator's code.</summary>
    public async Task<object?> InvokeAsync(TaskOrchestrationContext context, string? input) => await _method.InvokeAsync(
        NoServices.Instance,
        [.. _method.Parameters.Select(parameter => IsContext(parameter) ? context : DurableJson.Read(input, parameter.ParameterType))]);

    private static bool IsContext(ParameterInfo parameter) =>
        parameter.IsDefined(typeof(OrchestrationTriggerAttribute)) && parameter.ParameterType == typeof(TaskOrchestrationContext);

    // Orchestrators must not reach for services: what these return is not in the history.
    private sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
