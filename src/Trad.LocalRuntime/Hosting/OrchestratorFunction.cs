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
        if (!method.Parameters.Any(IsContext))
        {
            throw new FunctionBindingException(
                $"The orchestrator '{method.Name}' ({method.Place}) has its trigger on a parameter that is not a {nameof(TaskOrchestrationContext)}.");
        }

        foreach (var parameter in method.Parameters.Where(parameter => !IsContext(parameter)).Skip(1))
        {
            throw new FunctionBindingException(
                $"The orchestrator '{method.Name}' ({method.Place}) takes its context and at most one input; the parameter '{parameter.Name}' cannot be bound.");
        }
    }

    public string Name => _method.Name;

    /// <summary>Runs the orchestrator's code.</summary>
    public async Task<object?> InvokeAsync(TaskOrchestrationContext context, string? input, IServiceProvider services) =>
        await _method.InvokeAsync(
        services,
        [.. _method.Parameters.Select(parameter => IsContext(parameter)
            ? context
            : DurableJson.Read(input, parameter.ParameterType, $"the input of the orchestrator '{Name}'"))]);

    private static bool IsContext(ParameterInfo parameter) =>
        parameter.IsDefined(typeof(OrchestrationTriggerAttribute)) && parameter.ParameterType == typeof(TaskOrchestrationContext);
}
