using System.Reflection;
using Microsoft.DurableTask;

namespace Trad.Durable.Conformance.Hosting.InMemory;

/// <summary>An activity function as the worker wants it.</summary>
internal sealed class ReflectedActivity(MethodInfo method) : ITaskActivity
{
    public Type InputType => method.GetParameters()[0].ParameterType;

    public Type OutputType => typeof(object);

    public Task<object?> RunAsync(TaskActivityContext context, object? input) => FunctionRegistration.InvokeAsync(method, input);
}
