using Microsoft.Playwright;
using Trad.Browser;
using Trad.Training.Jobs;

namespace Trad.Benchmarks.Dashboard;

/// <summary>How evenly the page draws while somebody scrolls, points and zooms through a lot of data.</summary>
internal static class Frames
{
    private const int Steps = 90;

    /// <summary>Measures and prints.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="address">The host.</param>
    /// <param name="many">A job with many trials.</param>
    /// <param name="published">A job whose asset has many candles.</param>
    public static async Task MeasureAsync(RunningBrowser browser, Uri address, TrainingJob many, TrainingJob published)
    {
        await using var context = await browser.Chromium.NewContextAsync(
            new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        var page = await context.NewPageAsync();
        Console.WriteLine("frames while moving (milliseconds between two; 16.7 is 60 a second; software rendering, no graphics card):");

        await page.GotoAsync($"{address}#/jobs/{many.Id}");
        await page.WaitForFunctionAsync(
            "total => document.querySelector('#trials .note')?.textContent.replace(/\\D/g, '') === String(total)",
            many.Progress.TrialsTotal);
        await page.Locator("#trials").ScrollIntoViewIfNeededAsync();
        await MeasureAsync(
            page, "scroll 10,000 trials", await MiddleAsync(page, "#trials .virtual"), (mouse, _) => mouse.WheelAsync(0, 400));
        await page.Locator(".parallel").ScrollIntoViewIfNeededAsync();
        await MeasureAsync(
            page, "point at 10,000 lines", await MiddleAsync(page, ".parallel"), (mouse, at) => mouse.MoveAsync(at.X + at.Step, at.Y));
        await page.Locator(".uplot").First.ScrollIntoViewIfNeededAsync();
        await MeasureAsync(
            page, "point at 10,000 dots", await MiddleAsync(page, ".uplot"), (mouse, at) => mouse.MoveAsync(at.X + at.Step, at.Y));

        await page.GotoAsync($"{address}#/assets/{published.AssetId}");
        await page.Locator(".candle-body").ScrollIntoViewIfNeededAsync();
        await page.Locator(".candles canvas").First.WaitForAsync();
        await page.WaitForTimeoutAsync(1000);
        var chart = await MiddleAsync(page, ".candles");
        await MeasureAsync(page, "zoom 155,520 candles", chart, (mouse, at) => mouse.WheelAsync(0, at.Step < 0 ? -120 : 120));
        await page.Mouse.DownAsync();
        await MeasureAsync(page, "move 155,520 candles", chart, (mouse, at) => mouse.MoveAsync(at.X + (at.Step * 2), at.Y));
        await page.Mouse.UpAsync();
    }

    private static async Task<(float X, float Y)> MiddleAsync(IPage page, string selector)
    {
        var box = (await page.Locator(selector).First.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    private static async Task MeasureAsync(
        IPage page, string what, (float X, float Y) middle, Func<IMouse, (float X, float Y, int Step), Task> move)
    {
        await page.EvaluateAsync("""
            () => {
              window.frames_ = [];
              let last = performance.now();
              const note = now => { window.frames_.push(now - last); last = now; window.frameLoop = requestAnimationFrame(note); };
              window.frameLoop = requestAnimationFrame(note);
            }
            """);
        for (var step = -Steps / 2; step < Steps / 2; step++)
        {
            await move(page.Mouse, (middle.X, middle.Y, step));
            await page.WaitForTimeoutAsync(8);
        }

        var frames = await page.EvaluateAsync<double[]>(
            "() => { cancelAnimationFrame(window.frameLoop); return window.frames_.slice(2); }");
        Array.Sort(frames);
        Console.WriteLine(
            $"  {what,-24} median {frames[frames.Length / 2],6:0.0}   95 % {frames[(int)(frames.Length * 0.95)],6:0.0}   longest {frames[^1],6:0.0}   ({frames.Length} frames)");
    }
}
