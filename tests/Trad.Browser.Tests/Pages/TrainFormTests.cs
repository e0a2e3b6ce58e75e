using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Pages;

/// <summary>The form of a training: what it offers, in which units, and that nothing entered is lost.</summary>
public sealed class TrainFormTests(FilledHost filled, SharedBrowser browser)
{
    [Fact]
    public async Task What_was_entered_survives_a_reload_a_visit_elsewhere_and_back()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        await visitor.GoAsync("train");
        await page.Locator("label.strategy", new() { HasText = "Donchian" }).ClickAsync();
        await page.GetByLabel("Trials", new() { Exact = true }).FillAsync("17");
        await page.GetByLabel("Name").FillAsync("hourly Donchian");

        await page.ReloadAsync();
        await visitor.SettleAsync();
        await AssertKeptAsync(page);
        await page.Locator("#nav").GetByRole(AriaRole.Link, new() { Name = "Jobs" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Jobs", Level = 1 })).ToBeVisibleAsync();
        await page.GoBackAsync();
        await AssertKeptAsync(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "Start over" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Trials", new() { Exact = true })).ToHaveValueAsync("");
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Simple_form_hides_what_few_need_and_says_that_it_applies()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        await visitor.GoAsync("train");
        await Assertions.Expect(page.GetByLabel("Seed")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Advanced", Exact = true }).CheckAsync();
        await page.GetByLabel("Seed").FillAsync("5");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Simple", Exact = true }).CheckAsync();

        await Assertions.Expect(page.GetByText("1 advanced setting applies, too.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Seed")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task What_is_wrong_with_a_hidden_field_is_shown()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        await visitor.GoAsync("train?mode=advanced");
        await page.GetByLabel("Repetitions").FillAsync("21");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Simple", Exact = true }).CheckAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Start training" }).ClickAsync();

        await Assertions.Expect(page.GetByText("is '21'; allowed is a whole number from 0 to 20")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Exits_account_and_published_funding_are_sent_and_a_wrong_line_is_shown()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        await visitor.GoAsync("train?mode=advanced");
        var asked = await page.RunAndWaitForRequestAsync(
            async () =>
            {
                await page.GetByLabel("Stop loss").FillAsync("2");
                await page.GetByLabel("Signal the other way").SelectOptionAsync("Is ignored");
                await page.GetByLabel("Leverage").FillAsync("3");
                await page.GetByLabel("Least notional").FillAsync("10");
                await page.GetByLabel("Published funding").FillAsync("2025-01-01T08:00:00Z, 0.0001\n1735747200000; -0.0002");
            },
            request => request.Url.Contains("dryRun=true", StringComparison.Ordinal)
                && request.PostData!.Contains("-0.0002", StringComparison.Ordinal));

        using var sent = JsonDocument.Parse(asked.PostData!);
        Assert.Equal("""{"stopLoss":0.02,"onOppositeSignal":false}""", sent.RootElement.GetProperty("exits").GetRawText());
        Assert.Equal("""{"leverage":3}""", sent.RootElement.GetProperty("account").GetRawText());
        Assert.Equal("""{"minimumNotional":10}""", sent.RootElement.GetProperty("filters").GetRawText());
        Assert.Equal(
            """{"fundingRates":[{"time":"2025-01-01T08:00:00Z","rate":0.0001},{"time":"2025-01-01T16:00:00.000Z","rate":-0.0002}]}""",
            sent.RootElement.GetProperty("costs").GetRawText());

        await page.GetByLabel("Published funding").FillAsync("tomorrow, much");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start training" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Published funding")).ToHaveAttributeAsync("aria-invalid", "true");
    }

    [Fact]
    public async Task Shares_are_entered_as_per_cent_and_sent_as_fractions()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        await visitor.GoAsync("train");
        var asked = await page.RunAndWaitForRequestAsync(
            async () =>
            {
                await page.GetByLabel("Hold-out", new() { Exact = true }).FillAsync("25");
                await page.GetByLabel("Taker fee").FillAsync("0.07");
            },
            request => request.Url.Contains("dryRun=true", StringComparison.Ordinal)
                && request.PostData!.Contains("feeRate", StringComparison.Ordinal));

        using var sent = JsonDocument.Parse(asked.PostData!);
        Assert.Equal(0.25, sent.RootElement.GetProperty("holdOut").GetDouble());
        Assert.Equal(0.0007, sent.RootElement.GetProperty("feeRate").GetDouble());
        await page.GetByLabel("Hold-out", new() { Exact = true }).FillAsync("60");
        await Assertions.Expect(page.GetByText(new Regex(@"is '0\.6'; .*as a fraction; 1 is 100 %"))).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Answer_that_comes_late_does_not_replace_that_to_what_was_entered_since()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        await visitor.GoAsync("train");
        var (isAsked, isReleased) = (NewGate(), NewGate());
        await page.RouteAsync(
            url => url.Contains("dryRun=true", StringComparison.Ordinal),
            async route =>
            {
                if (route.Request.PostData!.Contains("\"holdOut\":0.25", StringComparison.Ordinal))
                {
                    isAsked.TrySetResult();
                    await isReleased.Task;
                }

                await route.ContinueAsync();
            });
        var late = page.WaitForResponseAsync(
            response => response.Request.PostData?.Contains("\"holdOut\":0.25", StringComparison.Ordinal) == true);
        await page.GetByLabel("Hold-out", new() { Exact = true }).FillAsync("25");
        await isAsked.Task.WaitAsync(TestContext.Current.CancellationToken);
        await page.GetByLabel("Hold-out", new() { Exact = true }).FillAsync("60");
        var problem = page.GetByText(new Regex(@"is '0\.6'; .*as a fraction; 1 is 100 %"));
        await Assertions.Expect(problem).ToBeVisibleAsync();

        isReleased.SetResult();
        await (await late).FinishedAsync();
        await visitor.RestAsync();

        await Assertions.Expect(problem).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Intervals_that_the_server_derives_are_offered_and_accepted()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        await visitor.GoAsync("train");
        await page.GetByLabel("Market").SelectOptionAsync(new SelectOptionValue { Label = "simulated · 1h, from 5m" });

        await Assertions.Expect(page.GetByText("BTCUSDT: 25,920 candles of 5m stored")).ToBeVisibleAsync();
        await page.GetByText("90 d").ClickAsync();
        await Assertions.Expect(page.Locator(".train-side").GetByText(new Regex("^1,[0-9]{3} candles, "))).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Objectives_that_no_parameter_decides_are_not_offered()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        await visitor.GoAsync("train");

        var offered = await visitor.Page.GetByLabel("Objective", new() { Exact = true }).Locator("option")
            .EvaluateAllAsync<string[]>("options => options.map(option => option.value)");

        Assert.Contains("sharpe", offered);
        Assert.Empty(offered.Intersect(["buy-and-hold-return", "funding-paid", "kurtosis"]));
    }

    private static async Task AssertKeptAsync(IPage page)
    {
        await Assertions.Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Donchian breakout" })).ToBeCheckedAsync();
        await Assertions.Expect(page.GetByLabel("Trials", new() { Exact = true })).ToHaveValueAsync("17");
        await Assertions.Expect(page.GetByLabel("Name")).ToHaveValueAsync("hourly Donchian");
    }

    private static TaskCompletionSource NewGate() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
