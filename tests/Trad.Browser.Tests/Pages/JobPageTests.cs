using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Pages;

/// <summary>What a job's page says, and that it says the same as the others.</summary>
public sealed class JobPageTests(FilledHost filled, SharedBrowser browser)
{
    [Fact]
    public async Task Ended_job_leads_with_its_hold_out()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        await visitor.GoAsync(filled.Route("job"));
        var outcome = visitor.Page.Locator(".outcome");

        await Assertions.Expect(outcome).ToContainTextAsync("Buy and hold");
        await Assertions.Expect(outcome)
            .ToContainTextAsync(new Regex($"Published: trial [0-9]+ of {filled.Job.Progress.TrialsCompleted} trials"));
        Assert.True(await visitor.Page.EvaluateAsync<bool>(
            """
            () => {
              const [first] = document.querySelectorAll('.job-grid .card');
              return first.classList.contains('outcome');
            }
            """));
    }

    [Fact]
    public async Task Job_scrolled_to_its_trials_shows_nothing_over_them()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        await visitor.Page.SetViewportSizeAsync(1440, 900);
        await visitor.GoAsync(filled.Route("job"));
        await Assertions.Expect(visitor.Page.Locator(".job-side")).ToContainTextAsync("Partial dependence");
        await visitor.Page.Locator("#trials").ScrollIntoViewIfNeededAsync();

        var beside = await visitor.Page.Locator(".job-side").BoundingBoxAsync();
        var insight = await visitor.Page.Locator(".job-rest").BoundingBoxAsync();
        Assert.True(
            beside!.Y + beside.Height <= insight!.Y,
            $"What stands beside the first column ends at {beside.Y + beside.Height}, where the rest has begun at {insight.Y}.");
    }

    [Fact]
    public async Task Job_without_a_feasible_trial_says_why_and_draws_nothing_empty()
    {
        var job = await filled.Host.TrainAsync(DashboardHost.Request(seed: 9, trials: 8) with { MinimumTrades = 5000 });
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        await visitor.GoAsync($"jobs/{job.Number}");
        var page = visitor.Page;

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No trial counts" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText(new Regex("^None of 8 trials was feasible"))).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText(new Regex("Lower the minimum of trades"))).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Infinity")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Parallel coordinates" })).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Best trial" })).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#trials").GetByRole(AriaRole.Columnheader, new() { Name = "Reason" })).ToBeVisibleAsync();
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Trial_is_shown_in_the_units_of_its_metrics_and_can_be_published_and_run_again()
    {
        var job = await filled.Host.TrainAsync(DashboardHost.Request(seed: 11, trials: 6) with { Name = "by hand" });
        var trial = (await filled.Host.Client.Jobs.ListTrialsAsync(job.Id, 10, null, TestContext.Current.CancellationToken)).Items
            .First(each => each.Score is not null && each.Trial != job.Best!.Trial);
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        await visitor.GoAsync($"jobs/{job.Number}");
        await page.GetByRole(AriaRole.Searchbox, new() { NameRegex = new Regex("^Filter") }).FillAsync($"trial = {trial.Trial}");
        await page.Locator("#trials .virtual-row:not([hidden])").First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = $"Trial {trial.Trial} of job #{job.Number}" });

        await Assertions.Expect(Figure(dialog, "Longest losing streak")).ToHaveTextAsync(new Regex("^[0-9]+$"));
        await Assertions.Expect(Figure(dialog, "Value at risk (95 %)")).ToHaveTextAsync(new Regex("%$"));
        await Assertions.Expect(Figure(dialog, "Fees paid")).ToHaveTextAsync(new Regex("quote currency$"));
        await Assertions.Expect(Figure(dialog, "Stop distance")).ToBeVisibleAsync();
        await Assertions.Expect(dialog.GetByText("Equity and drawdown, in sample")).ToBeVisibleAsync();
        Assert.Empty(await Accessibility.ViolationsAsync(page, browser));

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Publish as an asset" }).ClickAsync();
        await page.Locator("#toasts").GetByText(new Regex("“by hand.*” is published")).WaitForAsync();
        await page.Locator("#toasts").GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"by hand #{job.Number} trial {trial.Trial}" }))
            .ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText($"#{job.Number}, trial {trial.Trial} of 6 trials")).ToBeVisibleAsync();

        await visitor.GoAsync($"train?from={job.Number}&trial={trial.Trial}");
        await Assertions.Expect(page.GetByText($"Trial {trial.Trial} is tried first.")).ToBeVisibleAsync();
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Job_is_named_and_numbered_alike_in_its_log_its_table_and_its_asset()
    {
        var job = await filled.Host.TrainAsync(DashboardHost.Request(seed: 12, trials: 5) with { Name = "same name" });
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        await visitor.GoAsync($"jobs/{job.Number}");

        await Assertions.Expect(page.Locator("#log")).ToContainTextAsync($"Completed: trial {job.Verdict!.Trial} of 5 is published");
        await Assertions.Expect(page.GetByText(new Regex($"^trial {job.Best!.Trial}, Sharpe ratio "))).ToBeVisibleAsync();
        await visitor.GoAsync("assets");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = $"same name #{job.Number}" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Job_in_the_list_leads_with_its_hold_out_and_says_once_that_it_is_completed()
    {
        var job = await filled.Host.TrainAsync(DashboardHost.Request(seed: 15, trials: 5) with { Name = "told once" });
        var percent = (job.HoldOutReturn!.Value * 100).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        await visitor.GoAsync("jobs");
        var row = visitor.Page.Locator(".jobs tbody tr").Filter(new() { HasText = "told once" });

        var text = await row.InnerTextAsync();

        Assert.Single(Regex.Matches(text, "completed", RegexOptions.IgnoreCase));
        await Assertions.Expect(row.Locator(".job-hold-out")).ToHaveTextAsync(
            new Regex($"^[+\u2212-]?{Regex.Escape(percent.TrimStart('-'))} ?%$"));
        var headings = await visitor.Page.Locator(".jobs thead th").AllInnerTextsAsync();
        Assert.Equal(["Hold-out", "Best in sample"], headings.SkipWhile(heading => heading != "Hold-out").Take(2));
    }

    [Fact]
    public async Task Pareto_point_is_opened_by_keys_and_published()
    {
        var job = await filled.Host.TrainAsync(DashboardHost.Request(seed: 13, trials: 12) with
        {
            Objective = null,
            Objectives = ["total-return", "maximum-drawdown"],
        });
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        await visitor.GoAsync($"jobs/{job.Number}");
        var plot = page.GetByRole(AriaRole.Img, new() { NameRegex = new Regex("on the Pareto front") });
        await plot.WaitForAsync();
        await visitor.RestAsync();
        await plot.FocusAsync();
        await plot.PressAsync("End");
        await plot.PressAsync("Enter");

        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.Locator(".figures").First).ToContainTextAsync("Maximum drawdown");
        await Assertions.Expect(dialog.Locator(".figures").First).Not.ToContainTextAsync("−0.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Publish as an asset" }).ClickAsync();
        await page.Locator("#toasts").GetByText(new Regex("is published")).WaitForAsync();
        Assert.Empty(visitor.Errors);
    }

    [Theory]
    [InlineData("the best so far is")]
    [InlineData(" along ")]
    public async Task Trial_is_opened_by_keys_from_a_plot(string label)
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        await visitor.GoAsync(filled.Route("job"));
        var plot = visitor.Page.GetByRole(AriaRole.Img, new() { NameRegex = new Regex(label) });
        await plot.FocusAsync();
        await plot.PressAsync("End");
        await plot.PressAsync("Enter");

        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync(new Regex("^Trial [0-9]+ of job"));
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Contour_and_slice_are_of_any_parameters_and_axes_can_be_chosen()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        await visitor.GoAsync(filled.Route("job"));
        await page.GetByLabel("Contour, across").SelectOptionAsync("pierce_depth");
        await page.GetByLabel("Contour, up").SelectOptionAsync("atr_multiplier_sl");
        await Assertions.Expect(
            page.GetByRole(AriaRole.Img, new() { NameRegex = new Regex("^Contour: .* at Pierce depth .* and Stop distance ") }))
            .ToBeVisibleAsync();
        await page.GetByLabel("Parameter of the slice").SelectOptionAsync("pierce_depth");
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = new Regex("along Pierce depth") })).ToBeVisibleAsync();

        await page.GetByText("Axes", new() { Exact = true }).ClickAsync();
        await page.Locator(".axes").GetByLabel("Pierce depth").UncheckAsync();
        await page.Locator(".axes").GetByLabel("Drawdown").CheckAsync();
        var parallel = page.Locator(".parallel");
        await Assertions.Expect(parallel).ToHaveAttributeAsync("aria-label", new Regex("Drawdown$"));
        await Assertions.Expect(parallel).Not.ToHaveAttributeAsync("aria-label", new Regex("Pierce depth"));
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Jobs_ticked_in_the_list_are_compared_side_by_side()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        await visitor.GoAsync("jobs");
        await page.GetByLabel("Compare job #1", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("Compare job #2", new() { Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare 2" }).ClickAsync();
        await visitor.SettleAsync();

        var figures = page.GetByRole(AriaRole.Table, new() { Name = "Figures of the jobs" });
        await Assertions.Expect(figures.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^Hold-out return") })).ToBeVisibleAsync();
        await Assertions.Expect(figures.GetByRole(AriaRole.Columnheader)).ToHaveCountAsync(3);
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = new Regex("^Best so far: #1 .*; #2 ") }))
            .ToBeVisibleAsync();
        await visitor.RestAsync();
        Assert.Empty(await Accessibility.ViolationsAsync(page, browser));
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Timeline_has_every_round_and_shows_the_same_after_a_reload()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        await visitor.GoAsync(filled.Route("job"));
        var timeline = visitor.Page.GetByRole(AriaRole.Img, new() { NameRegex = new Regex("^Timeline of [0-9]+ rounds in ") });
        await Assertions.Expect(timeline).ToBeVisibleAsync();
        var label = await timeline.GetAttributeAsync("aria-label");

        await visitor.Page.ReloadAsync();
        await visitor.SettleAsync();

        await Assertions.Expect(timeline).ToHaveAttributeAsync("aria-label", label!);
        Assert.Empty(visitor.Errors);
    }

    private static ILocator Figure(ILocator dialog, string name) =>
        dialog.Locator("dt", new() { HasText = name }).First.Locator("xpath=following-sibling::dd[1]");
}
