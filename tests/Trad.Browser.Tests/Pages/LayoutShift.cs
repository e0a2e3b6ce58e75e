using Microsoft.Playwright;

namespace Trad.Browser.Tests.Pages;

/// <summary>How much of a page moved by itself, as the browser measures it (cumulative layout shift).</summary>
internal static class LayoutShift
{
    /// <summary>What web.dev calls good.</summary>
    public const double Good = 0.1;

    /// <summary>Adds up shifts from the beginning; must run before the page's own scripts.</summary>
    public const string Script = """
        window.layoutShift = 0;
        window.layoutShifts = [];
        const named = ({ node, previousRect, currentRect }) =>
          `${node?.nodeName}.${node?.className} from ${Math.round(previousRect.y)} to ${Math.round(currentRect.y)}`;
        new PerformanceObserver(list => list.getEntries().filter(entry => !entry.hadRecentInput).forEach(entry => {
          window.layoutShift += entry.value;
          window.layoutShifts.push(`${entry.value.toFixed(3)}: ${entry.sources.map(named).join(', ')}`);
        })).observe({ type: 'layout-shift', buffered: true });
        """;

    /// <summary>The sum so far.</summary>
    public static Task<double> ReadAsync(IPage page) => page.EvaluateAsync<double>("() => window.layoutShift");

    /// <summary>What moved, how far and from where to where, a line each.</summary>
    public static Task<string> ExplainAsync(IPage page) => page.EvaluateAsync<string>("() => window.layoutShifts.join('\\n')");
}
