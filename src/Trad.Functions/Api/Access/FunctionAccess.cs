using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Trad.Functions.Api.Access;

/// <summary>What each HTTP function of the app asks of its callers.</summary>
internal static class FunctionAccess
{
    private static readonly Lazy<Dictionary<string, AccessLevel>> Declared = new(() => typeof(FunctionAccess).Assembly.GetExportedTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => method.IsDefined(typeof(FunctionAttribute)) && method.IsDefined(typeof(AccessAttribute)))
        .ToDictionary(
            method => method.GetCustomAttribute<FunctionAttribute>()!.Name,
            method => method.GetCustomAttribute<AccessAttribute>()!.Level,
            StringComparer.OrdinalIgnoreCase));

    /// <summary>The least that a caller needs.</summary>
    /// <param name="function">The function's name; null when none answers the request.</param>
    /// <param name="method">The request's method.</param>
    public static AccessLevel Needed(string? function, string method) =>
        function is not null && Declared.Value.TryGetValue(function, out var level) ? level
        : IsSafe(method) ? AccessLevel.Read
        : AccessLevel.Write;

    /// <summary>Whether a method changes nothing (RFC 9110, section 9.2.1).</summary>
    public static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
