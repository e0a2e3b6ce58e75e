using Microsoft.AspNetCore.Http;
using Trad.Functions.Api;
using Trad.Training;
using Trad.Training.Requests;

namespace Trad.Functions.Strategies;

/// <summary>Reads which version of a strategy a query asks for.</summary>
internal static class StrategyQuery
{
    /// <summary><c>version</c>; null when absent.</summary>
    public static int? ReadVersion(HttpRequest request, ValidationErrors errors) => request.Query.ContainsKey("version")
        ? QueryReader.ReadWhole(request, "version", 1, 1, RequestLimits.HighestStrategyVersion, errors)
        : null;
}
