using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Pages;

/// <summary>Everything can be reached and done without a mouse.</summary>
public sealed class KeyboardTests(FilledHost filled, SharedBrowser browser)
{
    // As in the page's shortcuts.js.
    private static readonly TimeSpan PairPatience = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Keys_lead_to_every_page_and_focus_follows()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        await visitor.GoAsync("jobs");

        foreach (var (key, heading) in new[] { ("t", "New training"), ("a", "Trained assets"), ("d", "Data"), ("s", "System"),
            ("r", "Strategies"), ("j", "Jobs") })
        {
            await PressPairAsync(visitor.Page, "g", key);
            await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = heading, Level = 1 })).ToBeVisibleAsync();
            await Assertions.Expect(visitor.Page.Locator("nav [aria-current=page]")).ToHaveCountAsync(1);
        }
    }

    [Fact]
    public async Task Skip_link_is_first_and_leads_to_the_content()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        await visitor.GoAsync("jobs");

        await visitor.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visitor.Page.GetByText("Skip to the content")).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(visitor.Page.Locator("main")).ToBeFocusedAsync();
        Assert.EndsWith("#/jobs", visitor.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arrow_keys_walk_jobs_and_enter_opens_one()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        await visitor.GoAsync("jobs");
        await visitor.Page.Locator(".jobs tbody a").First.FocusAsync();

        await visitor.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(visitor.Page.Locator(".jobs tbody a").Nth(1)).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("#/jobs/"));
    }

    [Fact]
    public async Task Trials_table_is_sorted_and_walked_by_keys()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        await visitor.GoAsync($"jobs/{filled.Job.Id}");
        var table = visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Trials" });
        await Assertions.Expect(table).ToHaveAttributeAsync("aria-rowcount", "41");

        await table.GetByRole(AriaRole.Button, new() { Name = "Score" }).PressAsync("Enter");
        await Assertions.Expect(table.GetByRole(AriaRole.Columnheader, new() { Name = "Score" }))
            .ToHaveAttributeAsync("aria-sort", "descending");
        await table.FocusAsync();
        await table.PressAsync("ArrowDown");
        await table.PressAsync("Enter");

        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync($"Trial {filled.Job.Best!.Trial} of job");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Range_handles_move_by_keys_and_their_numbers_follow()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        await visitor.GoAsync("train?mode=advanced");
        await visitor.Page.Locator("label.strategy", new() { HasText = "Liquidity sweep" }).ClickAsync();
        var handle = visitor.Page.GetByRole(AriaRole.Slider, new() { Name = "Reversal candles, lowest" });

        await handle.PressAsync("ArrowRight");

        await Assertions.Expect(handle).ToHaveAttributeAsync("aria-valuenow", "2");
        await Assertions.Expect(visitor.Page.GetByLabel("Reversal candles, lowest, number")).ToHaveValueAsync("2");
        await handle.PressAsync("End");
        await Assertions.Expect(handle).ToHaveAttributeAsync("aria-valuenow", "5");
    }

    [Fact]
    public async Task Appearance_is_chosen_and_kept()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        await visitor.GoAsync("jobs");
        var button = visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Appearance") });

        await button.ClickAsync();
        await button.ClickAsync();
        await visitor.Page.ReloadAsync();

        await Assertions.Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    // Keys that a busy machine pulled further apart than the page lets a pair be are no pair; a person presses them again.
    private static async Task PressPairAsync(IPage page, string first, string second)
    {
        long started;
        do
        {
            started = Stopwatch.GetTimestamp();
            await page.Keyboard.PressAsync(first);
            await page.Keyboard.PressAsync(second);
        }
        while (Stopwatch.GetElapsedTime(started) > PairPatience);
    }
}
