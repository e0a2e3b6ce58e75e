namespace Trad.Browser.Tests.Hosting;

/// <summary>The one browser of this assembly's tests, or why there is none.</summary>
public sealed class SharedBrowser : IAsyncLifetime
{
    private RunningBrowser? _browser;
    private string? _reason;

    /// <summary>The browser; the test is skipped with the reason when none can be started.</summary>
    public RunningBrowser Browser
    {
        get
        {
            Assert.SkipWhen(_browser is null, $"No browser can be started: {_reason}");
            return _browser!;
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        try
        {
            _browser = await RunningBrowser.StartAsync();
        }
        catch (BrowserUnavailableException unavailable)
        {
            _reason = unavailable.Message;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
    }
}
