using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Trad.LocalRuntime.Hosting;

/// <summary>A function that is called over HTTP.</summary>
internal sealed class HttpFunction
{
    private readonly FunctionMethod _method;

    public HttpFunction(FunctionMethod method)
    {
        _method = method;
        var trigger = method.Find<HttpTriggerAttribute>()!.GetCustomAttribute<HttpTriggerAttribute>()!;
        Route = trigger.Route ?? method.Name;
        Methods = [.. (trigger.Methods ?? []).Select(verb => verb.ToUpperInvariant())];
        foreach (var parameter in method.Parameters.Where(parameter => !CanBind(parameter)))
        {
            throw new FunctionBindingException(
                $"The HTTP function '{method.Name}' ({method.Place}) has a parameter '{parameter.Name}' of type {parameter.ParameterType.Name} that is neither the request, a client, nor part of the route '{Route}'.");
        }
    }

    public string Name => _method.Name;

    public string Route { get; }

    public IReadOnlyList<string> Methods { get; }

    /// <summary>What it answers: every method with the route, parameter names left out, so that collisions are found.</summary>
    public IEnumerable<string> Endpoints
    {
        get
        {
            var shape = string.Join('/', Route.Split('/').Select(segment => segment.StartsWith('{') ? "{}" : segment));
            return Methods.Count == 0 ? [$"ANY /{shape}"] : Methods.Select(method => $"{method} /{shape}");
        }
    }

    /// <summary>Answers a request.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        var arguments = new object?[_method.Parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!TryBind(_method.Parameters[i], http, out arguments[i]))
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }
        }

        switch (await _method.InvokeAsync(http.RequestServices, arguments))
        {
            case IResult result:
                await result.ExecuteAsync(http);
                break;
            case IActionResult action:
                await action.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
                break;
            case null:
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case var value:
                await http.Response.WriteAsJsonAsync(value, value.GetType());
                break;
        }
    }

    private bool CanBind(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(HttpRequest)
        || parameter.ParameterType == typeof(CancellationToken)
        || (parameter.ParameterType == typeof(DurableTaskClient) && parameter.IsDefined(typeof(DurableClientAttribute)))
        || IsInRoute(parameter);

    private bool IsInRoute(ParameterInfo parameter) => Route.Split('/').Any(segment =>
        segment.StartsWith('{') && string.Equals(segment.Trim('{', '}', '*').Split(':', '?', '=')[0], parameter.Name, StringComparison.OrdinalIgnoreCase));

    private static bool TryBind(ParameterInfo parameter, HttpContext http, out object? argument)
    {
        if (parameter.ParameterType == typeof(HttpRequest))
        {
            argument = http.Request;
        }
        else if (parameter.ParameterType == typeof(CancellationToken))
        {
            argument = http.RequestAborted;
        }
        else if (parameter.ParameterType == typeof(DurableTaskClient))
        {
            argument = http.RequestServices.GetRequiredService<DurableTaskClient>();
        }
        else
        {
            return TryConvert(http.GetRouteValue(parameter.Name!)?.ToString(), parameter.ParameterType, out argument);
        }

        return true;
    }

    private static bool TryConvert(string? text, Type type, out object? value)
    {
        value = null;
        if (text is null || type == typeof(string))
        {
            value = text;
            return true;
        }

        try
        {
            value = Convert.ChangeType(text, Nullable.GetUnderlyingType(type) ?? type, CultureInfo.InvariantCulture);
            return true;
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException or InvalidCastException)
        {
            return false;
        }
    }
}
