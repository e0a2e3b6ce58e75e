using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Trad.Functions.Candles;

/// <summary>Bodies that tools wrap or change on the way, so that their sender can be told.</summary>
internal static partial class BodyForm
{
    /// <summary>Whether the body is a form with parts, as <c>curl -F</c> sends it.</summary>
    public static bool IsMultipart(HttpRequest request) =>
        request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether the body is marked as <c>curl -d</c> marks it, which takes the line ends out of a file.</summary>
    /// <param name="request">The request.</param>
    /// <param name="defect">What is wrong with the body: where that is in a later line, the line ends are there.</param>
    public static bool MayLackLineEnds(HttpRequest request, string defect) =>
        request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true
        && !LaterLine().IsMatch(defect);

    [GeneratedRegex(@"\blines? ([2-9]|[1-9][\d,]+)\b", RegexOptions.IgnoreCase)]
    private static partial Regex LaterLine();
}
