using Microsoft.Playwright;
using Trad.Testing;

namespace Trad.Browser.Tests.Pages;

/// <summary>
/// Pictures of pages for people, below <c>artifacts/dashboard</c>, made with <c>TRAD_PICTURES=1</c>: no test looks at them, and drawing
/// them takes as long as all the rest.
/// </summary>
internal static class Picture
{
    private static readonly bool IsWanted = Environment.GetEnvironmentVariable("TRAD_PICTURES") == "1";

    /// <summary>Leaves a picture of a page as it is now, when pictures are wanted.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">What it is called, for example <c>states/jobs-many</c>.</param>
    /// <param name="scheme">The colour scheme that it is in.</param>
    /// <param name="isPhone">Whether it is as wide as on a phone, or as at a desk.</param>
    /// <param name="isFullPage">Whether also of what has to be scrolled to.</param>
    public static async Task TakeAsync(IPage page, string name, ColorScheme scheme, bool isPhone, bool isFullPage = true)
    {
        if (IsWanted)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions
            {
                Path = Path.Combine(
                    ProjectTree.PathTo("artifacts", "dashboard"),
                    $"{name}-{(scheme == ColorScheme.Dark ? "dark" : "light")}-{(isPhone ? "phone" : "desk")}.png"),
                FullPage = isFullPage,
            });
        }
    }
}
