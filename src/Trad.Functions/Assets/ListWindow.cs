using System.Globalization;
using Microsoft.AspNetCore.Http;
using Trad.Functions.Api;
using Trad.Training;

namespace Trad.Functions.Assets;

/// <summary>A page of a list that is read whole and never changes.</summary>
/// <param name="Start">Position of the first item.</param>
/// <param name="Limit">Items per page.</param>
internal sealed record ListWindow(int Start, int Limit)
{
    /// <summary>Reads <c>limit</c> and <c>continuationToken</c>; records what is wrong with them.</summary>
    public static ListWindow Read(HttpRequest request, ValidationErrors errors)
    {
        var paging = Paging.Read(request, errors);
        var start = 0;
        if (paging.ContinuationToken is { Length: > 0 } token
            && !int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out start))
        {
            errors.Add("continuationToken", $"'{token}' is not a continuation token of this list; use the one of the page before, or none");
        }

        return new ListWindow(start, paging.Limit);
    }

    /// <summary>The page.</summary>
    public ListPage<T> Apply<T>(IReadOnlyList<T> items)
    {
        var end = (int)Math.Min((long)Start + Limit, items.Count);
        return new ListPage<T>(
            [.. items.Skip(Start).Take(Limit)], end < items.Count ? end.ToString(CultureInfo.InvariantCulture) : null);
    }
}
