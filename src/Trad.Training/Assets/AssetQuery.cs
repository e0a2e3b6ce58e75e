using Trad.Training.Validation;

namespace Trad.Training.Assets;

/// <summary>Which assets are listed, and how.</summary>
/// <param name="List">What tells this list from others, for its continuation tokens.</param>
/// <param name="Order">What they are sorted by.</param>
/// <param name="After">The place that the page begins behind; null for the first page.</param>
/// <param name="Limit">Assets per page.</param>
public sealed record AssetQuery(string List, AssetOrder Order, AssetPlace? After, int Limit)
{
    /// <summary>A text that must occur in an asset; null for any.</summary>
    public string? Search { get; init; }

    /// <summary>The strategy; null for any.</summary>
    public string? Strategy { get; init; }

    /// <summary>One of the symbols; null for any.</summary>
    public string? Symbol { get; init; }

    /// <summary>The stage; null for any.</summary>
    public AssetStage? Stage { get; init; }

    /// <summary>The verdict; null for any.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>The page of the assets that is asked for.</summary>
    public ListPage<TrainedAsset> Apply(IReadOnlyList<TrainedAsset> all)
    {
        // What comes behind a place does not depend on what is added, changed or removed meanwhile.
        var rest = all.Where(Matches)
            .Select(asset => (Asset: asset, Place: Order.PlaceOf(asset)))
            .Where(each => After is not { } after || Order.Compare(each.Place, after) > 0)
            .OrderBy(each => each.Place, Order)
            .Take(Limit + 1)
            .ToList();
        return rest.Count > Limit
            ? new ListPage<TrainedAsset>(
                [.. rest.Take(Limit).Select(each => each.Asset)], ListMark.Write(List, rest[Limit - 1].Place.ToString()))
            : new ListPage<TrainedAsset>(rest.ConvertAll(each => each.Asset), null);
    }

    private bool Matches(TrainedAsset asset) =>
        (Strategy is null || asset.Strategy == Strategy)
        && (Symbol is null || asset.Market.Symbols.Contains(Symbol, StringComparer.OrdinalIgnoreCase))
        && (Stage is null || asset.Stage == Stage)
        && (Verdict is null || asset.Validation.Judgement?.Verdict == Verdict)
        && (Search is null || Texts(asset).Any(text => text.Contains(Search, StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<string> Texts(TrainedAsset asset) =>
        [asset.Name, asset.Notes, asset.Strategy, asset.Market.Exchange, $"#{asset.JobNumber}", asset.Id, .. asset.Market.Symbols];
}
