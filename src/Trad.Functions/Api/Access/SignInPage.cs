using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Trad.Functions.Api.Access;

/// <summary>
/// What a browser without a session gets in place of the dashboard: a form for the key, in one piece, since nothing else
/// is open to it. The key goes into the body of a request, never into an address.
/// </summary>
/// <param name="status">The answer's status.</param>
internal sealed partial class SignInPage(int status) : IResult
{
    private static readonly Lazy<(byte[] Content, string Policy)> Page = new(Read);

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = Page.Value.Content.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = Page.Value.Policy;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await response.Body.WriteAsync(Page.Value.Content, httpContext.RequestAborted);
        }
    }

    // Its own script and style, known by their hashes, and nothing else.
    private static (byte[] Content, string Policy) Read()
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("sign-in.html")!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        var html = reader.ReadToEnd().ReplaceLineEndings("\n");
        string HashOf(string tag) =>
            Convert.ToBase64String(
                SHA256.HashData(
                    Encoding.UTF8.GetBytes(Inline().Matches(html).Single(match => match.Groups["tag"].Value == tag).Groups["text"].Value)));
        return (
            Encoding.UTF8.GetBytes(html),
            $"default-src 'none'; script-src 'sha256-{HashOf("script")}'; style-src 'sha256-{HashOf("style")}'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'");
    }

    [GeneratedRegex("<(?<tag>script|style)>(?<text>.*?)</\\k<tag>>", RegexOptions.Singleline)]
    private static partial Regex Inline();
}
