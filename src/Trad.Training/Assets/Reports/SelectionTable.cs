using System.Globalization;
using System.Net;
using System.Text;
using Trad.Training.Validation;

namespace Trad.Training.Assets.Reports;

/// <summary>The part of a report page that tells why this trial was published and not another.</summary>
internal static class SelectionTable
{
    /// <summary>Adds it, when there is one.</summary>
    public static void Add(StringBuilder page, SelectionEvidence? selection)
    {
        if (selection is null)
        {
            return;
        }

        page.Append(
            CultureInfo.InvariantCulture, $"<h2>Why trial {selection.Trial}?</h2><p>{WebUtility.HtmlEncode(selection.Why)}</p>");
        if (selection.Scores.Count == 0)
        {
            return;
        }

        page.Append(
            "<p>The robust score is plateau × trades × out of sample: what parameters beside it promise, whether its trades are enough, and in how many splits of the days it earned on those that were left out.</p>");
        page.Append("<table><tr><th scope=\"col\">Trial</th>");
        foreach (var column in (ReadOnlySpan<string>)["Objective", "Plateau", "Trades", "Out of sample", "Robust score"])
        {
            page.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\" class=\"n\">{column}</th>");
        }

        page.Append("</tr>");
        foreach (var score in selection.Scores)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<tr><th scope=\"row\">{score.Trial}</th><td class=\"n\">{score.Objective:0.###}</td><td class=\"n\">{score.Plateau:0.00}</td><td class=\"n\">{score.TradesShare:0.00}</td><td class=\"n\">{OutOfSample(score.OutOfSample)}</td><td class=\"n\">{score.Score:0.00}</td></tr>");
        }

        page.Append("</table>");
    }

    private static string OutOfSample(OutOfSampleSplits? splits) => splits switch
    {
        null => "–",
        { Splits: 0 } => "too few days",
        _ => string.Create(CultureInfo.InvariantCulture, $"{splits.Share:0.00} ({splits.Earned} of {splits.Splits})"),
    };
}
