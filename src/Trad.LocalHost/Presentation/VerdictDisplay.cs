using Spectre.Console;
using Trad.Training.Validation;

namespace Trad.LocalHost.Presentation;

/// <summary>Shows a verdict and its reasons to a person.</summary>
internal static class VerdictDisplay
{
    // More is in the asset; these are what decided, for they come first.
    private const int MostReasons = 5;

    /// <summary>The verdict in a word, for tables.</summary>
    public static string NameOf(Judgement? judgement) => judgement is null ? "-" : NameOf(judgement.Verdict);

    /// <summary>The verdict in a word.</summary>
    public static string NameOf(Verdict verdict) => verdict == Verdict.NoEdge ? "no edge" : verdict.ToString().ToLowerInvariant();

    /// <summary>Shows the verdict, its reasons and what to look at next.</summary>
    public static void Show(IAnsiConsole console, Judgement? judgement)
    {
        if (judgement is null)
        {
            return;
        }

        var colour = judgement.Verdict switch
        {
            Verdict.Robust => "green",
            Verdict.Fragile or Verdict.Insufficient => "yellow",
            _ => "red",
        };
        console.MarkupLine($"[{colour}]Verdict: {Markup.Escape(NameOf(judgement))}.[/] {Markup.Escape(judgement.Summary)}");
        foreach (var finding in judgement.Findings.Where(finding => finding.Outcome != FindingOutcome.Passed).Take(MostReasons))
        {
            console.MarkupLine($"  {SignOf(finding.Outcome)} {Markup.Escape(finding.Text)}");
        }

        if (judgement.Findings.Count(finding => finding.Outcome == FindingOutcome.Passed) is > 0 and var passed)
        {
            var checks = Figures.Count(judgement.Findings.Count, "check");
            console.MarkupLineInterpolated($"  [green]+[/] {passed} of {checks} {(passed == 1 ? "speaks" : "speak")} for it.");
        }

        console.MarkupLineInterpolated($"Next: {NextAfter(judgement.Verdict)}");
    }

    /// <summary>What a person does next, by the verdict.</summary>
    public static string NextAfter(Verdict verdict) => verdict switch
    {
        Verdict.Robust => "trade it on paper, and revalidate it when newer candles are stored.",
        Verdict.Fragile =>
            "look at the neighbours of its parameters and at doubled costs before anything else; a narrower search may show a plateau.",
        Verdict.Overfit => "do not trade it; search fewer parameters, a longer range or another strategy.",
        Verdict.Insufficient => "give it more candles, so that there are more trades to judge by; more trials do not help.",
        _ => "try another strategy, interval or market: this one does not earn its costs here.",
    };

    private static string SignOf(FindingOutcome outcome) => outcome switch
    {
        FindingOutcome.Failed => "[red]-[/]",
        FindingOutcome.Unknown or FindingOutcome.NotEnough => "[yellow]?[/]",
        _ => "·",
    };
}
