using Microsoft.AspNetCore.Http;
using Trad.Functions.Api;
using Trad.Training;
using Trad.Training.Requests;

namespace Trad.Functions.Strategies;

/// <summary>Reads which version of a strategy a query asks for.</summary>
internal static class StrategyQuery
{
    /// <summary>What the description of a parameter says of a version.</summary>
    public const string AboutVersion = "The version of a strategy of one's own; the newest when absent.";

    /// <summary><c>version</c>; null when absent.</summary>
    public static int? ReadVersion(HttpRequest request, ValidationErrors errors) => request.Query.ContainsKey("version")
        ? QueryReader.ReadWhole(request, "version", 1, 1, RequestLimits.HighestStrategyVersion, errors)
        : null;
}
