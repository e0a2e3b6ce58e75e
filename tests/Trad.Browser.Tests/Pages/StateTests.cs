using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Pages;

/// <summary>
/// Every state of a page and every dialog, in both colour schemes, at a desk and on a phone: accessible, within the width, and without
/// an error of a script.
/// </summary>
public sealed class StateTests(StatesHost states, SharedBrowser browser) : IClassFixture<StatesHost>
{
    private const int DeskWidth = 1440;
    private const int PhoneWidth = 390;

    public static TheoryData<string, int> StatesAndWidths => new(
        from state in PageStates.All.Keys.Order(StringComparer.Ordinal)
        from width in new[] { DeskWidth, PhoneWidth }
        select (state, width));

    [Theory]
    [MemberData(nameof(StatesAndWidths))]
    public async Task State_is_accessible_and_fits_its_width_in_both_colour_schemes(string state, int width)
    {
        var isPhone = width == PhoneWidth;
        await using var visitor = await Visitor.ComeAsync(browser, states.Host.Address, width: width, height: isPhone ? 844 : 900);
        var page = visitor.Page;
        await PageStates.All[state](visitor, states);
        var wrong = new List<string>();
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            wrong.AddRange(await visitor.FindViolationsAsync(browser, scheme, isFirst: scheme == ColorScheme.Light));

            // A dialog is as large as the window, whatever lies behind it.
            var isFullPage = await page.Locator("dialog[open]").CountAsync() == 0;
            await Picture.TakeAsync(page, $"states/{state}", scheme, isPhone, isFullPage);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(width, await page.EvaluateAsync<int>("() => Math.max(document.documentElement.scrollWidth, innerWidth)"));
        Assert.Empty(await page.EvaluateAsync<string[]>(CutDialogs));
        Assert.Empty(visitor.Errors);
    }

    // What a dialog holds must not be wider than it is: nobody finds what lies to the right.
    private const string CutDialogs = """
        () => [...document.querySelectorAll('dialog[open], dialog[open] .dialog-body')]
          .filter(each => each.scrollWidth > each.clientWidth + 1).map(each => `${each.nodeName}.${each.className} is ${each.clientWidth} wide and holds ${each.scrollWidth}`)
        """;
}
