using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Trad.Functions.Api.Access;

namespace Trad.Functions.Api;

/// <summary>What every HTTP function shares, before it is asked; each host has an adapter that calls this.</summary>
public static class ApiPipeline
{
    /// <summary>
    /// Prepares the answer and decides whether the request may reach its function: who asks may, and the query names what there is.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="function">The name of the function that will answer it; null when none will.</param>
    /// <returns>The refusal to answer with, or null.</returns>
    public static IResult? Enter(HttpContext http, string? function)
    {
        SafetyHeaders.AddTo(http.Response);
        return http.RequestServices.GetRequiredService<RequestGate>().Refuse(http, function)
            ?? (QueryNames.Check(http.Request, function) is { IsEmpty: false } errors ? Problems.Invalid(errors) : null);
    }

    /// <summary>The adapter for ASP.NET Core: middleware in front of everything that a host answers.</summary>
    public static Task InvokeAsync(HttpContext http, RequestDelegate next) =>
        Enter(http, http.GetEndpoint()?.DisplayName) is { } refusal ? refusal.ExecuteAsync(http) : next(http);
}
