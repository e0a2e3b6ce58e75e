using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Trad.LocalRuntime.Hosting;

/// <summary>A method that is a function, and how to call it.</summary>
internal sealed partial class FunctionMethod
{
    private readonly MethodInfo _method;
    private readonly ObjectFactory? _factory;

    /// <exception cref="FunctionBindingException">The method cannot be called by a host.</exception>
    public FunctionMethod(MethodInfo method)
    {
        _method = method;
        Name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
        Parameters = method.GetParameters();
        if (FindProblem() is { } problem)
        {
            throw new FunctionBindingException($"The function '{Name}' ({Place}) {problem}.");
        }

        _factory = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, Type.EmptyTypes);
    }

    public string Name { get; }

    public ParameterInfo[] Parameters { get; }

    /// <summary>Where the method is, for messages.</summary>
    public string Place => $"{_method.DeclaringType!.Name}.{_method.Name}";

    /// <summary>Whether a parameter receives the client of the durable orchestrations.</summary>
    public static bool IsDurableClient(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(DurableTaskClient) && parameter.IsDefined(typeof(DurableClientAttribute));

    /// <summary>The parameter with the attribute, or null.</summary>
    public ParameterInfo? Find<TAttribute>()
        where TAttribute : Attribute => Parameters.FirstOrDefault(parameter => parameter.IsDefined(typeof(TAttribute)));

    /// <summary>Checks that the services which the function's class asks for are there.</summary>
    /// <exception cref="FunctionBindingException">One is missing.</exception>
    public void EnsureServices(IServiceProviderIsService services)
    {
        if (_factory is null)
        {
            return;
        }

        var missing = _method.DeclaringType!.GetConstructors()
            .Select(
                constructor => constructor.GetParameters().FirstOrDefault(
                    parameter => !parameter.HasDefaultValue && !services.IsService(parameter.ParameterType)))
            .ToList();
        if (missing.TrueForAll(parameter => parameter is not null))
        {
            throw new FunctionBindingException(
                $"The function '{Name}' ({Place}) needs the service {missing[0]!.ParameterType.Name} ('{missing[0]!.Name}' of its constructor), which is not registered.");
        }
    }

    /// <summary>Calls the method and awaits what it returns.</summary>
    public async Task<object?> InvokeAsync(IServiceProvider services, object?[] arguments)
    {
        var target = _factory?.Invoke(services, []);
        try
        {
            var returned = Call(target, arguments);
            if (returned is not Task task)
            {
                return returned;
            }

            await task;
            return task.GetType().GetProperty(nameof(Task<object>.Result)) is { } result && result.PropertyType.Name != "VoidTaskResult"
                ? result.GetValue(task)
                : null;
        }
        finally
        {
            (target as IDisposable)?.Dispose();
        }
    }

    private string? FindProblem()
    {
        var triggers = new[]
        {
            typeof(HttpTriggerAttribute),
            typeof(TimerTriggerAttribute),
            typeof(OrchestrationTriggerAttribute),
            typeof(ActivityTriggerAttribute),
        };
        var count = Parameters.Count(parameter => triggers.Any(trigger => parameter.IsDefined(trigger)));
        return !ValidName().IsMatch(Name) ? "has a name that is not a letter followed by up to 127 letters, digits, '_' or '-'"
            : count == 0 ? "has no trigger among its parameters"
            : count > 1 ? "has more than one trigger among its parameters"
            : _method.ReturnType == typeof(void)
                && _method.IsDefined(
                    typeof(
                        System.Runtime.CompilerServices.AsyncStateMachineAttribute)) ? "is 'async void'; nobody could wait for it: return a Task"
            : _method.ContainsGenericParameters ? "is generic"
            : _method is { IsStatic: false, DeclaringType.IsAbstract: true } ? "belongs to an abstract class"
            : null;
    }

    private object? Call(object? target, object?[] arguments)
    {
        try
        {
            return _method.Invoke(target, arguments);
        }
        catch (TargetInvocationException wrapped)
        {
            ExceptionDispatchInfo.Throw(wrapped.InnerException!);
            throw;
        }
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,127}$")]
    private static partial Regex ValidName();
}
