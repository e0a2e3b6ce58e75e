using System.Globalization;

namespace Trad.Training.Validation.Robustness;

/// <summary>Whether repeated searches find what the job found.</summary>
public static class SearchAgreement
{
    /// <summary>The name of the check.</summary>
    public const string Check = "other-seeds";

    /// <summary>
    /// The share of the repeated searches whose winner has a good part of the published Sharpe ratio and days that go together with its
    /// days.
    /// </summary>
    /// <remarks>
    /// Winners are compared by what they did and not by their parameters: some parameters hardly matter, and different ones may say the
    /// same. A repetition has a share of the trials only, so that disagreement is noted and condemns nothing by itself.
    /// </remarks>
    /// <param name="searches">What they found.</param>
    /// <param name="published">The published trial in sample.</param>
    /// <param name="options">The thresholds.</param>
    public static Finding Evaluate(IReadOnlyList<RepeatedSearch> searches, PartFigures? published, ValidationOptions options)
    {
        if (searches.Count == 0)
        {
            return Finding.Untold(Check, "The request asks for no repeated search.");
        }

        if (published?.Sharpe is not { } own || own <= 0)
        {
            return Finding.Untold(Check, "The published trial did not earn in sample, so other winners tell nothing.");
        }

        var sharpes = searches.Where(search => search.Figures is not null).Select(search => search.Figures!.Sharpe ?? 0).Order().ToList();
        if (sharpes.Count == 0)
        {
            return Finding.Measured(
                Check, FindingOutcome.Noted,
                $"Searched again with {Count(searches.Count)}, {Trials(searches)}, no trial was feasible.", 0, options.AgreeingSearches);
        }

        var agreeing = searches.Count(
            search => search.Correlation >= options.SeedCorrelation && search.Figures!.Sharpe >= options.NeighbourShare * own);
        var share = (double)agreeing / searches.Count;
        var isEnough = share >= options.AgreeingSearches;
        return Finding.Measured(
            Check,
            isEnough ? FindingOutcome.Passed : FindingOutcome.Noted,
            $"Searched again with {Count(searches.Count)}, {Trials(searches)}, {agreeing} of the winners {(agreeing == 1 ? "is" : "are")} alike: at least {options.NeighbourShare:0%} of its Sharpe ratio, with days that go together with its days. Their Sharpe ratios are {Range(sharpes)} against {own:0.##}{(isEnough ? "" : "; which trial wins depends much on chance")}.",
            share,
            options.AgreeingSearches);
    }

    private static string Range(List<double> sharpes) => sharpes.Count == 1
        ? sharpes[0].ToString("0.##", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{sharpes[0]:0.##} to {sharpes[^1]:0.##}");

    private static string Trials(IReadOnlyList<RepeatedSearch> searches) => (searches[0].Trials, searches.Count) switch
    {
        (1, _) => searches.Count == 1 ? "1 trial" : "1 trial each",
        (var trials, 1) => string.Create(CultureInfo.InvariantCulture, $"{trials} trials"),
        var (trials, _) => string.Create(CultureInfo.InvariantCulture, $"{trials} trials each"),
    };

    private static string Count(int seeds) =>
        seeds == 1 ? "1 other seed" : string.Create(CultureInfo.InvariantCulture, $"{seeds} other seeds");
}
