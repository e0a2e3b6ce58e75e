using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Pages;

/// <summary>An orchestration on its page: what happened to it, and what a person does to it, each behind a question.</summary>
public sealed class OrchestrationPageTests(DashboardHost host, SharedBrowser browser) : IClassFixture<DashboardHost>
{
    [Fact]
    public async Task Orchestration_is_found_looked_at_suspended_resumed_terminated_and_purged()
    {
        await host.ImportAsync("BTCUSDT", days: 10);
        var job = await host.Client.StartTrainingAsync(
            DashboardHost.Request(seed: 5, trials: 10_000) with { Optimizer = "random", BatchSize = 1 },
            TestContext.Current.CancellationToken);
        await using var visitor = await Visitor.ComeAsync(browser, host.Address);
        var page = visitor.Page;

        await visitor.GoAsync("system");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "State of orchestrations" }).SelectOptionAsync("running");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("state=running"));
        var orchestrations = page.GetByRole(AriaRole.Table, new() { Name = "Orchestrations" });
        await orchestrations.GetByRole(AriaRole.Row).Filter(new() { HasText = job.Id }).GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "TrainingOrchestrator" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "its training" })).ToHaveAttributeAsync(
            "href", $"#/jobs/{job.Id}");
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = new Regex("^Timeline: .*ProposeTrials, ") }))
            .ToBeVisibleAsync();

        await TellAsync(page, "Suspend", "to look at it");
        await ExpectStateAsync(page, "suspended");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Suspend" })).ToHaveCountAsync(0);
        await visitor.RestAsync();
        Assert.Empty(await Accessibility.ViolationsAsync(page, browser));

        await TellAsync(page, "Resume", null);
        await ExpectStateAsync(page, "running");
        await page.GetByRole(AriaRole.Button, new() { Name = "Terminate" }).ClickAsync();
        await visitor.RestAsync();
        Assert.Empty(await Accessibility.ViolationsAsync(page, browser));
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await ExpectStateAsync(page, "running");

        await TellAsync(page, "Terminate", "enough");
        await ExpectStateAsync(page, "terminated");
        await TellAsync(page, "Purge", null);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "System" })).ToBeVisibleAsync();
        await visitor.GoAsync($"system/{job.Id}");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Not found" })).ToBeVisibleAsync();
        Assert.Empty(visitor.Errors);
    }

    private static async Task TellAsync(IPage page, string what, string? reason)
    {
        await page.Locator(".page-head").GetByRole(AriaRole.Button, new() { Name = what }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = $"{what} this orchestration?" });
        if (reason is not null)
        {
            await dialog.GetByLabel("Reason").FillAsync(reason);
        }

        await dialog.GetByRole(AriaRole.Button, new() { Name = what }).ClickAsync();
    }

    private static Task ExpectStateAsync(IPage page, string state) =>
        Assertions.Expect(page.Locator(".page-head .state")).ToHaveTextAsync(state);
}
