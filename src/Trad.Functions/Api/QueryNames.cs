using System.Collections.Concurrent;
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

    private static readonly ConcurrentDictionary<string, string[]> Known = new(StringComparer.Ordinal);

    /// <summary>Begins to collect what is wrong with a request: the parameters that the function does not take, and those given twice.</summary>
    /// <param name="request">The request.</param>
    /// <param name="function">The function's name.</param>
    public static ValidationErrors Check(HttpRequest request, string function)
    {
        var errors = new ValidationErrors();
        if (request.Query.Count == 0)
        {
            return errors;
        }

        var known = Known.GetOrAdd(function, NamesOf);
        foreach (var (name, values) in request.Query)
        {
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase) && !OfTheHost.Contains(name))
            {
                errors.Add(name, known.Length == 0 ? "is no parameter here; there are none" : $"is no parameter here; there are {string.Join(", ", known)}");
            }
            else if (values.Count > 1)
            {
                errors.Add(name, $"is given {values.Count} times; allowed is once");
            }
        }

        return errors;
    }

    private static string[] NamesOf(string function)
    {
        var method = typeof(QueryNames).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMethods())
            .Single(method => method.GetCustomAttribute<FunctionAttribute>()?.Name == function);
        return
        [
            .. method.IsDefined(typeof(PagedAttribute)) ? ["limit", "continuationToken"] : Array.Empty<string>(),
            .. method.GetCustomAttributes<ParameterAttribute>().Where(parameter => !parameter.IsHeader).Select(parameter => parameter.Name),
        ];
    }
}
