using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trad.Functions.Api;
using Trad.Training;
using Trad.Training.Assets;

namespace Trad.Functions.Assets;

/// <summary>Which assets are listed, and how.</summary>
internal sealed class AssetQuery
{
    /// <summary>Most characters to search for.</summary>
    public const int LongestSearch = 200;

    private readonly Paging _paging;
    private readonly AssetOrder _order;
    private readonly string _list;
    private readonly AssetPlace? _after;

    private string? Search { get; init; }

    private string? Strategy { get; init; }

    private string? Symbol { get; init; }

    private AssetStage? Stage { get; init; }

    private AssetQuery(Paging paging, AssetOrder order, string list, AssetPlace? after) => (_paging, _order, _list, _after) = (paging, order, list, after);

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
        if (Text("stage") is { } name && !AssetStages.TryParse(name, out stage))
        {
            errors.Add("stage", $"is '{name}'; allowed is one of {AssetStages.KnownNames}");
        }

        var sort = Text("sort") ?? AssetOrder.Default;
        var order = AssetOrder.TryParse(sort);
        if (order is null)
        {
            errors.Add("sort", $"is '{sort}'; allowed is {AssetOrder.KnownNames}");
        }

        var paging = Paging.Read(request, errors);
        var list = JsonSerializer.Serialize<string?[]>(["assets", search, Text("strategy"), Text("symbol"), Text("stage"), sort]);
        return new AssetQuery(paging, order ?? AssetOrder.TryParse(AssetOrder.Default)!, list, ReadPlace(list, paging, errors))
        {
            Search = search,
            Strategy = QueryReader.ReadStrategy(request, errors),
            Symbol = QueryReader.ReadSymbol(request, errors),
            Stage = Text("stage") is null ? null : stage,
        };
    }

    /// <summary>The page of the assets that is asked for.</summary>
    public ListPage<TrainedAsset> Apply(IReadOnlyList<TrainedAsset> all)
    {
        // What comes behind a place does not depend on what is added, changed or removed meanwhile.
        var rest = all.Where(Matches)
            .Select(asset => (Asset: asset, Place: _order.PlaceOf(asset)))
            .Where(each => _after is not { } after || _order.Compare(each.Place, after) > 0)
            .OrderBy(each => each.Place, _order)
            .Take(_paging.Limit + 1)
            .ToList();
        return rest.Count > _paging.Limit
            ? new ListPage<TrainedAsset>([.. rest.Take(_paging.Limit).Select(each => each.Asset)], ListMark.Write(_list, rest[_paging.Limit - 1].Place.ToString()))
            : new ListPage<TrainedAsset>(rest.ConvertAll(each => each.Asset), null);
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

    private bool Matches(TrainedAsset asset) =>
        (Strategy is null || asset.Strategy == Strategy)
        && (Symbol is null || asset.Market.Symbols.Contains(Symbol, StringComparer.OrdinalIgnoreCase))
        && (Stage is null || asset.Stage == Stage)
        && (Search is null || Texts(asset).Any(text => text.Contains(Search, StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<string> Texts(TrainedAsset asset) =>
        [asset.Name, asset.Notes, asset.Strategy, asset.Market.Exchange, $"#{asset.JobNumber}", asset.Id, .. asset.Market.Symbols];
}
