using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;
using Trad.MarketData.Simulation;
using Trad.Training.Jobs;

namespace Trad.Browser.Tests.Journeys;

/// <summary>What a person does with work that is done: take it up again, do it again, measure it again, throw it away.</summary>
public sealed class AgainTests(DashboardHost host, SharedBrowser browser) : IClassFixture<DashboardHost>
{
    [Fact]
    public async Task Person_resumes_clones_and_deletes_a_job_and_revalidates_its_asset()
    {
        await host.ImportAsync("BTCUSDT", days: 60);
        var job = await host.TrainAsync(DashboardHost.Request(seed: 5, trials: 12));
        await using var visitor = await Visitor.ComeAsync(browser, host.Address);

        await ResumeAsync(visitor, job);
        await CloneAsync(visitor);
        await RevalidateAsync(visitor, job);
        await DeleteAsync(visitor);

        Assert.Empty(visitor.Errors);
    }

    private static async Task ResumeAsync(Visitor visitor, TrainingJob job)
    {
        var page = visitor.Page;
        await visitor.GoAsync($"jobs/{job.Number}");
        await Assertions.Expect(page.Locator("#trials .note")).ToHaveTextAsync("12");

        await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = $"Resume job #{job.Number}" });
        await dialog.GetByLabel("Additional trials").FillAsync("8");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();

        await Assertions.Expect(page.Locator("#trials .note")).ToHaveTextAsync("20", new() { Timeout = 60_000 });
        await Assertions.Expect(State(page)).ToHaveTextAsync("completed", new() { Timeout = 60_000 });
    }

    private static async Task CloneAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Clone", Exact = true }).ClickAsync();
        await page.Locator("#toasts").GetByText("Job #2 does what #1 did.").WaitForAsync();
        await page.Locator("#toasts").GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex("^#2 ") })).ToBeVisibleAsync();
        await Assertions.Expect(State(page)).ToHaveTextAsync("completed", new() { Timeout = 60_000 });
    }

    private async Task RevalidateAsync(Visitor visitor, TrainingJob job)
    {
        var page = visitor.Page;
        await visitor.GoAsync($"assets/{job.AssetId}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Revalidate" }).ClickAsync();

        // Nothing is newer yet: it says so and changes nothing.
        await Assertions.Expect(page.Locator("#toasts")).ToContainTextAsync(new Regex("no .*candles"));
        var end = SimulatedExchangeOptions.DefaultNow;
        await host.ImportAsync("BTCUSDT", DashboardHost.CandleFile("BTCUSDT", end, end.AddDays(10)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Revalidate" }).ClickAsync();

        var evidence = page.GetByRole(AriaRole.Table, new() { Name = "Evidence" });
        await Assertions.Expect(evidence).ToContainTextAsync("Revalidated", new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByText(new Regex("^Revalidated on 2,880 newer candles"))).ToBeVisibleAsync();

        // The whole visit, with its following of the revalidation, was one look at the hold-out; so is a reload of the same day.
        var views = await ViewsAsync(page, job);
        await page.ReloadAsync();
        await visitor.SettleAsync();
        await Assertions.Expect(page.GetByText("1 time", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal((1, 1), (views, await ViewsAsync(page, job)));
    }

    private static async Task DeleteAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await visitor.GoAsync("jobs");
        await Assertions.Expect(page.Locator(".jobs tbody tr")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete job #2" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Delete job #2?" }).GetByRole(AriaRole.Button, new() { Name = "Delete" })
            .ClickAsync();
        await Assertions.Expect(page.Locator(".jobs tbody tr")).ToHaveCountAsync(1);

        await visitor.GoAsync("jobs/1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Delete job #1?" }).GetByRole(AriaRole.Button, new() { Name = "Delete" })
            .ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("#/jobs$"));
        await Assertions.Expect(page.Locator(".jobs tbody tr")).ToHaveCountAsync(0);

        // Its asset outlives it.
        await visitor.GoAsync("assets");
        await Assertions.Expect(page.Locator(".assets tbody tr").First).ToBeVisibleAsync();
    }

    private static Task<int> ViewsAsync(IPage page, TrainingJob job) => page.EvaluateAsync<int>(
        "id => fetch(`api/assets/${id}?view=false`, { cache: 'no-store' }).then(answer => answer.json()).then(asset => asset.holdOutViews)",
        job.AssetId);

    private static ILocator State(IPage page) => page.Locator(".page-head .state");
}
