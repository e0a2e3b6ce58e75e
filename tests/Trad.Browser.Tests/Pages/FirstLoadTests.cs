using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Pages;

/// <summary>What somebody who comes for the first time waits for.</summary>
public sealed class FirstLoadTests(FilledHost filled, SharedBrowser browser)
{
    // As sent, headers and all: 100 KB, which a slow connection of 1.6 Mbit/s has in half a second.
    private const int MostBytes = 100 * 1024;

    // The page and its files, by the browser's own account; answers of the API grow with what there is.
    private const string Transferred = """
        () => performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))
          .filter(entry => !entry.name.includes('/api/')).reduce((sum, entry) => sum + entry.transferSize, 0)
        """;

    [Fact]
    public async Task First_visit_transfers_no_more_than_a_hundred_kilobytes()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        await visitor.GoAsync("jobs");
        await visitor.RestAsync();

        Assert.InRange(await visitor.Page.EvaluateAsync<int>(Transferred), 10_000, MostBytes);
    }
}
