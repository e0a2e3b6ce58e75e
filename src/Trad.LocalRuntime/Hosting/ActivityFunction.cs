using System.Reflection;
using Microsoft.Azure.Functions.Worker;
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
        foreach (var parameter in method.Parameters.Where(parameter => !IsInput(parameter) && parameter.ParameterType != typeof(CancellationToken)))
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
        return await _method.InvokeAsync(
            scope.ServiceProvider,
            [.. _method.Parameters.Select(parameter => IsInput(parameter) ? DurableJson.Read(input, parameter.ParameterType) : cancellationToken)]);
    }

    private static bool IsInput(ParameterInfo parameter) => parameter.IsDefined(typeof(ActivityTriggerAttribute));
}
