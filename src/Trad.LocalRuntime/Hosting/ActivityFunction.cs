using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Trad.LocalRuntime.Durable;

namespace Trad.LocalRuntime.Hosting;

/// <summary>A function that does a piece of work for an orchestrator.</summary>
internal sealed class ActivityFunction
{
    private readonly FunctionMethod _method;

    public ActivityFunction(FunctionMethod method)
    {
        _method = method;
        foreach (var parameter in method.Parameters.Where(parameter => !CanBind(parameter)))
        {
            throw new FunctionBindingException(
                $"The activity '{method.Name}' ({method.Place}) has a parameter '{parameter.Name}' of type {parameter.ParameterType.Name} that cannot be bound.");
        }
    }

    public string Name => _method.Name;

    /// <summary>Does the work, in a service scope of its own.</summary>
    public async Task<object?> InvokeAsync(IServiceProvider services, string? input, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        object? Bind(ParameterInfo parameter) =>
            IsInput(parameter) ? DurableJson.Read(input, parameter.ParameterType, $"the input of the activity '{Name}'")
            : FunctionMethod.IsDurableClient(parameter) ? scope.ServiceProvider.GetRequiredService<DurableTaskClient>()
            : cancellationToken;
        return await _method.InvokeAsync(scope.ServiceProvider, [.. _method.Parameters.Select(Bind)]);
    }

    private static bool CanBind(ParameterInfo parameter) =>
        IsInput(parameter) || parameter.ParameterType == typeof(CancellationToken) || FunctionMethod.IsDurableClient(parameter);

    private static bool IsInput(ParameterInfo parameter) => parameter.IsDefined(typeof(ActivityTriggerAttribute));
}
