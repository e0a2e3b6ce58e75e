using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Data;

public sealed class SeveralFilesTests(DashboardHost host, SharedBrowser browser) : IClassFixture<DashboardHost>
{
    [Fact]
    public async Task Files_chosen_together_go_into_their_own_markets_and_what_is_wrong_is_said_at_its_file()
    {
        await using var visitor = await Visitor.ComeAsync(browser, host.Address);
        await visitor.GoAsync("data");
        await visitor.Page.Locator("input[type=file]").SetInputFilesAsync(
        [
            File("BTCUSDT-5m-2025-06.csv", DashboardHost.CandleFile("BTCUSDT", days: 2)),
            File("ETHUSDT-5m-2025-06.csv", DashboardHost.CandleFile("ETHUSDT", days: 2)),
            File("notes.csv", "nothing,of,the,kind\n"u8.ToArray()),
        ]);
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Import 3 files" });
        await dialog.GetByLabel("Exchange").FillAsync("simulated");

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Import" }).ClickAsync();

        await Assertions.Expect(dialog.GetByText("576 candles of BTCUSDT 5m")).ToBeVisibleAsync();
        await Assertions.Expect(dialog.GetByText("576 candles of ETHUSDT 5m")).ToBeVisibleAsync();
        await Assertions.Expect(dialog.GetByText("'nothing,of,the,kind' is neither a row of candles")).ToBeVisibleAsync();
        await visitor.Page.Locator("#toasts").GetByText("2 of 3 files are stored.").WaitForAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".coverage tbody tr")).ToHaveCountAsync(2);
    }

    private static FilePayload File(string name, byte[] content) => new() { Name = name, MimeType = "text/csv", Buffer = content };
}
