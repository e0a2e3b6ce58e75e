using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Trad.Training;

namespace Trad.Functions.Api;

/// <summary>Entity tags (RFC 9110, section 8.8.3): answers that a client has already need not be sent again.</summary>
internal static class EntityTags
{
    private const int Digits = 16;

    /// <summary>The tag of a version of something.</summary>
    public static string Of(string version) => Of(Encoding.UTF8.GetBytes(version));

    /// <summary>The tag of something that is its own version.</summary>
    public static string Of(ReadOnlySpan<byte> content) => $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..Digits]}\"";

    /// <summary>Whether <c>If-None-Match</c> names the version: the client has it.</summary>
    public static bool IsKnown(HttpRequest request, string version) => IsNamed(request, Of(version));

    /// <summary>Whether <c>If-Match</c> names another version: the client would overwrite what it has not seen.</summary>
    public static bool IsOutdated(HttpRequest request, string version) =>
        request.Headers.IfMatch.Count > 0 && !Names(request.Headers.IfMatch.ToString(), Of(version));

    /// <summary>412: the thing was changed since the client read it.</summary>
    public static IResult Outdated(string what) => Problems.Problem(
        StatusCodes.Status412PreconditionFailed, "Changed meanwhile", $"{what} was changed since it was read with this If-Match; read it again.");

    /// <summary>The value with its tag, or 304 when the client has it.</summary>
    public static IResult Json<T>(HttpRequest request, T value, string version, int status = StatusCodes.Status200OK)
    {
        request.HttpContext.Response.Headers.ETag = Of(version);
        return status == StatusCodes.Status200OK && IsKnown(request, version)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Json(value, TradJson.Options, statusCode: status);
    }

    /// <summary>Bytes with their tag, or 304 when the client has them.</summary>
    public static IResult Bytes(HttpRequest request, byte[] content, string contentType, string? fileName = null)
    {
        var tag = Of(content);
        request.HttpContext.Response.Headers.ETag = tag;
        return IsNamed(request, tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(content, contentType, fileName);
    }

    private static bool IsNamed(HttpRequest request, string tag) => Names(request.Headers.IfNoneMatch.ToString(), tag);

    private static bool Names(string header, string tag) => header
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Any(named => named == "*" || named == tag || named == $"W/{tag}");
}
