using Microsoft.AspNetCore.Http;

namespace Trad.Functions.Candles;

/// <summary>Bodies that tools wrap or change on the way, so that their sender can be told.</summary>
internal static class BodyForm
{
    /// <summary>Whether the body is a form with parts, as <c>curl -F</c> sends it.</summary>
    public static bool IsMultipart(HttpRequest request) =>
        request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true;
}
