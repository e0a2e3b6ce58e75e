using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Pages;

/// <summary>Every moment is labelled, and one switch changes the zone of all.</summary>
public sealed class TimesTests(FilledHost filled, SharedBrowser browser)
{
    [Fact]
    public async Task One_switch_changes_the_zone_of_every_moment_and_is_kept()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address, zone: "America/New_York");
        var page = visitor.Page;
        await visitor.GoAsync("jobs");
        await Assertions.Expect(page.Locator(".job-started").First).ToHaveTextAsync(new Regex(" UTC$"));
        var utc = await page.Locator(".job-started").First.InnerTextAsync();

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Times in UTC") }).ClickAsync();
        await Assertions.Expect(page.Locator(".job-started").First).ToHaveTextAsync(new Regex(" local$"));
        Assert.NotEqual(
            utc.Replace("UTC", "", StringComparison.Ordinal),
            (await page.Locator(".job-started").First.InnerTextAsync()).Replace("local", "", StringComparison.Ordinal));
        await page.ReloadAsync();
        await visitor.GoAsync(filled.Route("asset"));
        await Assertions.Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Entered (local)" })).ToBeVisibleAsync();
        await visitor.GoAsync(filled.Route("job"));
        await Assertions.Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Time (local)" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Times in local time") }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Time (UTC)" })).ToBeVisibleAsync();
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Address_that_is_no_encoding_is_a_page_that_leads_on()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        await visitor.GoAsync("jobs/%");

        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Not found" })).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "All jobs" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Jobs", Level = 1 })).ToBeVisibleAsync();
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Long_job_name_on_a_phone_stays_clear_of_the_buttons()
    {
        await filled.Host.TrainAsync(DashboardHost.Request(seed: 14, trials: 3) with
        {
            Name = "A name that somebody gave a job and that is far longer than a phone is wide",
        });
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address, width: 390, height: 844);
        await visitor.GoAsync("jobs");
        var row = visitor.Page.Locator(".jobs tbody tr").Filter(new() { HasText = "A name that somebody" });

        var name = await row.Locator(".job-name").BoundingBoxAsync();
        var buttons = await row.Locator(".job-actions").BoundingBoxAsync();

        Assert.True(
            name!.X + name.Width <= buttons!.X + 1 || name.Y >= buttons.Y + buttons.Height - 1,
            $"The name at {name.X}, {name.Y} ({name.Width} × {name.Height}) runs under the buttons at {buttons.X}, {buttons.Y} ({buttons.Width} × {buttons.Height}).");
        Assert.Equal(390, await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
    }
}
