using System.Text;
using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Data;

/// <summary>What changed stored candles, looked at and undone on the data page.</summary>
public sealed class CandleRunsTests(DashboardHost host, SharedBrowser browser) : IClassFixture<DashboardHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Month_that_is_deleted_comes_back_by_undo_and_an_import_goes_by_it()
    {
        await using var file = new MemoryStream(Encoding.ASCII.GetBytes(
            "open_time,open,high,low,close,volume\n2025-03-01T00:00:00Z,1,2,1,2,5\n2025-03-01T01:00:00Z,2,3,2,3,5\n"));
        await host.Client.ImportAsync(file, "mistake.csv", "binance", "BTCUSDT", "1h", Cancellation);
        await using var visitor = await Visitor.ComeAsync(browser, host.Address);
        await visitor.GoAsync("data");
        var cells = visitor.Page.Locator(".coverage td[data-month]");
        var runs = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Changes" });
        var toasts = visitor.Page.Locator("#toasts");
        await cells.First.ClickAsync();

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Delete this month" }).ClickAsync();
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Delete candles of BTCUSDT 1h" });
        await Assertions.Expect(dialog.GetByLabel("What")).ToHaveValueAsync("2025-03");
        await Assertions.Expect(dialog.GetByText("2 candles go")).ToBeVisibleAsync();
        await Assertions.Expect(cells).ToHaveCountAsync(1);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Assertions.Expect(runs.GetByText("Deletion", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(cells).ToHaveCountAsync(0);
        await toasts.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(cells).ToHaveCountAsync(1);
        await Assertions.Expect(toasts.GetByText("0 candles removed, 2 restored")).ToBeVisibleAsync();

        await runs.GetByRole(AriaRole.Button, new() { Name = "Undo Import mistake.csv" }).ClickAsync();

        await Assertions.Expect(toasts.GetByText("2 candles removed, 0 restored")).ToBeVisibleAsync();
        await Assertions.Expect(cells).ToHaveCountAsync(0);
    }
}
