using System.Globalization;
using Microsoft.AspNetCore.Http;
using Trad.Training;

namespace Trad.Functions.Api;

/// <summary>The paging parameters of a list request.</summary>
/// <param name="Limit">Items per page.</param>
/// <param name="ContinuationToken">The token of the page before.</param>
internal sealed record Paging(int Limit, string? ContinuationToken)
{
    /// <summary>Most items per page.</summary>
    public const int MaximumLimit = 1000;

    private const int DefaultLimit = 50;

    /// <summary>Reads <c>limit</c> and <c>continuationToken</c>; records what is wrong with them.</summary>
    public static Paging Read(HttpRequest request, ValidationErrors errors)
    {
        var limit = DefaultLimit;
        if (request.Query.TryGetValue("limit", out var text)
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaximumLimit))
        {
            errors.Add("limit", $"'{text}' is not a whole number from 1 to {MaximumLimit}");
        }

        return new Paging(limit, request.Query["continuationToken"]);
    }
}
