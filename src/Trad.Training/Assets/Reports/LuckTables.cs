using System.Globalization;
using System.Net;
using System.Text;
using Trad.Training.Validation;

namespace Trad.Training.Assets.Reports;

/// <summary>
/// The tables of a report page that tell what the verdict rests on and how much of the result luck explains: every statistic with its
/// figure and a sentence for who has never heard of it.
/// </summary>
internal static class LuckTables
{
    /// <summary>Adds those that there are.</summary>
    public static void Add(StringBuilder page, AssetValidation validation)
    {
        if (validation.Unseen is { } unseen)
        {
            AddUnseen(page, unseen);
        }

        if (validation.Overfitting is { } overfitting)
        {
            AddOverfitting(page, overfitting);
        }

        if (validation.CrossValidation is { } crossValidation)
        {
            AddCrossValidation(page, crossValidation);
        }
    }

    private static void AddUnseen(StringBuilder page, UnseenEvidence unseen)
    {
        Begin(page, "What the verdict rests on: days that no choice ever saw");
        Row(
            page, "Days and trades", $"{Count(unseen.Days)}, {Count(unseen.Figures.Trades)}",
            "The test parts of the anchored walk-forward and the hold-out, end to end. It does not matter for them how many trials there were.");
        Row(
            page, "Return after costs", Percent(unseen.Figures.TotalReturn),
            $"Holding the market returned {Percent(unseen.Figures.BuyAndHoldReturn)} on these days.");
        Row(page, "Sharpe ratio", Number(unseen.Figures.Sharpe), "Return per risk on these days, for a year.");
        Row(page, "Maximum drawdown", Percent(unseen.Figures.MaximumDrawdown), "The largest fall from a peak on these days.");
        Row(
            page, "Probability of chance", Percent(unseen.PValue),
            "How often days as good would come about without any edge, beyond what being in the market explains.");
        if (unseen.HoldOut is { } holdOut)
        {
            Row(
                page, "Of it the hold-out", Percent(holdOut.TotalReturn),
                $"{Count(holdOut.Trades)} trades; probability of chance {Percent(unseen.HoldOutPValue)}.");
        }

        End(page);
    }

    private static void AddOverfitting(StringBuilder page, OverfittingEvidence luck)
    {
        Begin(page, "How much of the result in sample does luck explain?");
        var lookedAt = luck.Trials < luck.TrialsBacktested
            ? $"a sample of {Count(luck.Trials)} of {Count(luck.TrialsBacktested)} trials" : $"{Count(luck.Trials)} trials";
        Row(
            page, "Sharpe ratio of the daily returns", Number(luck.Sharpe),
            $"Over {Count(luck.Days)} days in sample, for a year. Between {Between(luck.SharpeBounds, Number)} in 90 % of resampled histories.");
        Row(
            page, "Total return", luck.ReturnBounds is null ? "–" : Between(luck.ReturnBounds, each => Percent(each)),
            "Between these two in 90 % of resampled histories.");
        Row(
            page, "Maximum drawdown", luck.DrawdownBounds is null ? "–" : Between(luck.DrawdownBounds, each => Percent(each)),
            "Between these two in 90 % of resampled histories: the next one may be as deep.");
        Row(
            page, "Probabilistic Sharpe ratio", Percent(luck.ProbabilisticSharpe),
            "The probability that the true Sharpe ratio is above zero, had this been the only trial.");
        Row(
            page, "Independent trials", Number(luck.EffectiveTrials),
            $"What {lookedAt} amount to, as many of them do nearly the same.");
        Row(
            page, "Sharpe ratio by luck", Number(luck.ExpectedMaximumSharpe),
            "What the best of so many trials is expected to reach without any skill.");
        Row(
            page, "Deflated Sharpe ratio", Percent(luck.DeflatedSharpe),
            $"The probability that the true Sharpe ratio is above zero although it is the best of many. By the deviation of the trials' own ratios, {Number(luck.SharpeDeviation)}, it is {Percent(luck.DeflatedSharpeByDeviation)}.");
        Row(
            page, "White's reality check", $"{PValue(luck.RealityCheckAgainstNothing)}; {PValue(luck.RealityCheckAgainstHolding)}",
            "If no trial were better than doing nothing (first) or than buying and holding (second), the best would look this good with this probability. Hopeless trials make it blind.");
        Row(
            page, "Hansen's test of superior ability",
            $"{PValue(luck.SuperiorAbilityAgainstNothing)}; {PValue(luck.SuperiorAbilityAgainstHolding)}",
            "The same two questions, not disturbed by hopeless trials.");
        Row(
            page, "Probability of overfitting", Percent(luck.ProbabilityOfOverfitting),
            $"How often the best trial of one half of the days is below the median on the other half; it lost there in {Percent(luck.ProbabilityOfLoss)}.");
        Row(
            page, "Degradation slope", Number(luck.DegradationSlope),
            "How the other half changes per unit of Sharpe ratio in the first half: 1 is kept, 0 or less is not worth anything.");
        Row(
            page, "Minimum track record", luck.MinimumTrackRecordDays is { } days ? $"{Count(Math.Ceiling(days))} days" : "–",
            $"Days of such returns that it takes to tell them from chance, without any search; there are {Count(luck.Days)}.");
        Row(
            page, "Random entries", PValue(luck.RandomEntries),
            "How often entries at random, with the same sides and holding times, did as well.");
        End(page);
        page.Append("<p>A dash stands where a figure is not defined; the checks above say why.</p>");
    }

    private static void AddCrossValidation(StringBuilder page, CrossValidationEvidence paths)
    {
        Begin(page, "Chosen on some of the days, measured on the others");
        Row(
            page, "Paths", Count(paths.PathSharpes.Count),
            $"The days are cut into {paths.Groups} groups; for each of {paths.Splits} choices of {paths.TestGroups} groups the trial that is best on the others, {paths.PurgedDays} days away, is measured on them.");
        Row(page, "Median Sharpe ratio", Number(paths.MedianSharpe), "Of these paths, for a year.");
        Row(page, "Losing paths", Percent(paths.LosingPaths), "The share of the paths that lost money.");
        End(page);
    }

    private static void Begin(StringBuilder page, string title) => page.Append(
        CultureInfo.InvariantCulture,
        $"<h2>{WebUtility.HtmlEncode(title)}</h2><table><tr><th scope=\"col\">Figure</th><th scope=\"col\" class=\"n\">Value</th><th scope=\"col\">What it says</th></tr>");

    private static void Row(StringBuilder page, string name, string value, string meaning) => page.Append(
        CultureInfo.InvariantCulture,
        $"<tr><th scope=\"row\">{WebUtility.HtmlEncode(name)}</th><td class=\"n\">{WebUtility.HtmlEncode(value)}</td><td>{WebUtility.HtmlEncode(meaning)}</td></tr>");

    private static void End(StringBuilder page) => page.Append("</table>");

    private static string Between(Bounds? bounds, Func<double, string> format) =>
        bounds is null ? "–" : $"{format(bounds.Low)} and {format(bounds.High)}";

    private static string Count(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double? value) => value is { } number ? Number(number) : "–";

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string PValue(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "–";

    private static string Percent(double? value) => value?.ToString("0.0 %", CultureInfo.InvariantCulture) ?? "–";
}
