using Microsoft.Playwright;
using Trad.Browser;

namespace Trad.Benchmarks.Dashboard;

/// <summary>What a first visit costs, as the browser itself measures it.</summary>
internal static class FirstLoad
{
    private const int Visits = 7;

    // Interactive: the page's scripts have run, its list has been drawn, and no long task is left (as in Lighthouse).
    private const string Script = """
        async () => {
          await new Promise(resolve => { const look = () => document.querySelector('main .empty, main .jobs tbody tr') ? resolve() : requestAnimationFrame(look); look(); });
          const drawn = performance.now();
          await document.fonts.ready;
          await new Promise(resolve => setTimeout(resolve, 500));
          const navigation = performance.getEntriesByType('navigation')[0];
          const files = performance.getEntriesByType('resource').filter(entry => !entry.name.includes('/api/'));
          const longTasks = window.longTasks ?? [];
          return {
            requests: files.length + 1,
            bytes: navigation.transferSize + files.reduce((sum, entry) => sum + entry.transferSize, 0),
            firstByte: navigation.responseStart,
            firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1,
            interactive: Math.max(drawn, ...longTasks.map(task => task.startTime + task.duration).filter(end => end <= drawn + 500)),
            blocking: longTasks.reduce((sum, task) => sum + Math.max(0, task.duration - 50), 0),
            shift: window.layoutShift ?? 0,
          };
        }
        """;

    private const string Observe = """
        window.longTasks = [];
        window.layoutShift = 0;
        new PerformanceObserver(list => window.longTasks.push(...list.getEntries())).observe({ type: 'longtask', buffered: true });
        new PerformanceObserver(list => list.getEntries().forEach(entry => window.layoutShift += entry.value)).observe({ type: 'layout-shift', buffered: true });
        """;

    /// <summary>Visits with an empty cache and prints the median of each figure.</summary>
    public static async Task MeasureAsync(RunningBrowser browser, Uri address)
    {
        var visits = new List<Dictionary<string, double>>();
        for (var visit = 0; visit < Visits; visit++)
        {
            await using var context = await browser.Chromium.NewContextAsync();
            var page = await context.NewPageAsync();
            await page.AddInitScriptAsync(Observe);
            await page.GotoAsync(address.ToString(), new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
            visits.Add(await page.EvaluateAsync<Dictionary<string, double>>(Script));
        }

        double Median(string name) => visits.Select(visit => visit[name]).Order().ElementAt(Visits / 2);
        Console.WriteLine($"first load, empty cache, median of {Visits} visits:");
        Console.WriteLine(
            $"  transferred             {Median("bytes") / 1024,8:0.0} KiB in {Median("requests"):0} requests (limit 100 KB)");
        Console.WriteLine($"  first byte              {Median("firstByte"),8:0} ms");
        Console.WriteLine($"  first contentful paint  {Median("firstPaint"),8:0} ms");
        Console.WriteLine(
            $"  interactive             {Median("interactive"),8:0} ms (limit 500 ms); best {visits.Min(visit => visit["interactive"]):0} ms");
        Console.WriteLine($"  total blocking time     {Median("blocking"),8:0} ms");
        Console.WriteLine($"  cumulative layout shift {Median("shift"),8:0.000}");
    }
}
