using System.Reflection;
using Microsoft.DurableTask;

namespace Trad.Durable.Conformance.Hosting.InMemory;

/// <summary>An orchestrator function as the worker wants it.</summary>
internal sealed class ReflectedOrchestrator(MethodInfo method) : ITaskOrchestrator
{
    public Type InputType => method.GetParameters().ElementAtOrDefault(1)?.ParameterType ?? typeof(object);

    public Type OutputType => typeof(object);

    public Task<object?> RunAsync(TaskOrchestrationContext context, object? input) => method.GetParameters().Length == 1
        ? FunctionRegistration.InvokeAsync(method, context)
        : FunctionRegistration.InvokeAsync(method, context, input);
}
