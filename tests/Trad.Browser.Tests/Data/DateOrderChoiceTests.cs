using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Data;

/// <summary>Dates that may be read in two ways: the data page asks how they are meant, and only then.</summary>
public sealed class DateOrderChoiceTests(DashboardHost host, SharedBrowser browser) : IClassFixture<DashboardHost>
{
    [Fact]
    public async Task Order_of_dates_is_asked_for_where_none_tells_and_is_stored_as_chosen()
    {
        await using var visitor = await Visitor.ComeAsync(browser, host.Address);
        var dialog = await ChooseAsync(visitor, "Bitstamp_LTCEUR_1h.csv", "02/03/2024");
        var dates = dialog.GetByLabel("Dates");
        await Assertions.Expect(dialog.GetByText("'02/03/2024 00:00' may be 2 March 2024 or 3 February 2024")).ToBeVisibleAsync();
        await Assertions.Expect(dates).ToHaveValueAsync("");

        await dates.SelectOptionAsync("month-first");
        await CheckAsync(dialog);
        await Assertions.Expect(FirstCandle(dialog, "2024-02-03")).ToBeVisibleAsync();
        await Assertions.Expect(dialog.GetByText("Dates are written with the month first.")).ToBeVisibleAsync();

        await dates.SelectOptionAsync("day-first");
        await CheckAsync(dialog);
        await Assertions.Expect(FirstCandle(dialog, "2024-03-02")).ToBeVisibleAsync();
        await Assertions.Expect(dialog.GetByText("Dates are written with the day first.")).ToBeVisibleAsync();

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Import" }).ClickAsync();
        await visitor.Page.Locator("#toasts").GetByText(new Regex("^2 candles of LTCEUR 1h, .*: 2 new")).WaitForAsync();
        var stored = Assert.Single(await host.Client.Candles.GetCoverageAsync(
            "bitstamp", "LTCEUR", "1h", TestContext.Current.CancellationToken));
        Assert.Equal(new DateTimeOffset(2024, 3, 2, 0, 0, 0, TimeSpan.Zero), stored.Months[0].First);
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Order_of_dates_is_not_asked_for_where_a_date_tells()
    {
        await using var visitor = await Visitor.ComeAsync(browser, host.Address);

        var dialog = await ChooseAsync(visitor, "Bitstamp_XRPEUR_1h.csv", "31/01/2024");

        await Assertions.Expect(FirstCandle(dialog, "2024-01-31")).ToBeVisibleAsync();
        await Assertions.Expect(dialog.GetByLabel("Dates")).ToBeHiddenAsync();
        Assert.Empty(visitor.Errors);
    }

    private static async Task<ILocator> ChooseAsync(Visitor visitor, string name, string date)
    {
        await visitor.GoAsync("data");
        await visitor.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = name,
            MimeType = "text/csv",
            Buffer = Encoding.ASCII.GetBytes(
                $"date,open,high,low,close,volume\n{date} 00:00,100,102,99,101,5\n{date} 01:00,101,103,100,102,5\n"),
        });
        return visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Import candles" });
    }

    private static Task CheckAsync(ILocator dialog) => dialog.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();

    private static ILocator FirstCandle(ILocator dialog, string day) =>
        dialog.GetByRole(AriaRole.Cell, new() { Name = $"{day} 00:00:00 UTC" });
}
