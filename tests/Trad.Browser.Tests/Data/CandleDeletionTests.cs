using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Data;

/// <summary>Ranges and whole markets that are deleted on the data page, after it has told what goes, and come back.</summary>
public sealed class CandleDeletionTests(DashboardHost host, SharedBrowser browser) : IClassFixture<DashboardHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Range_and_whole_market_are_counted_before_they_go_and_come_back_by_undo_even_after_a_reload()
    {
        await using var file = new MemoryStream(Encoding.ASCII.GetBytes(
            "open_time,open,high,low,close,volume\n2025-03-01T00:00:00Z,10,11,10,11,5\n2025-03-01T01:00:00Z,11,12,11,12,5\n"
            + "2025-03-01T02:00:00Z,12,13,12,13,5\n"));
        await host.Client.ImportAsync(file, "three.csv", "binance", "ETHUSDT", "1h", Cancellation);
        await using var visitor = await Visitor.ComeAsync(browser, host.Address);
        await visitor.GoAsync("data");
        var runs = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Changes" });
        var toasts = visitor.Page.Locator("#toasts");
        var total = visitor.Page.GetByText(new Regex("^[0-9]+ candles in 1 market$"));
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Delete candles of ETHUSDT 1h" });
        await runs.GetByLabel("Changes of").SelectOptionAsync("binance/ETHUSDT/1h");

        await runs.GetByRole(AriaRole.Button, new() { Name = "Delete candles …" }).ClickAsync();
        await Assertions.Expect(dialog.GetByText("3 candles go")).ToBeVisibleAsync();
        await dialog.GetByLabel("What").SelectOptionAsync("range");
        await dialog.GetByLabel("From (UTC)").FillAsync("2025-03-01T01:00");
        await dialog.GetByLabel("From (UTC)").BlurAsync();
        await Assertions.Expect(dialog.GetByText("2 candles go")).ToBeVisibleAsync();
        await dialog.GetByLabel("To (UTC)").FillAsync("2025-03-01T02:00");
        await dialog.GetByLabel("To (UTC)").BlurAsync();
        await Assertions.Expect(dialog.GetByText("1 candle goes")).ToBeVisibleAsync();
        await Assertions.Expect(dialog.GetByText("This can be undone until")).ToBeVisibleAsync();
        await Assertions.Expect(total).ToHaveTextAsync("3 candles in 1 market");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Assertions.Expect(total).ToHaveTextAsync("2 candles in 1 market");

        // An empty range is told, and nothing is lost.
        await runs.GetByRole(AriaRole.Button, new() { Name = "Delete candles …" }).ClickAsync();
        await dialog.GetByLabel("What").SelectOptionAsync("range");
        await dialog.GetByLabel("To (UTC)").FillAsync("2024-01-01T00:00");
        await dialog.GetByLabel("To (UTC)").BlurAsync();
        await Assertions.Expect(dialog.GetByText("Nothing is stored of")).ToBeVisibleAsync();

        await dialog.GetByLabel("What").SelectOptionAsync("all");
        await Assertions.Expect(dialog.GetByText("2 candles go")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("No candles yet")).ToBeVisibleAsync();

        await visitor.Page.ReloadAsync();
        await visitor.SettleAsync();
        var undo = runs.GetByRole(AriaRole.Button, new() { Name = "Undo Deletion" });
        await undo.First.ClickAsync();
        await Assertions.Expect(toasts.GetByText("0 candles removed, 2 restored")).ToBeVisibleAsync();
        await Assertions.Expect(total).ToHaveTextAsync("2 candles in 1 market");
        await Assertions.Expect(undo).ToHaveCountAsync(1);
        await undo.ClickAsync();
        await Assertions.Expect(total).ToHaveTextAsync("3 candles in 1 market");
        Assert.Empty(visitor.Errors);
    }
}
