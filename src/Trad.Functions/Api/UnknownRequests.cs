using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Trad.Functions.Api;

/// <summary>What no other function answers, so that a mistyped path or method is told like any other mistake.</summary>
public static class UnknownRequests
{
    // The Functions host tries routes in the order of the functions' names; this one fits everything.
    private const string Last = "ZUnknownRequest";

    private static readonly Lazy<IReadOnlyList<(string[] Segments, string Method)>> Known = new(ReadRoutes);

    /// <summary>Any method, <c>/api/…</c>: 405 when the path is answered for other methods, else 404.</summary>
    [Function(Last)]
    public static IResult Refuse([HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/{*path}")] HttpRequest request)
    {
        var path = request.Path.ToString();
        var segments = path.Trim('/').Split('/');
        var methods = Known.Value.Where(route => Fits(route.Segments, segments)).Select(route => route.Method).Distinct()
            .Order(StringComparer.Ordinal).ToList();
        if (methods.Count == 0)
        {
            return Problems.NotFound($"There is nothing at '{path}'; see /api/openapi.json.");
        }

        var allowed = string.Join(", ", methods);
        request.HttpContext.Response.Headers.Allow = allowed;
        return Problems.Problem(
            StatusCodes.Status405MethodNotAllowed, "Method not allowed",
            $"'{path}' does not answer {request.Method}; allowed is {allowed}.");
    }

    private static bool Fits(string[] route, string[] path) =>
        route.Length == path.Length
        && route.Zip(path).All(
            pair => pair.First.StartsWith('{') ? pair.Second.Length > 0 : pair.First.Equals(
                pair.Second, StringComparison.OrdinalIgnoreCase));

    private static List<(string[] Segments, string Method)> ReadRoutes() =>
    [
        .. typeof(UnknownRequests).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
            .SelectMany(trigger => (trigger?.Methods ?? []).Select(verb => (trigger!.Route!.Split('/'), verb.ToUpperInvariant()))),
    ];
}
