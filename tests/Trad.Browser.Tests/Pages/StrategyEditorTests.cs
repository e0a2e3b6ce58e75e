using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Trad.Backtesting.Strategies.Rules;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Pages;

/// <summary>Strategies of one's own in the dashboard: written, checked while they are, looked at on candles, kept, trained.</summary>
public sealed class StrategyEditorTests(FilledHost filled, SharedBrowser browser)
{
    private const string Markup = "<img src=x onerror='window.attacked=1'>";

    private static readonly PageGetByLabelOptions Whole = new() { Exact = true };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Person_begins_with_an_example_mends_what_is_wrong_looks_at_its_signals_keeps_it_and_trains_it()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        await visitor.GoAsync("strategies");
        await page.GetByRole(AriaRole.Link, new() { Name = "Golden cross" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Document of rules")).ToHaveValueAsync(RuleExamples.All["golden-cross"]);

        await page.GetByLabel("Document of rules").FillAsync(
            Named("first-cross").Replace("sma(close, fast)", "sma(clsoe, fast)", StringComparison.Ordinal));
        var problem = page.Locator(".code-problems li").First;
        await Assertions.Expect(problem).ToContainTextAsync("Line 10, column 28");
        await Assertions.Expect(problem).ToContainTextAsync("long: ");
        await Assertions.Expect(page.Locator(".code-marks mark").First).ToHaveTextAsync("clsoe");
        await Assertions.Expect(page.GetByText("Of the text before the problems; drawn anew")).ToBeVisibleAsync();
        await problem.GetByRole(AriaRole.Button, new() { Name = "Write “close”" }).ClickAsync();
        await Assertions.Expect(page.Locator(".code-problems li")).ToHaveCountAsync(1);
        await problem.GetByRole(AriaRole.Button, new() { Name = "Write “close”" }).ClickAsync();
        await Assertions.Expect(page.GetByText("No problems")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Of the text before the problems; drawn anew")).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Table, new() { Name = "Parameters" })).ToContainTextAsync("10 to 100");

        var preview = page.GetByRole(AriaRole.Region, new() { Name = "Preview" });
        await preview.GetByLabel("Newest candles").SelectOptionAsync("500");
        await Assertions.Expect(preview.GetByText("on 500 candles.")).ToBeVisibleAsync();
        var few = await preview.GetByText("on 500 candles.").TextContentAsync();
        await preview.GetByLabel("Fast").FillAsync("10");
        await preview.GetByLabel("Slow").FillAsync("60");
        await Assertions.Expect(preview.GetByText("on 500 candles.")).Not.ToHaveTextAsync(few!);
        await Assertions.Expect(preview.GetByRole(AriaRole.Img)).ToHaveAttributeAsync(
            "aria-label", new Regex("^500 candles from .* with [0-9]+ signals$"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("#/strategies/first-cross$"));
        await Assertions.Expect(page.GetByText("version 1", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal(
            Named("first-cross"), (await filled.Host.Client.Strategies.GetAsync("first-cross", null, Cancellation)).Document);
        await page.GetByRole(AriaRole.Link, new() { Name = "Train this" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex("first-cross") })).ToBeCheckedAsync();
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Strategies_that_kept_the_title_of_their_example_are_told_apart_by_their_names()
    {
        foreach (var name in new[] { "twin-one", "twin-two" })
        {
            await filled.Host.Client.Strategies.AddAsync(
                Named(name).Replace($"\"title\": \"{name}\"", "\"title\": \"Twin\"", StringComparison.Ordinal), Cancellation);
        }

        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        await visitor.GoAsync("train");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex("Twin.*twin-two") })).ToHaveCountAsync(1);
        await visitor.GoAsync("strategies/twin-one");
        await Assertions.Expect(visitor.Page.Locator(".page-head code")).ToHaveTextAsync("twin-one");
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Function_is_looked_up_in_the_list_and_put_where_the_cursor_stands()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        var text = page.GetByLabel("Document of rules");
        await visitor.GoAsync("strategies/macd-momentum");
        await text.FillAsync("{\"name\": \"macd-momentum\", \"long\": \"\"}");
        await text.EvaluateAsync("field => field.setSelectionRange(field.value.length - 2, field.value.length - 2)");

        await page.Locator(".function-list summary").ClickAsync();
        await page.GetByLabel("Find a function").FillAsync("cross above");
        await Assertions.Expect(page.Locator(".function-list .functions li")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Insert cross_above(x, y)" }).ClickAsync();

        await Assertions.Expect(text).ToHaveValueAsync("{\"name\": \"macd-momentum\", \"long\": \"cross_above(x, y)\"}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard changes" }).ClickAsync();
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task What_was_written_survives_a_reload_and_the_way_back_and_is_given_up_by_a_button()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        var text = page.GetByLabel("Document of rules");
        await visitor.GoAsync("strategies/macd-momentum");
        await text.FillAsync("{ half a document");

        await page.ReloadAsync();
        await visitor.SettleAsync();
        await Assertions.Expect(text).ToHaveValueAsync("{ half a document");
        await Assertions.Expect(page.Locator(".code-problems li").First).ToContainTextAsync("Line 1, column 3");
        await page.Locator("#nav").GetByRole(AriaRole.Link, new() { Name = "Data" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Data", Level = 1 })).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Assertions.Expect(text).ToHaveValueAsync("{ half a document");

        await page.GetByRole(AriaRole.Button, new() { Name = "Discard changes" }).ClickAsync();
        await Assertions.Expect(text).ToHaveValueAsync(RuleExamples.All["macd-momentum"]);
        await Assertions.Expect(page.GetByText("No problems")).ToBeVisibleAsync();
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Answer_that_comes_late_does_not_take_the_place_of_a_newer_one()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        var (held, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        await page.RouteAsync("**/api/rules/check*", async route =>
        {
            if (route.Request.PostData!.Contains("lcose", StringComparison.Ordinal))
            {
                held.TrySetResult();
                await released.Task;
            }

            try
            {
                await route.ContinueAsync();
            }
            catch (PlaywrightException)
            {
                // The page has given up on it, as it may.
            }
        });
        await visitor.GoAsync("write?example=golden-cross");
        await page.GetByLabel("Document of rules").FillAsync(
            RuleExamples.All["golden-cross"].Replace("sma(close", "sma(lcose", StringComparison.Ordinal));
        await held.Task.WaitAsync(Cancellation);

        await page.GetByLabel("Document of rules").FillAsync(RuleExamples.All["golden-cross"] + " ");
        await Assertions.Expect(page.Locator(".code-verdict[aria-busy]")).ToHaveCountAsync(0);
        released.SetResult();
        await visitor.RestAsync();

        await Assertions.Expect(page.GetByText("No problems")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".code-problems li")).ToHaveCountAsync(0);
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Version_that_somebody_else_saved_meanwhile_is_told_and_neither_text_is_lost()
    {
        var strategies = filled.Host.Client.Strategies;
        await strategies.AddAsync(Named("shared-cross"), Cancellation);
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        await visitor.GoAsync("strategies/shared-cross");
        await strategies.ReplaceAsync("shared-cross", Named("shared-cross") + " ", Cancellation);
        var mine = Named("shared-cross") + "\n\n";

        await page.GetByLabel("Document of rules").FillAsync(mine);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as the next version", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Somebody else saved a version meanwhile.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Document of rules")).ToHaveValueAsync(mine);
        await page.ReloadAsync();
        await visitor.SettleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as the next version", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "List their version" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Version 2", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save mine as the next version" }).ClickAsync();

        await Assertions.Expect(page.GetByText("version 3", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal(mine, (await strategies.GetAsync("shared-cross", 3, Cancellation)).Document);
        Assert.Equal(Named("shared-cross") + " ", (await strategies.GetAsync("shared-cross", 2, Cancellation)).Document);
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Versions_are_read_gone_on_from_and_deleted_unless_something_was_made_with_them()
    {
        var strategies = filled.Host.Client.Strategies;
        await strategies.AddAsync(Named("used-cross"), Cancellation);
        await strategies.ReplaceAsync("used-cross", Named("used-cross") + " ", Cancellation);
        var job = await filled.Host.TrainAsync(
            DashboardHost.Request(seed: 3, trials: 2) with { Strategy = "used-cross", StrategyVersion = 2, MinimumTrades = 0 });
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;
        var dialog = page.GetByRole(AriaRole.Dialog);
        await visitor.GoAsync("strategies/used-cross");

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.GetByText($"'used-cross' is in use by job #{job.Number}")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).Last.ClickAsync();
        await Assertions.Expect(dialog.GetByLabel("Document", new() { Exact = true })).ToHaveTextAsync(Named("used-cross"));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Put it into the editor" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Document of rules")).ToHaveValueAsync(Named("used-cross"));
        await page.GetByLabel("Delete version 1", Whole).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByText("Version 1", new() { Exact = true })).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("Version 2", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Markup_in_a_title_a_description_and_an_expression_is_shown_as_written()
    {
        var document = $$"""
            {"name": "hostile", "title": "{{Markup}}", "description": "{{Markup}}", "long": "close > open",
             "parameters": [{"name": "n", "type": "integer", "default": 5, "low": 2, "high": 9, "title": "{{Markup}}", "unit": "{{Markup}}"}]}
            """;
        await filled.Host.Client.Strategies.AddAsync(document, Cancellation);
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        var page = visitor.Page;

        await visitor.GoAsync("strategies");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = Markup, Exact = true })).ToBeVisibleAsync();
        await visitor.GoAsync("strategies/hostile");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = Markup })).ToBeVisibleAsync();
        await page.GetByLabel("Document of rules").FillAsync(document.Replace("close > open", Markup, StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".code-problems li").First).ToBeVisibleAsync();
        await page.GetByLabel("Document of rules").FillAsync($"{Markup}{document}");
        await Assertions.Expect(page.Locator(".code-problems li").First).ToContainTextAsync("Line 1, column 1");

        Assert.False(await page.EvaluateAsync<bool>("() => 'attacked' in window"));
        Assert.Equal(0, await page.Locator("img, main script").CountAsync());
        Assert.Empty(visitor.Errors);
    }

    private static string Named(string name) =>
        RuleExamples.All["golden-cross"].Replace("\"golden-cross\"", $"\"{name}\"", StringComparison.Ordinal)
            .Replace("\"Golden cross\"", $"\"{name}\"", StringComparison.Ordinal);
}
