using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Pages;

/// <summary>
/// The pictures of an asset: candles with what was traded and seen on them, holding beside the equity, and what trades came to.
/// </summary>
public sealed class AssetChartTests(FilledHost filled, SharedBrowser browser)
{
    [Fact]
    public async Task Candles_tell_their_figures_under_the_crosshair_and_the_strategys_indicators_are_read()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        var indicators = page.WaitForResponseAsync(response => response.Url.Contains("/indicators", StringComparison.Ordinal));
        await visitor.GoAsync(filled.Route("asset"));
        Assert.Equal(200, (await indicators).Status);
        var legend = page.Locator(".candle-legend");
        await Assertions.Expect(legend).ToHaveTextAsync(new Regex("^2025-0[67].* UTC ?O .*H .*L .*C .*%.*vol "));
        var last = await legend.InnerTextAsync();

        await page.Locator(".candles").ScrollIntoViewIfNeededAsync();
        var box = await page.Locator(".candles").BoundingBoxAsync();
        await page.Mouse.MoveAsync(box!.X + (box.Width / 3), box.Y + (box.Height / 3));

        await Assertions.Expect(legend).Not.ToHaveTextAsync(last);
        await page.GetByLabel("Indicators").UncheckAsync();
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Range_scale_and_a_trade_move_the_chart_without_an_error()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        await visitor.GoAsync(filled.Route("asset"));
        var chart = page.Locator(".candles");
        await chart.ScrollIntoViewIfNeededAsync();
        await visitor.RestAsync();
        var before = await chart.ScreenshotAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "1W" }).ClickAsync();
        await visitor.RestAsync();
        var week = await chart.ScreenshotAsync();
        await page.GetByLabel("Log scale").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "All", Exact = true }).ClickAsync();
        await page.Locator("#trades .virtual-row:not([hidden])").First.ClickAsync();
        await visitor.RestAsync();

        Assert.NotEqual(before, week);
        Assert.NotEqual(week, await chart.ScreenshotAsync());
        Assert.Empty(visitor.Errors);
    }

    [Theory]
    [InlineData("asset")]
    [InlineData("job")]
    public async Task Equity_stands_beside_holding(string name)
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        await visitor.GoAsync(filled.Route(name));

        await Assertions.Expect(
            visitor.Page.GetByRole(AriaRole.Img, new() { NameRegex = new Regex("; buy and hold: [+−]?[0-9.]+ %$") }).First)
            .ToBeAttachedAsync();
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Trades_are_summed_up_by_reason_weekday_hour_and_duration_and_their_returns_spread()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        await visitor.GoAsync(filled.Route("asset"));
        var trades = await page.EvaluateAsync<int>(
            "id => fetch(`api/assets/${id}/trades?limit=1000&view=false`).then(answer => answer.json()).then(page => page.items.length)",
            filled.Job.AssetId);
        var card = page.Locator("#breakdown");

        foreach (var by in new[] { "Exit reason", "Weekday", "Hour", "Duration", "Side" })
        {
            await card.GetByRole(AriaRole.Radio, new() { Name = by }).CheckAsync();
            var table = card.GetByRole(AriaRole.Table, new() { Name = $"Results by {by.ToLowerInvariant()}" });
            var counts = await table.Locator("tbody tr td:nth-child(2)").AllInnerTextsAsync();
            Assert.Equal(trades, counts.Sum(text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)));
        }

        await Assertions.Expect(card.GetByRole(AriaRole.Img, new() { NameRegex = new Regex($"^Distribution of {trades} returns") }))
            .ToBeVisibleAsync();
        Assert.Empty(visitor.Errors);
    }
}
