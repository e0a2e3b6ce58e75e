using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Trad.Training;

namespace Trad.Functions.Api;

/// <summary>Entity tags (RFC 9110, section 8.8.3): answers that a client has already need not be sent again.</summary>
internal static class EntityTags
{
    private const int Digits = 16;

    /// <summary>The tag of a version of something.</summary>
    public static string FromVersion(string version) => FromContent(Encoding.UTF8.GetBytes(version));

    /// <summary>The tag of something that is its own version.</summary>
    public static string FromContent(ReadOnlySpan<byte> content) => $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..Digits]}\"";

    /// <summary>Whether <c>If-None-Match</c> names the version: the client has it.</summary>
    public static bool IsKnown(HttpRequest request, string version) => HasTag(request, FromVersion(version));

    /// <summary>
    /// Whether <c>If-None-Match</c> names a tag, compared weakly (RFC 9110, section 13.1.2): the client has what it stands for.
    /// </summary>
    public static bool HasTag(HttpRequest request, string tag) => Names(request.Headers.IfNoneMatch, tag, isStrong: false);

    /// <summary>
    /// Whether <c>If-Match</c> names another version, compared strongly (RFC 9110, section 13.1.1: a weak tag matches nothing): the
    /// client would overwrite what it has not seen.
    /// </summary>
    public static bool IsOutdated(HttpRequest request, string version) =>
        request.Headers.IfMatch.Count > 0 && !Names(request.Headers.IfMatch, FromVersion(version), isStrong: true);

    /// <summary>412: the thing was changed since the client read it.</summary>
    public static IResult Outdated(string what) => Problems.Problem(
        StatusCodes.Status412PreconditionFailed, "Changed meanwhile",
        $"{what} was changed since it was read with this If-Match; read it again.");

    /// <summary>The value with its tag, or 304 when the client has it.</summary>
    public static IResult Json<T>(HttpRequest request, T value, string version, int status = StatusCodes.Status200OK)
    {
        request.HttpContext.Response.Headers.ETag = FromVersion(version);
        return status == StatusCodes.Status200OK && IsKnown(request, version)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Json(value, TradJson.Options, statusCode: status);
    }

    /// <summary>Bytes with their tag, or 304 when the client has them.</summary>
    public static IResult Bytes(HttpRequest request, byte[] content, string contentType, string? fileName = null)
    {
        var tag = FromContent(content);
        request.HttpContext.Response.Headers.ETag = tag;
        return HasTag(request, tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(content, contentType, fileName);
    }

    // A header that is no list of tags names nothing.
    private static bool Names(StringValues header, string tag, bool isStrong) =>
        EntityTagHeaderValue.TryParseList(header, out var named)
        && named.Any(each => each.Equals(EntityTagHeaderValue.Any) || each.Compare(EntityTagHeaderValue.Parse(tag), isStrong));
}
