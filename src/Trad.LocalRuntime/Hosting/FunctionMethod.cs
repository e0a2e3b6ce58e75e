using System.Reflection;
using System.Runtime.ExceptionServices;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Trad.LocalRuntime.Hosting;

/// <summary>A method that is a function, and how to call it.</summary>
internal sealed class FunctionMethod
{
    private readonly MethodInfo _method;
    private readonly ObjectFactory? _factory;

    public FunctionMethod(MethodInfo method)
    {
        _method = method;
        Name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
        Parameters = method.GetParameters();
        _factory = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, Type.EmptyTypes);
    }

    public string Name { get; }

    public ParameterInfo[] Parameters { get; }

    /// <summary>Where the method is, for messages.</summary>
    public string Place => $"{_method.DeclaringType!.Name}.{_method.Name}";

    /// <summary>The parameter with the attribute, or null.</summary>
    public ParameterInfo? Find<TAttribute>()
        where TAttribute : Attribute => Parameters.FirstOrDefault(parameter => parameter.IsDefined(typeof(TAttribute)));

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
}
