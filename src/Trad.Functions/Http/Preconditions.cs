using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trad.Training;

namespace Trad.Functions.Http;

/// <summary>Versions of resources (ETags) and the conditions that requests make of them.</summary>
internal static class Preconditions
{
    /// <summary>The version of a resource: a hash of its representation.</summary>
    public static string TagOf(ReadOnlySpan<byte> body) => $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"";

    /// <summary>Whether <c>If-None-Match</c> names the version.</summary>
    public static bool IsKnown(HttpRequest request, string tag) => Names(request.Headers.IfNoneMatch.ToString(), tag);

    /// <summary>Whether <c>If-Match</c> is absent or names the resource's version.</summary>
    public static bool Match<T>(HttpRequest request, T resource) =>
        request.Headers.IfMatch.ToString() is not { Length: > 0 } condition
        || Names(condition, TagOf(JsonSerializer.SerializeToUtf8Bytes(resource, TradJson.Options)));

    private static bool Names(string condition, string tag) =>
        condition.Split(',', StringSplitOptions.TrimEntries).Any(named => named == "*" || named == tag || named == $"W/{tag}");
}
