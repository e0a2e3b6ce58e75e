using System.Text.Json;
using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Pages;

/// <summary>Checks a page against WCAG 2.2, levels A and AA, with axe.</summary>
internal static class Accessibility
{
    private const string AllRules = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";

    // What axe has of rules about colours at these levels.
    private const string ColourRules = "{ type: 'rule', values: ['color-contrast', 'link-in-text-block'] }";

    /// <summary>What breaks a rule, each with where it does.</summary>
    public static Task<IReadOnlyList<string>> ViolationsAsync(IPage page, SharedBrowser shared) => RunAsync(page, shared, AllRules);

    /// <summary>
    /// What breaks a rule about colours: all that another colour scheme can break on a page that <see cref="ViolationsAsync"/> has
    /// checked in one.
    /// </summary>
    public static Task<IReadOnlyList<string>> ColourViolationsAsync(IPage page, SharedBrowser shared) =>
        RunAsync(page, shared, ColourRules);

    private static async Task<IReadOnlyList<string>> RunAsync(IPage page, SharedBrowser shared, string rules)
    {
        // Evaluated over the debugger, which the page's own policy does not concern.
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(await File.ReadAllTextAsync(shared.Browser.Installation.AxeScript));
        }

        using var violations = JsonDocument.Parse(await page.EvaluateAsync<string>(
            $$"""
            () => axe.run(document, { runOnly: {{rules}} })
              .then(result => JSON.stringify(result.violations.map(violation => ({
                rule: violation.id, help: violation.help, places: violation.nodes.map(node => node.target.join(' ') + ' ' + node.failureSummary) }))))
            """));
        return [.. violations.RootElement.EnumerateArray().Select(violation =>
            $"{violation.GetProperty("rule")}: {violation.GetProperty("help")} at {string.Join("; ", violation.GetProperty("places").EnumerateArray())}")];
    }
}
