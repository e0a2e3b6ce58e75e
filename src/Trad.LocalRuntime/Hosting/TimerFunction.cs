using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Trad.LocalRuntime.Hosting;

/// <summary>A function that is called on a schedule.</summary>
internal sealed class TimerFunction
{
    private readonly FunctionMethod _method;

    public TimerFunction(FunctionMethod method)
    {
        _method = method;
        Trigger = method.Find<TimerTriggerAttribute>()!.GetCustomAttribute<TimerTriggerAttribute>()!;
        foreach (var parameter in method.Parameters.Where(parameter => !CanBind(parameter)))
        {
            throw new FunctionBindingException(
                $"The timer function '{method.Name}' ({method.Place}) has a parameter '{parameter.Name}' of type {parameter.ParameterType.Name} that cannot be bound.");
        }
    }

    public string Name => _method.Name;

    /// <summary>The schedule as written, perhaps the name of a setting.</summary>
    public string Schedule => Trigger.Schedule;

    public TimerTriggerAttribute Trigger { get; }

    /// <summary>Calls the function for an occurrence.</summary>
    public async Task InvokeAsync(IServiceProvider services, TimerInfo timer, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        object? Bind(ParameterInfo parameter) =>
            parameter.ParameterType == typeof(TimerInfo) ? timer
            : parameter.ParameterType == typeof(CancellationToken) ? cancellationToken
            : scope.ServiceProvider.GetRequiredService<DurableTaskClient>();
        await _method.InvokeAsync(scope.ServiceProvider, [.. _method.Parameters.Select(Bind)]);
    }

    private static bool CanBind(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(TimerInfo)
        || parameter.ParameterType == typeof(CancellationToken)
        || FunctionMethod.IsDurableClient(parameter);
}
