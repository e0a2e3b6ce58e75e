using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Trad.Durable.Conformance.Hosting.InMemory;

/// <summary>Gives the worker what the Functions host would find: this assembly's orchestrators and activities, by their names.</summary>
internal static class FunctionRegistration
{
    public static void AddAll(DurableTaskRegistry registry)
    {
        var methods = typeof(FunctionRegistration).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(method => method.IsDefined(typeof(FunctionAttribute)));
        foreach (var method in methods)
        {
            var name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
            if (method.GetParameters()[0].IsDefined(typeof(OrchestrationTriggerAttribute)))
            {
                registry.AddOrchestrator(name, () => new ReflectedOrchestrator(method));
            }
            else
            {
                registry.AddActivity(name, _ => new ReflectedActivity(method));
            }
        }
    }

    /// <summary>Calls a function and awaits what it returns.</summary>
    public static async Task<object?> InvokeAsync(MethodInfo method, params object?[] arguments)
    {
        var returned = method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        if (returned is not Task task)
        {
            return returned;
        }

        await task;
        return task.GetType().GetProperty("Result") is { } result && result.PropertyType.Name != "VoidTaskResult"
            ? result.GetValue(task)
            : null;
    }
}
