using Microsoft.Playwright;

namespace Trad.Browser;

/// <summary>A real Chromium without a window; it ends when this is disposed.</summary>
public sealed class RunningBrowser : IAsyncDisposable
{
    // Names under .example stand for those of other sites, which their owners point at this machine.
    private const string OtherNames = "--host-resolver-rules=MAP *.example 127.0.0.1";

    private readonly IPlaywright _playwright;

    private RunningBrowser(IPlaywright playwright, IBrowser browser, BrowserInstallation installation)
    {
        _playwright = playwright;
        Chromium = browser;
        Installation = installation;
    }

    /// <summary>The browser.</summary>
    public IBrowser Chromium { get; }

    /// <summary>Where it came from.</summary>
    public BrowserInstallation Installation { get; }

    /// <summary>Installs the browser if need be, and starts it.</summary>
    /// <exception cref="BrowserUnavailableException">It cannot be started; the message says why.</exception>
    public static async Task<RunningBrowser> StartAsync(CancellationToken cancellationToken = default)
    {
        var installation = await BrowserInstallation.EnsureAsync(cancellationToken);
        IPlaywright? playwright = null;
        try
        {
            playwright = await Playwright.CreateAsync();
            var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = installation.Chromium,
                Args = ["--no-sandbox", "--headless=shell", "--lang=en-US", "--force-color-profile=srgb", OtherNames],
                Timeout = 30_000,
            });
            return new RunningBrowser(playwright, browser, installation);
        }
        catch (PlaywrightException failure)
        {
            playwright?.Dispose();
            throw new BrowserUnavailableException($"Chromium cannot be started: {failure.Message.Split('\n')[0]}", failure);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Chromium.CloseAsync();
        _playwright.Dispose();
    }
}
