using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Pages;

/// <summary>What a person is told when something goes wrong, or is asked for that does not exist.</summary>
public sealed class MishapTests(FilledHost filled, SharedBrowser browser)
{
    [Fact]
    public async Task Jobs_that_cannot_be_read_are_not_said_to_be_none()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        await page.RouteAsync(
            url => new Uri(url).AbsolutePath.StartsWith("/api/training", StringComparison.Ordinal), route => route.AbortAsync());
        await visitor.GoAsync("jobs");

        await Assertions.Expect(page.GetByText("The server cannot be reached.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("No trainings yet")).ToHaveCountAsync(0);
        await page.UnrouteAllAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Assertions.Expect(page.Locator("table.jobs tbody tr").First).ToBeVisibleAsync();
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Refusal_is_told_in_the_dialog_that_asked_for_it()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        await visitor.GoAsync(filled.Route("job"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Additional trials").FillAsync("-5");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();

        await Assertions.Expect(dialog.GetByText(new Regex("^is -5; allowed is 1 to "))).ToBeVisibleAsync();
        await Assertions.Expect(dialog.GetByLabel("Additional trials")).ToBeFocusedAsync();
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Message_that_comes_while_a_dialog_is_open_lies_in_front_of_it()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        await visitor.GoAsync(filled.Route("job"));
        await page.Locator("#trials .virtual-row").First.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Copy the parameters" }).ClickAsync();

        await page.Locator(".toast").GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await Assertions.Expect(page.Locator(".toast")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("body > #toasts")).ToHaveCountAsync(1);
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Way_back_closes_the_dialog_of_the_page_that_is_left()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        await visitor.GoAsync("jobs");
        await visitor.GoAsync(filled.Route("job"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await page.GoBackAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Jobs", Level = 1 })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("dialog")).ToHaveCountAsync(0);
        Assert.Empty(visitor.Errors);
    }

    [Theory]
    [InlineData("constructor", "This page does not exist")]
    [InlineData("__proto__/1", "This page does not exist")]
    [InlineData("%E0%A4%A", "This page does not exist")]
    [InlineData("jobs/99999999999999999999", "Not found")]
    [InlineData("assets/..%2F..%2Fx", "Not found")]
    [InlineData("jobs?state=__proto__&ticked=%00,zz", "Jobs")]
    [InlineData("train?mode=toString&from=99999&trial=abc", "New training")]
    [InlineData("system?state=constructor", "System")]
    [InlineData("compare?jobs=77,78", "Choose two to five jobs")]
    public async Task Address_that_nobody_meant_leads_somewhere(string address, string heading)
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        await visitor.GoAsync(address);

        await Assertions.Expect(visitor.Page.Locator("main").GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true }))
            .ToBeVisibleAsync();
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Comparison_goes_on_without_a_job_that_is_gone()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        await visitor.GoAsync($"compare?jobs={filled.Job.Number},777");

        await Assertions.Expect(visitor.Page.GetByText("There is no job 777.")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Figures of the jobs" })).ToBeVisibleAsync();
        Assert.Empty(visitor.Errors);
    }
}
