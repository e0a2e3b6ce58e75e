using Microsoft.AspNetCore.Http;
using Trad.Functions.Dashboard;

namespace Trad.Functions.Api.Access;

/// <summary>Decides whether a request may reach its function, the same on every host.</summary>
internal sealed class RequestGate(AccessRules rules, CrossOriginRules crossOrigin, RequestRate rate, AccessSessions sessions)
{
    // App Service sets it for a caller whom it has authenticated.
    private const string PrincipalHeader = "X-MS-CLIENT-PRINCIPAL-ID";

    /// <summary>The refusal, or null when the request may go on.</summary>
    /// <param name="http">The request.</param>
    /// <param name="function">The function that will answer it; null when none will.</param>
    public IResult? Refuse(HttpContext http, string? function) =>
        RefuseName(http)
        ?? crossOrigin.Answer(http)
        ?? crossOrigin.Refuse(http.Request)
        ?? rate.Refuse(http)
        ?? RefuseCaller(http, function);

    private IResult? RefuseName(HttpContext http) => rules.IsThisServer(http)
        ? null
        : Problems.Problem(
            StatusCodes.Status421MisdirectedRequest,
            "Not a name of this server",
            $"The request's Host is '{http.Request.Host}'; allowed are loopback names and those in {AccessOptionsValidator.Setting(nameof(AccessOptions.Hosts))}.");

    private IResult? RefuseCaller(HttpContext http, string? function)
    {
        var needed = FunctionAccess.Needed(function, http.Request.Method);
        if (needed == AccessLevel.Anyone)
        {
            return null;
        }

        return rules.Mode switch
        {
            AccessMode.None => RefuseStranger(http),
            AccessMode.Entra => RefuseAnonymous(http),
            _ => RefuseKeyless(http, function, needed),
        };
    }

    private IResult? RefuseStranger(HttpContext http) => rules.IsOpenTo(http.Connection)
        ? null
        : Problems.Problem(
            StatusCodes.Status403Forbidden,
            "No key is set",
            $"This host answers other machines only with a key; set {AccessOptionsValidator.Setting(nameof(AccessOptions.Key))}.");

    private IResult? RefuseAnonymous(HttpContext http)
    {
        if (!rules.IsPlatformAuthenticating)
        {
            return Problems.Problem(
                StatusCodes.Status503ServiceUnavailable,
                "App Service authentication is off",
                $"{AccessOptionsValidator.Setting(nameof(AccessOptions.Mode))} is 'entra', but WEBSITE_AUTH_ENABLED says that App Service authenticates nobody; turn its authentication on, or use 'key'.");
        }

        return http.Request.Headers[PrincipalHeader].ToString().Length > 0
            ? null
            : AccessSessions.Unauthorized(http, "Sign in with Microsoft Entra ID; App Service found nobody signed in.");
    }

    private IResult? RefuseKeyless(HttpContext http, string? function, AccessLevel needed)
    {
        if (!rules.HasKey)
        {
            return Problems.Problem(
                StatusCodes.Status503ServiceUnavailable,
                "No access key is set",
                $"Set {AccessOptionsValidator.Setting(nameof(AccessOptions.Key))} to a key of 16 characters or more, or {AccessOptionsValidator.Setting(nameof(AccessOptions.Mode))} to 'entra'; until then only /api/health answers.");
        }

        if (sessions.Find(http.Request) is not { } caller)
        {
            return function == nameof(DashboardFunctions.GetDashboard)
                ? new SignInPage(StatusCodes.Status401Unauthorized)
                : AccessSessions.Unauthorized(
                    http,
                    $"Send a key in the header {AccessSessions.KeyHeader}, or open a session with POST /api/session; what was sent is none or is not valid.");
        }

        return caller.Level >= needed
            ? null
            : Problems.Problem(
                StatusCodes.Status403Forbidden,
                "Reading only",
                $"This key or session may only read; {http.Request.Method} needs the key of {AccessOptionsValidator.Setting(nameof(AccessOptions.Key))}.");
    }
}
