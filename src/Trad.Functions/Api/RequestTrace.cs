using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Trad.Functions.Api;

/// <summary>By what a request is found again in logs and traces.</summary>
internal static class RequestTrace
{
    /// <summary>The trace that the request belongs to (W3C); where nobody traces, the server's own name of the request.</summary>
    public static string Of(HttpContext http) => Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
}
