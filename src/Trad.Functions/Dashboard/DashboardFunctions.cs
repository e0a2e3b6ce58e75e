using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using Trad.Functions.Api;

namespace Trad.Functions.Dashboard;

/// <summary>Serves the dashboard: one page and the files that it names.</summary>
public sealed class DashboardFunctions
{
    private const string ForEver = "public, max-age=31536000, immutable";
    private const string AskAgain = "no-cache";

    // Nothing from elsewhere, nothing inline, nothing evaluated, no text taken for markup, no frame around it.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    private static readonly Lazy<DashboardFiles> Files = new(DashboardFiles.Embedded);

    /// <summary><c>GET /</c> and <c>HEAD /</c>: the page.</summary>
    /// <remarks>
    /// An optional segment of no length is how a function answers at the root of the host. It takes every method: what it does not
    /// take, the Functions host answers at its root with 204, as if that were something.
    /// </remarks>
    [Function(nameof(GetDashboard))]
    public IResult GetDashboard([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{ignored:maxlength(0)?}")] HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            request.HttpContext.Response.Headers.Allow = "GET, HEAD";
            return Problems.Problem(
                StatusCodes.Status405MethodNotAllowed, "Method not allowed", $"'/' does not answer {request.Method}; allowed is GET, HEAD.");
        }

        var headers = request.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return Send(request, Files.Value.Page, AskAgain);
    }

    /// <summary><c>GET /dashboard/{file}</c>: a file that the page names; its content never changes.</summary>
    [Function(nameof(GetDashboardFile))]
    public IResult GetDashboardFile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "dashboard/{file}")] HttpRequest request, string file) =>
        Files.Value.Find(file) is { } found
            ? Send(request, found, ForEver)
            : Problems.NotFound($"The dashboard has no file '{file}'; load the page again.");

    private static IResult Send(HttpRequest request, DashboardFile file, string caching)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.CacheControl = caching;
        headers.ETag = file.EntityTag;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.XContentTypeOptions = "nosniff";
        if (EntityTags.HasTag(request, file.EntityTag))
        {
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        var coding = file.IsCompressible ? ContentCoding.Choose(request.Headers.AcceptEncoding!) : ContentCoding.Identity;
        if (coding != ContentCoding.Identity)
        {
            headers.ContentEncoding = coding.Name;
        }

        return Results.Bytes(file.Encode(coding), file.ContentType);
    }
}
