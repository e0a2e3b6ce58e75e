using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Pages;

/// <summary>
/// Tables show first what matters, whole columns only, and the rest by a button; filters are conditions and survive a reload.
/// </summary>
public sealed class TableTests(FilledHost filled, SharedBrowser browser)
{
    private static readonly string[] TradesAtADesk = ["Entered (UTC)", "Return", "Ended by", "Part", "Side", "Profit"];

    [Theory]
    [InlineData(1440, 6)]
    [InlineData(390, 3)]
    public async Task Trades_show_return_reason_and_part_first_and_all_columns_by_a_button(int width, int first)
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address, width: width);
        await visitor.GoAsync(filled.Route("asset"));
        var table = visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Trades" });
        var heads = table.GetByRole(AriaRole.Columnheader);

        await Assertions.Expect(heads.First).ToHaveTextAsync("Entered (UTC)");
        Assert.Equal(TradesAtADesk.Take(first), (await heads.AllInnerTextsAsync()).Take(first));
        Assert.True(await FitsAsync(table), "A column is cut in half.");
        await visitor.Page.Locator("#trades").GetByRole(AriaRole.Button, new() { NameRegex = new Regex("more columns?$") }).ClickAsync();

        await Assertions.Expect(heads).ToHaveCountAsync(13);
        await Assertions.Expect(heads.Last).ToHaveTextAsync("Fees");
        await visitor.Page.Locator("#trades").GetByRole(AriaRole.Button, new() { Name = "Fewer columns" }).ClickAsync();
        await Assertions.Expect(heads.Filter(new() { HasText = "Fees" })).ToHaveCountAsync(0);
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Trials_show_what_they_earned_and_what_they_tried_by_the_names_of_the_form()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        await visitor.GoAsync(filled.Route("job"));
        var heads = visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Trials" }).GetByRole(AriaRole.Columnheader);

        await Assertions.Expect(heads.Filter(new() { HasText = "Total return" })).ToBeVisibleAsync();
        await Assertions.Expect(heads.Filter(new() { HasText = "Pierce depth" })).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.Locator(".importance").GetByText("Stop distance")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByText(new Regex("atr.multiplier", RegexOptions.IgnoreCase))).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Filter_of_trials_takes_and_and_or_says_what_it_cannot_read_and_survives_a_reload()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        await visitor.GoAsync(filled.Route("job"));
        var page = visitor.Page;
        var box = page.GetByRole(AriaRole.Searchbox, new() { NameRegex = new Regex("^Filter") });
        var note = page.Locator("#trials .note");

        await box.FillAsync("trial < 10 and state = completed or trial = 12");
        var completed = await page.EvaluateAsync<int>(
            """
            id => fetch(`api/training/jobs/${id}/trials?limit=100`).then(answer => answer.json())
              .then(page => page.items.filter(trial => trial.trial < 10 && trial.state === 'completed' || trial.trial === 12).length)
            """,
            filled.Job.Id);
        await Assertions.Expect(note).ToHaveTextAsync($"{completed} of 40");
        await page.ReloadAsync();
        await visitor.SettleAsync();
        await Assertions.Expect(box).ToHaveValueAsync("trial < 10 and state = completed or trial = 12");
        await Assertions.Expect(note).ToHaveTextAsync($"{completed} of 40");

        await box.FillAsync("foo > 1");
        await Assertions.Expect(page.Locator("#trials .problem")).ToHaveTextAsync("The filter is not applied: there is no column “foo”.");
        await box.FillAsync("sharpe >");
        await Assertions.Expect(page.Locator("#trials .problem")).ToContainTextAsync("“sharpe >” is no comparison");
        await Assertions.Expect(note).ToHaveTextAsync("40");
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Assets_ticked_for_a_comparison_stay_ticked_through_a_reload()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        await visitor.GoAsync("assets");
        var boxes = visitor.Page.Locator(".assets tbody input[type=checkbox]");
        await boxes.Nth(0).CheckAsync();
        await boxes.Nth(1).CheckAsync();

        await visitor.Page.ReloadAsync();
        await visitor.SettleAsync();

        await Assertions.Expect(boxes.Nth(0)).ToBeCheckedAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Compare 2" })).ToBeEnabledAsync();
    }

    private static Task<bool> FitsAsync(ILocator table) =>
        table.EvaluateAsync<bool>("element => element.scrollWidth <= element.clientWidth + 1");
}
