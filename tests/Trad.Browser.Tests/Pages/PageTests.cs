using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Pages;

/// <summary>What holds of every page, in both colour schemes, at a desk and on a phone.</summary>
public sealed class PageTests(FilledHost filled, SharedBrowser browser)
{
    private const int PhoneWidth = 390;

    public static TheoryData<string> Pages =>
    [
        "jobs", "job", "train", "strategies", "strategy", "write", "assets", "asset", "compare", "data", "system", "orchestration", "missing",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_at_a_desk_is_accessible_and_nothing_moves(string page)
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);
        await visitor.Page.AddInitScriptAsync(LayoutShift.Script);
        await visitor.GoAsync(filled.Route(page));
        await visitor.RestAsync();

        var moved = await LayoutShift.ReadAsync(visitor.Page);
        await AssertAccessibleAsync(visitor, page, [ColorScheme.Light, ColorScheme.Dark], isPhone: false);

        Assert.True(moved < LayoutShift.Good, $"The page moved by {moved:0.000}.\n{await LayoutShift.ExplainAsync(visitor.Page)}");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_on_a_phone_is_accessible_and_fits_its_width(string page)
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address, ColorScheme.Dark, PhoneWidth, height: 844);
        await visitor.GoAsync(filled.Route(page));
        await visitor.RestAsync();

        await AssertAccessibleAsync(visitor, page, [ColorScheme.Dark, ColorScheme.Light], isPhone: true);

        Assert.Equal(PhoneWidth, await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
    }

    // In the scheme that the page was opened in, and in the other one, as when the evening comes while it is open.
    private async Task AssertAccessibleAsync(Visitor visitor, string page, ColorScheme[] schemes, bool isPhone)
    {
        var wrong = new List<string>();
        foreach (var scheme in schemes)
        {
            wrong.AddRange(await visitor.FindViolationsAsync(browser, scheme, isFirst: scheme == schemes[0]));
            await Picture.TakeAsync(visitor.Page, page, scheme, isPhone);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(page == "missing" ? 1 : 0, await visitor.Page.Locator("main .empty[role=alert]").CountAsync());
        Assert.Empty(visitor.Errors);
    }
}
