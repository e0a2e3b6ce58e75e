using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trad.Functions.Api.OpenApi;
using Trad.Training;

namespace Trad.Functions.Api;

/// <summary>
/// The query parameters that a function takes, as its attributes say. One that it does not take is refused, like a field that
/// a body does not have: a mistyped filter must not give the whole list.
/// </summary>
internal static class QueryNames
{
    // How a client of a function app gives its key.
    private static readonly string[] OfTheHost = ["code", "clientId"];

    // Of the functions that the document describes; what others answer (the dashboard's page) does not depend on a query.
    private static readonly FrozenDictionary<string, string[]> Known = typeof(QueryNames).Assembly.GetExportedTypes()
        .SelectMany(type => type.GetMethods())
        .Where(method => method.IsDefined(typeof(FunctionAttribute)) && method.IsDefined(typeof(AnswersAttribute)))
        .ToFrozenDictionary(method => method.GetCustomAttribute<FunctionAttribute>()!.Name, NamesOf, StringComparer.Ordinal);

    /// <summary>What is wrong with the query of a request: parameters that the function does not take, and those given twice.</summary>
    /// <param name="request">The request.</param>
    /// <param name="function">The name of the function that will answer it; null when none will.</param>
    public static ValidationErrors Check(HttpRequest request, string? function)
    {
        var errors = new ValidationErrors();
        if (request.Query.Count == 0 || function is null || !Known.TryGetValue(function, out var known))
        {
            return errors;
        }

        foreach (var (name, values) in request.Query)
        {
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase) && !OfTheHost.Contains(name))
            {
                errors.Add(
                    name,
                    known.Length == 0
                        ? "is no parameter here; there are none" : $"is no parameter here; there are {string.Join(", ", known)}");
            }
            else if (values.Count > 1)
            {
                errors.Add(name, $"is given {values.Count} times; allowed is once");
            }
        }

        return errors;
    }

    private static string[] NamesOf(MethodInfo method) =>
    [
        .. method.IsDefined(typeof(PagedAttribute)) ? ["limit", "continuationToken"] : Array.Empty<string>(),
        .. method.GetCustomAttributes<ParameterAttribute>().Where(parameter => !parameter.IsHeader).Select(parameter => parameter.Name),
    ];
}
