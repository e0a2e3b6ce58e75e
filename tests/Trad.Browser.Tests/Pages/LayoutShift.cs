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
        new PerformanceObserver(list => list.getEntries().forEach(entry => window.layoutShift += entry.hadRecentInput ? 0 : entry.value))
          .observe({ type: 'layout-shift', buffered: true });
        """;

    /// <summary>The sum so far.</summary>
    public static Task<double> ReadAsync(IPage page) => page.EvaluateAsync<double>("() => window.layoutShift");
}
