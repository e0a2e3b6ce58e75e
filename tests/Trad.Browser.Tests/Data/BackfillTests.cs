using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Data;

/// <summary>Getting candles from an exchange by the page of the data.</summary>
public sealed class BackfillTests(ExchangeHost exchange, SharedBrowser browser) : IClassFixture<ExchangeHost>
{
    [Fact]
    public async Task Person_fetches_a_range_watches_it_fetches_the_rest_and_repairs()
    {
        await using var visitor = await Visitor.ComeAsync(browser, exchange.Host.Address);
        var page = visitor.Page;
        exchange.IsBanning = true;
        await visitor.GoAsync("data");
        await AskAsync(page, "BTCUSDT", "2025-05-10", "2025-05-01");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByLabel("To (UTC)")).ToHaveAttributeAsync("aria-invalid", "true");
        await dialog.GetByLabel("To (UTC)").FillAsync("2025-06-20");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Fetch" }).ClickAsync();

        // The exchange makes it wait: what it is at is shown, also after a refresh.
        var run = page.Locator(".backfill").Filter(new() { HasText = "10 May 2025 to 20 Jun 2025" });
        await Assertions.Expect(run.Locator(".state")).ToHaveTextAsync("running");
        await Assertions.Expect(run).ToContainTextAsync(new Regex("of 2 months.*waiting until .*the exchange asks for it"));
        await page.ReloadAsync();
        await Assertions.Expect(run.Locator(".state")).ToHaveTextAsync("running");
        exchange.IsBanning = false;

        await Assertions.Expect(run.Locator(".state")).ToHaveTextAsync("completed", new() { Timeout = 60_000 });
        await Assertions.Expect(run).ToContainTextAsync("2 of 2 months, 11,808 candles fetched, 11,808 new");
        await Assertions.Expect(run.GetByRole(AriaRole.Progressbar)).ToHaveAttributeAsync("aria-valuenow", "100");
        await Assertions.Expect(Month(page, "BTCUSDT", "2025-05: 6,336 candles")).ToHaveClassAsync(new Regex("cover-part"));
        var june = Month(page, "BTCUSDT", "2025-06: ");
        await Assertions.Expect(june).ToHaveClassAsync(new Regex("cover-part"));

        await june.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Fetch what is missing" }).ClickAsync();
        await Assertions.Expect(dialog.GetByLabel("From (UTC)")).ToHaveValueAsync("2025-06-01");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Fetch" }).ClickAsync();
        await Assertions.Expect(june).ToHaveClassAsync(new Regex("cover-full"), new() { Timeout = 60_000 });
        await Assertions.Expect(june).ToHaveAttributeAsync("aria-label", "2025-06: 8,640 candles, 100.00 %");

        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for gaps again" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Repair" }).ClickAsync();
        var repair = page.Locator(".backfill").Filter(new() { HasText = "by repair" });
        await Assertions.Expect(repair.Locator(".state")).ToHaveTextAsync("completed", new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator(".backfill").Filter(new() { HasText = "BTCUSDT" })).ToHaveCountAsync(3);
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Person_cancels_a_backfill_that_waits()
    {
        await using var visitor = await Visitor.ComeAsync(browser, exchange.Host.Address);
        var page = visitor.Page;
        exchange.IsBanning = true;
        await visitor.GoAsync("data");
        await AskAsync(page, "ETHUSDT", "2025-06-05", "2025-06-20");
        var run = page.Locator(".backfill").Filter(new() { HasText = "ETHUSDT" });
        await Assertions.Expect(run.Locator(".state")).ToHaveTextAsync("running");

        await run.GetByRole(AriaRole.Button, new() { Name = "Cancel the backfill of ETHUSDT" }).ClickAsync();

        await Assertions.Expect(run.Locator(".state")).ToHaveTextAsync("cancelled", new() { Timeout = 60_000 });
        await Assertions.Expect(run.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        exchange.IsBanning = false;
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Month_is_full_of_gaps_only_for_what_lies_between_the_first_and_the_last_stored_candle()
    {
        // April begins late, May is whole, and June ends early after a week without candles.
        foreach (var (from, to) in new[] { (Day(4, 11), Day(6, 3)), (Day(6, 10), Day(6, 21)) })
        {
            await exchange.Host.ImportAsync("SOLUSDT", DashboardHost.CandleFile("SOLUSDT", from, to));
        }

        await using var visitor = await Visitor.ComeAsync(browser, exchange.Host.Address);
        var page = visitor.Page;
        await visitor.GoAsync("data");

        await Assertions.Expect(Month(page, "SOLUSDT", "2025-04: ")).ToHaveClassAsync(new Regex("cover-part"));
        await Assertions.Expect(Month(page, "SOLUSDT", "2025-05: ")).ToHaveClassAsync(new Regex("cover-full"));
        var june = Month(page, "SOLUSDT", "2025-06: ");
        await Assertions.Expect(june).ToHaveClassAsync(new Regex("cover-gap"));
        await Assertions.Expect(june).ToHaveAttributeAsync("aria-label", new Regex("2,016 missing between the first and the last stored"));
        await june.ClickAsync();
        await Assertions.Expect(page.Locator(".gaps li")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".gaps li")).ToContainTextAsync("2025-06-03 00:00:00 UTC");
        await Month(page, "SOLUSDT", "2025-04: ").ClickAsync();
        await Assertions.Expect(page.Locator(".gaps li")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Month_of_which_nothing_is_stored_between_two_others_is_a_hole()
    {
        foreach (var (from, to) in new[] { (Day(2, 20), Day(3, 1)), (Day(4, 1), Day(4, 11)) })
        {
            await exchange.Host.ImportAsync("DOTUSDT", DashboardHost.CandleFile("SOLUSDT", from, to));
        }

        await using var visitor = await Visitor.ComeAsync(browser, exchange.Host.Address);
        await visitor.GoAsync("data");

        var march = Month(visitor.Page, "DOTUSDT", "2025-03: ");
        await Assertions.Expect(march).ToHaveClassAsync(new Regex("cover-hole"));
        await Assertions.Expect(march).ToHaveAttributeAsync("aria-label", "2025-03: nothing stored, a hole of 8,928 candles");
        await Assertions.Expect(visitor.Page.Locator(".coverage tbody tr").Filter(new() { HasText = "DOTUSDT" }))
            .ToContainTextAsync("8,928 missing");
        Assert.Empty(visitor.Errors);
    }

    private static DateTimeOffset Day(int month, int day) => new(2025, month, day, 0, 0, 0, TimeSpan.Zero);

    private static async Task AskAsync(IPage page, string symbol, string from, string to)
    {
        await page.Locator(".page-head").GetByRole(AriaRole.Button, new() { Name = "Fetch from an exchange" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Fetch from an exchange" });
        foreach (var (field, value) in new[] { ("Exchange", "simulated"), ("Symbol", symbol), ("Interval", "5m"), ("From (UTC)", from),
            ("To (UTC)", to) })
        {
            await dialog.GetByLabel(field).FillAsync(value);
        }

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Fetch" }).ClickAsync();
    }

    private static ILocator Month(IPage page, string symbol, string text) =>
        page.Locator(".coverage tbody tr").Filter(new() { HasText = symbol })
            .GetByRole(AriaRole.Gridcell, new() { NameRegex = new Regex($"^{text}") });
}
