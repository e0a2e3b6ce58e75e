using Microsoft.AspNetCore.Http;
using Trad.Functions.Http;
using Trad.Training.Assets;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Functions.Assets;

/// <summary>Which assets are listed, and how.</summary>
internal sealed class AssetQuery
{
    /// <summary>Most characters to search for.</summary>
    public const int LongestSearch = 200;

    private readonly Paging _paging;
    private readonly AssetOrder _order;
    private readonly PageMark? _after;

    private string? Search { get; init; }

    private string? Strategy { get; init; }

    private string? Symbol { get; init; }

    private AssetStage? Stage { get; init; }

    private AssetQuery(Paging paging, AssetOrder order, PageMark? after) => (_paging, _order, _after) = (paging, order, after);

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
        var after = PageMark.TryParse(paging.ContinuationToken);
        if (paging.ContinuationToken is { Length: > 0 } token && after is null)
        {
            errors.Add("continuationToken", $"'{token}' is not a continuation token of this list; use the one of the page before, or none");
        }

        return new AssetQuery(paging, order ?? AssetOrder.TryParse(AssetOrder.Default)!, after)
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
        var matching = all.Where(Matches).Order(_order).ToList();

        // What comes after the last asset of the page before does not depend on what is added meanwhile; if that asset is
        // gone, the count has to do.
        var start = _after is null ? 0
            : all.FirstOrDefault(asset => asset.Id == _after.Id) is { } last ? matching.Count(asset => _order.Compare(asset, last) <= 0)
            : Math.Min(_after.Count, matching.Count);
        var page = matching.Skip(start).Take(_paging.Limit).ToList();
        var end = start + page.Count;
        return new ListPage<TrainedAsset>(page, end < matching.Count ? new PageMark(page[^1].Id, end).ToString() : null);
    }

    private bool Matches(TrainedAsset asset) =>
        (Strategy is null || asset.Strategy == Strategy)
        && (Symbol is null || asset.Market.Symbols.Contains(Symbol, StringComparer.OrdinalIgnoreCase))
        && (Stage is null || asset.Stage == Stage)
        && (Search is null || Texts(asset).Any(text => text.Contains(Search, StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<string> Texts(TrainedAsset asset) =>
        [asset.Name, asset.Notes, asset.Strategy, asset.Market.Exchange, $"#{asset.JobNumber}", asset.Id, .. asset.Market.Symbols];
}
