using System.Globalization;
using System.Net;
using System.Text;
using Trad.Training.Validation;

namespace Trad.Training.Assets.Reports;

/// <summary>The tables of a report page that tell what repeated searches found and what the asset did on other symbols.</summary>
internal static class RobustnessTables
{
    /// <summary>Adds those that there are.</summary>
    public static void Add(StringBuilder page, RobustnessEvidence? robustness)
    {
        if (robustness is { Checks.Count: > 0 })
        {
            AddChecks(page, robustness.Checks);
        }

        if (robustness is { Searches.Count: > 0 })
        {
            AddSearches(page, robustness.Searches);
        }

        if (robustness is { OtherSymbols.Count: > 0 })
        {
            AddSymbols(page, robustness.OtherSymbols);
        }
    }

    private static void AddChecks(StringBuilder page, IReadOnlyList<Finding> checks)
    {
        page.Append(
            "<h2>Shaken, one thing at a time</h2><table><tr><th scope=\"col\">Check</th><th scope=\"col\">Outcome</th><th scope=\"col\" class=\"n\">Value</th><th scope=\"col\" class=\"n\">Asked for</th><th scope=\"col\">What it says</th></tr>");
        foreach (var check in checks)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<tr><th scope=\"row\">{WebUtility.HtmlEncode(check.Check.Replace('-', ' '))}</th><td>{EnumNames.Format(check.Outcome)}</td><td class=\"n\">{Number(check.Value)}</td><td class=\"n\">{Number(check.Threshold)}</td><td>{WebUtility.HtmlEncode(check.Text)}</td></tr>");
        }

        page.Append("</table>");
    }

    private static void AddSearches(StringBuilder page, IReadOnlyList<RepeatedSearch> searches)
    {
        page.Append(
            "<h2>Searched again with other seeds</h2><p>Correlation: how alike the winner's days in sample are to those of the asset, 1 for the same.</p><table><tr><th scope=\"col\">Seed</th><th scope=\"col\" class=\"n\">Trials</th><th scope=\"col\" class=\"n\">Trades</th><th scope=\"col\" class=\"n\">Return</th><th scope=\"col\" class=\"n\">Sharpe ratio</th><th scope=\"col\" class=\"n\">Correlation</th></tr>");
        foreach (var search in searches)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<tr><th scope=\"row\">{search.Seed}</th><td class=\"n\">{search.Trials}</td>");
            page.Append(search.Figures is { } figures
                ? $"{Cells(figures)}<td class=\"n\">{Number(search.Correlation)}</td></tr>"
                : $"<td colspan=\"4\">{WebUtility.HtmlEncode(search.Reason ?? "no winner")}</td></tr>");
        }

        page.Append("</table>");
    }

    private static void AddSymbols(StringBuilder page, IReadOnlyList<OtherSymbol> symbols)
    {
        page.Append(
            "<h2>On other symbols, over the days in sample</h2><table><tr><th scope=\"col\">Symbol</th><th scope=\"col\" class=\"n\">Trades</th><th scope=\"col\" class=\"n\">Return</th><th scope=\"col\" class=\"n\">Sharpe ratio</th><th scope=\"col\" class=\"n\">Buy and hold</th></tr>");
        foreach (var symbol in symbols)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{WebUtility.HtmlEncode(symbol.Symbol)}</th>");
            page.Append(symbol.Figures is { } figures
                ? $"{Cells(figures)}<td class=\"n\">{Percent(figures.BuyAndHoldReturn)}</td></tr>"
                : $"<td colspan=\"4\">{WebUtility.HtmlEncode(symbol.Reason ?? "not tried")}</td></tr>");
        }

        page.Append("</table>");
    }

    private static string Cells(PartFigures figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"<td class=\"n\">{figures.Trades}</td><td class=\"n\">{Percent(figures.TotalReturn)}</td><td class=\"n\">{Number(figures.Sharpe)}</td>");

    private static string Number(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–";

    private static string Percent(double value) => value.ToString("0.0 %", CultureInfo.InvariantCulture);
}
