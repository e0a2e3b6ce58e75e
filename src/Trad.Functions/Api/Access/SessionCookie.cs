using Microsoft.AspNetCore.Http;

namespace Trad.Functions.Api.Access;

/// <summary>The cookie that carries a session of the dashboard. Scripts cannot read it, and no other site's page can send it.</summary>
internal static class SessionCookie
{
    /// <summary>Its name on a port of its own scheme; a host on another port adds that.</summary>
    public const string Name = "trad-session";

    /// <summary>The ticket of the request's session, or null.</summary>
    public static string? Read(HttpRequest request) => request.Cookies[NameOf(request)];

    /// <summary>Gives the session to the browser.</summary>
    public static void Write(HttpContext http, string ticket, DateTimeOffset expires) =>
        http.Response.Cookies.Append(NameOf(http.Request), ticket, Settings(http.Request, expires));

    /// <summary>Takes the session from the browser.</summary>
    public static void Delete(HttpContext http) => http.Response.Cookies.Delete(NameOf(http.Request), Settings(http.Request, null));

    // Browsers keep cookies by host, not by port: hosts on two ports of one machine must not end each other's sessions.
    private static string NameOf(HttpRequest request) => request.Host.Port is { } port ? $"{Name}-{port}" : Name;

    private static CookieOptions Settings(HttpRequest request, DateTimeOffset? expires) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps || WebOrigin.Parse(request.Headers.Origin)?.Scheme == Uri.UriSchemeHttps,
        Path = "/",
        Expires = expires,
    };
}
