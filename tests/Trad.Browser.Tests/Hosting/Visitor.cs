using Microsoft.Playwright;
using Trad.Browser.Tests.Pages;

namespace Trad.Browser.Tests.Hosting;

/// <summary>A person at the dashboard: one page in a browser of their own, and everything that goes wrong in it.</summary>
public sealed class Visitor : IAsyncDisposable
{
    // In milliseconds. Other suites have the processors at the same time; what never comes is told a little later.
    private const float Patience = 60_000;
    private const int PhoneWidth = 500;

    // Movements without an end, as of what is awaited, are not waited for; nor is a page that is never still for longer than so.
    private const string Rest = """
        async () => {
          const [quiet, patience] = [100, 5000];
          await document.fonts.ready;
          let changed = performance.now();
          const began = changed;
          const observer = new MutationObserver(() => { changed = performance.now(); });
          observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
          for (let now = began; now - changed < quiet && now - began < patience;) {
            now = await new Promise(requestAnimationFrame);
            if (document.getAnimations().some(each => each.playState === 'running' && each.effect.getComputedTiming().endTime < Infinity)) {
              changed = now;
            }
          }
          observer.disconnect();
        }
        """;

    private readonly IBrowserContext _context;
    private readonly List<string> _errors = [];

    private Visitor(IBrowserContext context, IPage page, Uri address)
    {
        _context = context;
        Address = address;
        Page = page;
        page.SetDefaultTimeout(Patience);

        // Other test projects run beside the browser; waiting longer costs nothing where the page is right.
        Assertions.SetDefaultExpectTimeout(Patience);
        page.PageError += (_, error) => _errors.Add(error);
        page.Console += (_, message) =>
        {
            // An answer of 4xx is part of the conversation; the page shows it where it belongs.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                _errors.Add(message.Text);
            }
        };
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Where the dashboard is.</summary>
    public Uri Address { get; }

    /// <summary>Errors of scripts and breaches of the content security policy.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Opens a browser window.</summary>
    public static async Task<Visitor> ComeAsync(
        SharedBrowser shared, Uri address, ColorScheme scheme = ColorScheme.Light, int width = 1440, int height = 900,
        string? zone = null)
    {
        var context = await shared.Browser.Chromium.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            IsMobile = width < PhoneWidth,
            HasTouch = width < PhoneWidth,
            AcceptDownloads = true,
            TimezoneId = zone,
        });
        return new Visitor(context, await context.NewPageAsync(), address);
    }

    /// <summary>Goes to a page of the dashboard, for example <c>jobs/1</c>, and waits until it has what it shows.</summary>
    public async Task GoAsync(string route)
    {
        await Page.GotoAsync($"{Address}#/{route}");
        await SettleAsync();
    }

    /// <summary>Waits until nothing is awaited any more.</summary>
    public async Task SettleAsync()
    {
        await Page.Locator("main h1, main .empty").First.WaitForAsync();

        // What lies below is fetched when somebody comes near it. The window is scrolled, and not the element into view, for a browser
        // would go on from that element when Tab is pressed.
        await Page.WaitForFunctionAsync(
            "() => { const awaited = document.querySelector('.skeleton'); awaited && scrollBy(0, awaited.getBoundingClientRect().top); return !awaited; }");
        await Page.WaitForFunctionAsync("() => !document.querySelector(\"main [aria-busy='true']\")");
        await Page.EvaluateAsync("() => window.scrollTo(0, 0)");
    }

    /// <summary>Waits until pictures are drawn and movements have ended: until nothing has changed for a while.</summary>
    public async Task RestAsync()
    {
        await Page.WaitForLoadStateAsync(LoadState.Load);
        await Page.EvaluateAsync(Rest);
    }

    /// <summary>What breaks a rule of accessibility in a colour scheme.</summary>
    /// <param name="shared">Where the rules come from.</param>
    /// <param name="scheme">The scheme; the page changes to it when it is in the other one.</param>
    /// <param name="isFirst">Whether every rule is looked at; in the next scheme those about colours are all that can be broken.</param>
    public async Task<IEnumerable<string>> FindViolationsAsync(SharedBrowser shared, ColorScheme scheme, bool isFirst)
    {
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await RestAsync();
        var violations = isFirst
            ? await Accessibility.ViolationsAsync(Page, shared)
            : await Accessibility.ColourViolationsAsync(Page, shared);
        return violations.Select(violation => $"{scheme}: {violation}");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
