using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Trad.Functions.Api.Access;

/// <summary>
/// What pages of other origins may do from a browser: nothing, unless a setting names their origin. Programs send no
/// <c>Origin</c> and are not concerned.
/// </summary>
internal sealed class CrossOriginRules(AccessRules rules)
{
    private const string Methods = "GET, HEAD, POST, PATCH, DELETE";
    private const string Exposed = "Allow, Content-Disposition, ETag, Location, Retry-After, WWW-Authenticate";
    private const string PreflightSeconds = "600";

    private static readonly string[] Accepted =
        [HeaderNames.ContentType, HeaderNames.IfMatch, HeaderNames.IfNoneMatch, "Idempotency-Key", "Last-Event-ID",
            AccessSessions.KeyHeader];

    // What a browser sends to another origin without asking it first (Fetch standard, CORS-safelisted Content-Type).
    private static readonly string[] Unasked = ["application/x-www-form-urlencoded", "multipart/form-data", MediaTypeNames.Text.Plain];

    /// <summary>
    /// Opens the answer to pages of the origins that may use the API; answers a preflight, for which there is no function.
    /// </summary>
    public IResult? Answer(HttpContext http)
    {
        if (!rules.HasOrigins)
        {
            return null;
        }

        var headers = http.Response.Headers;
        headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        if (WebOrigin.Parse(http.Request.Headers.Origin) is not { } origin || !rules.IsOpenTo(origin))
        {
            return null;
        }

        headers.AccessControlAllowOrigin = origin.ToString();
        headers.AccessControlAllowCredentials = "true";
        headers.AccessControlExposeHeaders = Exposed;
        if (!HttpMethods.IsOptions(http.Request.Method) || http.Request.Headers.AccessControlRequestMethod.Count == 0)
        {
            return null;
        }

        headers.AccessControlAllowMethods = Methods;
        headers.AccessControlAllowHeaders = string.Join(", ", Accepted);
        headers.AccessControlMaxAge = PreflightSeconds;
        return Results.NoContent();
    }

    /// <summary>Refuses what a page of another origin would change, and content types that need no preflight.</summary>
    public IResult? Refuse(HttpRequest request)
    {
        if (FunctionAccess.IsSafe(request.Method))
        {
            return null;
        }

        var header = request.Headers.Origin.ToString();
        var origin = WebOrigin.Parse(header);
        if (origin is not null && rules.IsOpenTo(origin))
        {
            return RefuseContent(request);
        }

        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (header.Length > 0 ? origin is null || !AccessRules.IsOwn(origin, request) || IsElsewhere(site) : IsElsewhere(site))
        {
            var whose = header.Length > 0 ? $"'{header}'" : $"another site (Sec-Fetch-Site: {site})";
            return Problems.Problem(
                StatusCodes.Status403Forbidden,
                "Another site's page",
                $"{request.Method} was sent by a page of {whose}; allowed are this server's own pages and the origins in {AccessOptionsValidator.Setting(nameof(AccessOptions.Origins))}.");
        }

        return header.Length > 0 ? RefuseContent(request) : null;
    }

    private static bool IsElsewhere(string site) => site is "cross-site" or "same-site";

    private static IResult? RefuseContent(HttpRequest request)
    {
        var type = request.ContentType?.Split(';')[0].Trim();
        return Unasked.Contains(type, StringComparer.OrdinalIgnoreCase)
            ? Problems.Problem(
                StatusCodes.Status415UnsupportedMediaType,
                "A form's content type",
                $"Content-Type is '{type}', which any page can send; a page sends 'application/json', or 'application/octet-stream' for a file.")
            : null;
    }
}
