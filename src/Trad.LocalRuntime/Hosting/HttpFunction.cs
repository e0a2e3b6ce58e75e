using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Trad.LocalRuntime.Hosting;

/// <summary>A function that is called over HTTP.</summary>
internal sealed class HttpFunction
{
    private readonly FunctionMethod _method;
    private readonly FunctionRoute _route;

    /// <exception cref="FunctionBindingException">The route or a parameter makes no sense.</exception>
    public HttpFunction(FunctionMethod method)
    {
        _method = method;
        var trigger = method.Find<HttpTriggerAttribute>()!.GetCustomAttribute<HttpTriggerAttribute>()!;
        Route = trigger.Route ?? method.Name;
        Methods = [.. (trigger.Methods ?? []).Select(verb => verb.ToUpperInvariant())];
        try
        {
            _route = new FunctionRoute(Route);
        }
        catch (FormatException wrong)
        {
            throw new FunctionBindingException(
                $"The HTTP function '{method.Name}' ({method.Place}) has the route '{Route}', which cannot be read: {wrong.Message}",
                wrong);
        }

        foreach (var parameter in method.Parameters.Where(parameter => !CanBind(parameter)))
        {
            throw new FunctionBindingException(
                $"The HTTP function '{method.Name}' ({method.Place}) has a parameter '{parameter.Name}' of type {parameter.ParameterType.Name} that is neither the request, a client, a cancellation token, nor part of the route '{Route}'.");
        }
    }

    public string Name => _method.Name;

    public string Route { get; }

    /// <summary>The methods, upper case; none means any.</summary>
    public IReadOnlyList<string> Methods { get; }

    /// <summary>The paths it answers, whatever the parameters are called, so that collisions are found.</summary>
    public string Shape => _route.Shape;

    /// <summary>Answers a request; its token ends when the caller has gone or the host stops.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        var host = http.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        var gone = http.RequestAborted;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(gone, host.ApplicationStopping);
        http.RequestAborted = ending.Token;
        var arguments = new object?[_method.Parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!TryBind(_method.Parameters[i], http, out arguments[i]))
            {
                http.RequestAborted = gone;
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }
        }

        try
        {
            await WriteAsync(http, await _method.InvokeAsync(http.RequestServices, arguments));
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested && !http.Response.HasStarted)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        finally
        {
            http.RequestAborted = gone;
        }
    }

    private static async Task WriteAsync(HttpContext http, object? returned)
    {
        switch (returned)
        {
            case IResult result:
                await result.ExecuteAsync(http);
                break;
            case IActionResult action:
                await action.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
                break;
            case null when !http.Response.HasStarted:
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case not null:
                await http.Response.WriteAsJsonAsync(returned, returned.GetType(), http.RequestAborted);
                break;
        }
    }

    private bool CanBind(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(HttpRequest)
        || parameter.ParameterType == typeof(CancellationToken)
        || FunctionMethod.IsDurableClient(parameter)
        || (_route.HasParameter(parameter.Name!) && FunctionArguments.IsTextual(parameter.ParameterType));

    private static bool TryBind(ParameterInfo parameter, HttpContext http, out object? argument)
    {
        argument = parameter.ParameterType == typeof(HttpRequest) ? http.Request
            : parameter.ParameterType == typeof(CancellationToken) ? http.RequestAborted
            : parameter.ParameterType == typeof(DurableTaskClient) ? http.RequestServices.GetRequiredService<DurableTaskClient>()
            : null;
        return argument is not null || FunctionArguments.TryRead(parameter, http.GetRouteValue(parameter.Name!)?.ToString(), out argument);
    }
}
