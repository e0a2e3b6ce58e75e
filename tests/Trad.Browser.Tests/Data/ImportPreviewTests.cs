using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Data;

/// <summary>What the data page shows of a file before it is stored.</summary>
public sealed class ImportPreviewTests(DashboardHost host, SharedBrowser browser) : IClassFixture<DashboardHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Layout_market_gaps_and_what_is_replaced_are_shown_before_anything_is_stored()
    {
        await using var stored = new MemoryStream(Encoding.ASCII.GetBytes(
            "open_time,open,high,low,close,volume\n2025-03-01T00:00:00Z,1,2,1,2,5\n2025-03-01T01:00:00Z,2,3,2,3,5\n"));
        await host.Client.ImportAsync(stored, "before.csv", "bitstamp", "BTCEUR", "1h", Cancellation);
        await using var visitor = await Visitor.ComeAsync(browser, host.Address);
        await visitor.GoAsync("data");

        await ChooseAsync(
            visitor,
            File(
                "Bitstamp_BTCEUR_1h.csv",
                "Zeit;open;high;low;close;volume;remark\n2025-03-01 00:00:00;1,5;2,5;1,5;2,5;5;a\n2025-03-01 01:00:00;2;3;2;3;5;b\n"
                + "2025-03-01 03:00:00;3;4;3;4;5;c\n"));

        var dialog = visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Import candles" });
        await Assertions.Expect(dialog.GetByLabel("Exchange")).ToHaveValueAsync("bitstamp");
        await Assertions.Expect(dialog.GetByLabel("Symbol")).ToHaveValueAsync("BTCEUR");
        foreach (var shown in (string[])
        [
            "BTCEUR on bitstamp: exchange by the file’s name, symbol by the file’s name",
            "1h, by the file’s name",
            "CSV, separated by a semicolon, decimal comma",
            "text without a zone, taken as UTC",
            "open_time from Zeit, open, high, low, close, volume",
            "1 candle is missing in between, in 1 gap",
            "1 the same, 1 with other values, which are replaced",
        ])
        {
            await Assertions.Expect(dialog.Locator("dd", new() { HasText = shown })).ToBeVisibleAsync();
        }

        await Assertions.Expect(dialog.Locator("dd").GetByText("remark", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Cell, new() { Name = "2025-03-01 03:00:00 UTC" })).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByText("1h · bitstamp · 2")).ToBeVisibleAsync();
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Several_files_are_looked_at_one_by_one_and_outliers_are_taken_of_the_one_that_is_ticked()
    {
        await using var visitor = await Visitor.ComeAsync(browser, host.Address);
        await visitor.GoAsync("data");
        await ChooseAsync(visitor, File("kraken_XBTUSD_1h.csv", Spike()), File("Bitfinex_LTCUSD_1h.csv", Spike()));
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Import 2 files" });
        var bitcoin = dialog.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "kraken_XBTUSD_1h.csv" });
        var litecoin = dialog.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Bitfinex_LTCUSD_1h.csv" });
        await Assertions.Expect(bitcoin.GetByText("is taken for a wrong price")).ToBeVisibleAsync();
        await Assertions.Expect(litecoin.GetByText("is taken for a wrong price")).ToBeVisibleAsync();

        await bitcoin.GetByRole(AriaRole.Checkbox).CheckAsync();
        await Assertions.Expect(bitcoin.GetByText("Would be stored: 12 candles of BTCUSD 1h")).ToBeVisibleAsync();
        await bitcoin.GetByText("What was recognised").ClickAsync();
        await Assertions.Expect(bitcoin.GetByText("BTCUSD on kraken: exchange by the file’s name")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Import" }).ClickAsync();

        await Assertions.Expect(bitcoin.GetByText(new Regex("^12 candles of BTCUSD 1h, .*: 12 new"))).ToBeVisibleAsync();
        await Assertions.Expect(litecoin.GetByText("is taken for a wrong price")).ToBeVisibleAsync();
        await visitor.Page.Locator("#toasts").GetByText("1 of 2 files are stored.").WaitForAsync();
        Assert.Empty(visitor.Errors);
    }

    private static string Spike()
    {
        var text = new StringBuilder("time,open,high,low,close,volume\n");
        for (var hour = 0; hour < 12; hour++)
        {
            text.Append(null, $"2025-02-01T{hour:00}:00:00Z,100,{(hour == 6 ? 5000 : 101)},99,100,5\n");
        }

        return text.ToString();
    }

    private static Task ChooseAsync(Visitor visitor, params FilePayload[] files) =>
        visitor.Page.Locator("input[type=file]").SetInputFilesAsync(files);

    private static FilePayload File(string name, string content) =>
        new() { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(content) };
}
