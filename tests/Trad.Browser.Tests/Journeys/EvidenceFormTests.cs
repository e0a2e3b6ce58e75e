using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;
using Trad.Training.Requests;

namespace Trad.Browser.Tests.Journeys;

/// <summary>What a person asks for as evidence when a training starts.</summary>
public sealed class EvidenceFormTests(DashboardHost host, SharedBrowser browser) : IClassFixture<DashboardHost>
{
    [Fact]
    public async Task Person_trains_from_a_job_with_its_evidence_and_sees_whether_the_strategy_looks_ahead()
    {
        await host.ImportAsync("SOLUSDT", days: 12);
        var job = await host.TrainAsync(DashboardHost.Request(seed: 6, trials: 4) with
        {
            Symbol = "SOLUSDT",
            Selection = SelectionRule.Maximum,
            Validation = new ValidationRequest { Seeds = 1, OtherSymbols = 0 },
            Constraints = new Dictionary<string, MetricConstraint> { ["maximum-drawdown"] = new() { Max = 0.9 } },
        });
        await using var visitor = await Visitor.ComeAsync(browser, host.Address);
        var page = visitor.Page;

        await visitor.GoAsync($"train?from={job.Number}&mode=advanced");
        await Assertions.Expect(page.GetByText(new Regex("^Does not look ahead: "))).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Evidence", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Published trial")).ToHaveValueAsync("maximum");
        await Assertions.Expect(page.GetByLabel("Validation", new() { Exact = true })).ToHaveValueAsync("full");
        await Assertions.Expect(page.GetByLabel("Repetitions")).ToHaveValueAsync("1");
        await Assertions.Expect(page.GetByLabel("Other symbols")).ToHaveValueAsync("0");
        await Assertions.Expect(page.GetByLabel("Constraints")).ToHaveValueAsync("maximum-drawdown <= 90 %");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start training" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"#/jobs/{job.Number + 1}$"));

        var again = await host.Client.GetJobAsync($"{job.Number + 1}", TestContext.Current.CancellationToken);
        Assert.Equal(job.Request.Selection, again.Request.Selection);
        Assert.Equal(job.Request.Validation, again.Request.Validation);
        Assert.Equal(job.Request.Constraints, again.Request.Constraints);

        // The hold-out alone leaves the two numbers out, and what is wrong is shown where it is.
        await visitor.GoAsync($"train?from={job.Number}&mode=advanced");
        await page.GetByLabel("Validation", new() { Exact = true }).SelectOptionAsync("hold-out");
        await Assertions.Expect(page.GetByLabel("Repetitions")).ToBeDisabledAsync();
        await page.GetByLabel("Validation", new() { Exact = true }).SelectOptionAsync("full");
        await page.GetByLabel("Repetitions").FillAsync("21");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start training" }).ClickAsync();
        await Assertions.Expect(page.GetByText("is '21'; allowed is a whole number from 0 to 20")).ToBeVisibleAsync();
        Assert.All(visitor.Errors, error => Assert.Contains("400", error, StringComparison.Ordinal));
    }
}
