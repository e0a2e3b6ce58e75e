using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;
using Trad.Testing;

namespace Trad.Browser.Tests.Pages;

/// <summary>What holds of every page, in both colour schemes, at a desk and on a phone; each leaves its picture in artifacts.</summary>
public sealed class PageTests(FilledHost filled, SharedBrowser browser)
{
    private const int PhoneWidth = 390;
    private static readonly string Artifacts = ProjectTree.PathTo("artifacts", "dashboard");

    public static TheoryData<string, ColorScheme> PagesAndSchemes => new(
        from page in new[]
        {
            "jobs", "job", "train", "strategies", "strategy", "write", "assets", "asset", "compare", "data", "system", "orchestration",
            "missing",
        }
        from scheme in new[] { ColorScheme.Light, ColorScheme.Dark }
        select (page, scheme));

    [Theory]
    [MemberData(nameof(PagesAndSchemes))]
    public async Task Page_at_a_desk_is_accessible_and_nothing_moves(string page, ColorScheme scheme)
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address, scheme);
        await visitor.Page.AddInitScriptAsync(LayoutShift.Script);
        await visitor.GoAsync(filled.Route(page));
        await visitor.RestAsync();

        var violations = await Accessibility.ViolationsAsync(visitor.Page, browser);
        await PictureAsync(visitor, page, scheme, "desk");

        Assert.Equal(page == "missing" ? 1 : 0, await visitor.Page.Locator("main .empty[role=alert]").CountAsync());
        Assert.True(violations.Count == 0, string.Join('\n', violations));
        var moved = await LayoutShift.ReadAsync(visitor.Page);
        Assert.True(moved < LayoutShift.Good, $"The page moved by {moved:0.000}.\n{await LayoutShift.ExplainAsync(visitor.Page)}");
        Assert.Empty(visitor.Errors);
    }

    [Theory]
    [MemberData(nameof(PagesAndSchemes))]
    public async Task Page_on_a_phone_is_accessible_and_fits_its_width(string page, ColorScheme scheme)
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address, scheme, PhoneWidth, height: 844);
        await visitor.GoAsync(filled.Route(page));
        await visitor.RestAsync();

        var violations = await Accessibility.ViolationsAsync(visitor.Page, browser);
        await PictureAsync(visitor, page, scheme, "phone");

        Assert.Equal(page == "missing" ? 1 : 0, await visitor.Page.Locator("main .empty[role=alert]").CountAsync());
        Assert.True(violations.Count == 0, string.Join('\n', violations));
        Assert.Equal(PhoneWidth, await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        Assert.Empty(visitor.Errors);
    }

    private static Task<byte[]> PictureAsync(Visitor visitor, string page, ColorScheme scheme, string place) =>
        visitor.Page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Combine(Artifacts, $"{page}-{(scheme == ColorScheme.Dark ? "dark" : "light")}-{place}.png"),
            FullPage = true,
        });
}
