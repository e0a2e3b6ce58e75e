using System.Text.Json;
using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Pages;

/// <summary>Checks a page against WCAG 2.2, levels A and AA, with axe.</summary>
internal static class Accessibility
{
    private const string Run = """
        () => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
          .then(result => JSON.stringify(result.violations.map(violation => ({
            rule: violation.id, help: violation.help, places: violation.nodes.map(node => node.target.join(' ') + ' ' + node.failureSummary) }))))
        """;

    /// <summary>What breaks a rule, each with where it does.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page, SharedBrowser shared)
    {
        // Evaluated over the debugger, which the page's own policy does not concern.
        await page.EvaluateAsync(await File.ReadAllTextAsync(shared.Browser.Installation.AxeScript));
        using var violations = JsonDocument.Parse(await page.EvaluateAsync<string>(Run));
        return [.. violations.RootElement.EnumerateArray().Select(violation =>
            $"{violation.GetProperty("rule")}: {violation.GetProperty("help")} at {string.Join("; ", violation.GetProperty("places").EnumerateArray())}")];
    }
}
