using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trad.Functions.Api;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Validation;

namespace Trad.Functions.Assets;

/// <summary>The list of assets that a query over HTTP asks for.</summary>
internal static class AssetListing
{
    /// <summary>Most characters to search for.</summary>
    public const int LongestSearch = 200;

    /// <summary>Reads the query; records what is wrong with it.</summary>
    public static AssetQuery Read(HttpRequest request, ValidationErrors errors)
    {
        string? Text(string name) => request.Query[name].ToString() is { Length: > 0 } text ? text : null;

        var search = Text("search");
        if (search?.Length > LongestSearch)
        {
            errors.Add("search", $"has {search.Length} characters; allowed are {LongestSearch}");
        }

        var stage = default(AssetStage);
        if (Text("stage") is { } name && !EnumNames.TryParse(name, out stage))
        {
            errors.Add("stage", $"is '{name}'; allowed is one of {EnumNames.Known<AssetStage>()}");
        }

        var verdict = QueryReader.ReadEnum<Verdict>(request, "verdict", errors);
        var sort = Text("sort") ?? AssetOrder.Default;
        var order = AssetOrder.TryParse(sort);
        if (order is null)
        {
            errors.Add("sort", $"is '{sort}'; allowed is {AssetOrder.KnownNames}");
        }

        var paging = Paging.Read(request, errors);
        var list = JsonSerializer.Serialize<string?[]>(
            ["assets", search, Text("strategy"), Text("symbol"), Text("stage"), Text("verdict"), sort]);
        return new AssetQuery(list, order ?? AssetOrder.TryParse(AssetOrder.Default)!, ReadPlace(list, paging, errors), paging.Limit)
        {
            Search = search,
            Strategy = QueryReader.ReadStrategy(request, errors),
            Symbol = QueryReader.ReadSymbol(request, errors),
            Stage = Text("stage") is null ? null : stage,
            Verdict = verdict,
        };
    }

    private static AssetPlace? ReadPlace(string list, Paging paging, ValidationErrors errors)
    {
        try
        {
            return ListMark.Read(list, paging.ContinuationToken) is { } place ? AssetPlace.Parse(place) : null;
        }
        catch (FormatException wrongToken)
        {
            errors.Add("continuationToken", wrongToken.Message);
            return null;
        }
    }
}
