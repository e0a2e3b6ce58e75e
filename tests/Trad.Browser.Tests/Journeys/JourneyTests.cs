using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Journeys;

/// <summary>A person's whole way with an app that has nothing yet.</summary>
public sealed class JourneyTests(DashboardHost host, SharedBrowser browser) : IClassFixture<DashboardHost>
{
    [Fact]
    public async Task Person_imports_trains_watches_refreshes_cancels_opens_compares_exports_deletes_and_undoes()
    {
        await using var visitor = await Visitor.ComeAsync(browser, host.Address);
        var page = visitor.Page;

        await ImportAsync(visitor);
        await TrainAsync(visitor, trials: 30, seed: 1);
        await WatchAndRefreshAsync(visitor);
        await TrainAsync(visitor, trials: 5000, seed: 2);
        await CancelAsync(visitor);
        await TrainAsync(visitor, trials: 12, seed: 3);
        await Assertions.Expect(page.Locator(".page-head .state")).ToHaveTextAsync("completed", new() { Timeout = 60_000 });
        await OpenAssetAsync(visitor);
        await ExportAsync(visitor);
        await CompareAsync(visitor);
        await DeleteAndUndoAsync(visitor);

        Assert.Empty(visitor.Errors);
    }

    private static async Task ImportAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await visitor.GoAsync("jobs");
        await page.GetByRole(AriaRole.Link, new() { Name = "Import candles" }).ClickAsync();
        await page.GetByText("No candles yet").WaitForAsync();

        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "BTCUSDT-5m-2025-06.csv",
            MimeType = "text/csv",
            Buffer = DashboardHost.CandleFile("BTCUSDT", days: 60),
        });
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Import candles" });
        await Assertions.Expect(dialog.GetByLabel("Symbol")).ToHaveValueAsync("BTCUSDT");
        await Assertions.Expect(dialog.GetByLabel("Interval")).ToHaveValueAsync("5m");

        // What was recognised is shown before anything is stored.
        await Assertions.Expect(dialog.GetByText(new Regex("^17,280 candles of BTCUSDT 5m, .*: 17,280 new"))).ToBeVisibleAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Table, new() { Name = "First and last candles" }).GetByRole(AriaRole.Row))
            .ToHaveCountAsync(7);
        await Assertions.Expect(dialog.GetByText("nothing is stored yet")).ToBeVisibleAsync();

        // What is wrong is said at its field, and nothing is lost.
        await dialog.GetByLabel("Exchange").FillAsync("no such exchange!");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Import" }).ClickAsync();
        await Assertions.Expect(dialog.GetByLabel("Exchange")).ToHaveAttributeAsync("aria-invalid", "true");
        await dialog.GetByLabel("Exchange").FillAsync("simulated");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Import" }).ClickAsync();

        await page.Locator("#toasts").GetByText(new Regex(@"^17,280 candles of BTCUSDT 5m, .*: 17,280 new, 0 replaced, 0 known already\.$"))
            .WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Gridcell, new() { NameRegex = new Regex("2025-06: ") })).ToHaveCountAsync(1);
    }

    private static async Task TrainAsync(Visitor visitor, int trials, int seed)
    {
        var page = visitor.Page;
        await visitor.GoAsync("train?mode=advanced");
        await page.Locator("label.strategy", new() { HasText = "Liquidity sweep" }).ClickAsync();
        await page.GetByLabel("Trials", new() { Exact = true }).FillAsync($"{trials}");
        await page.GetByLabel("Seed").FillAsync($"{seed}");
        await page.GetByLabel("Minimum trades").FillAsync("1");

        // The server has checked the form and measured one trial.
        await Assertions.Expect(page.GetByText(new Regex("^≈ "))).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText(new Regex("^[0-9,]+ candles, .+ to .+$"))).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start training" }).ClickAsync();
        await page.GetByRole(AriaRole.Progressbar, new() { Name = "Progress", Exact = true }).WaitForAsync();
        await visitor.SettleAsync();
    }

    private static async Task WatchAndRefreshAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await page.EvaluateAsync(WatchBar);
        await Assertions.Expect(page.Locator("#log .virtual-row").First).ToBeVisibleAsync();
        await page.ReloadAsync();
        await visitor.SettleAsync();
        await page.EvaluateAsync(WatchBar);

        await Assertions.Expect(page.Locator(".page-head .state")).ToHaveTextAsync("completed", new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator("#trials .note")).ToHaveTextAsync("30");
        await Assertions.Expect(page.Locator(".importance li").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#log .virtual-row").First).ToBeVisibleAsync();
        var shown = await page.EvaluateAsync<double[]>("() => window.seenPercents");
        Assert.Equal(shown.Order(), shown);

        // The one log is whole, and the same after a refresh.
        var lines = await page.EvaluateAsync<int>(
            "() => fetch('api/training/jobs/1/logs?limit=1000').then(answer => answer.json()).then(page => page.items.length)");
        Assert.True(lines > 2, $"The log has {lines} lines.");
        await Assertions.Expect(page.Locator("#log .note")).ToHaveTextAsync($"{lines}");
        await page.ReloadAsync();
        await visitor.SettleAsync();
        await Assertions.Expect(page.Locator("#log .note")).ToHaveTextAsync($"{lines}");
    }

    private static async Task CancelAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await Assertions.Expect(page.Locator(".page-head .state")).ToHaveTextAsync("running");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).GetByText("Live")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Publish the best trial" }).UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel the job" }).ClickAsync();
        await Assertions.Expect(page.Locator(".page-head .state")).ToHaveTextAsync("cancelled", new() { Timeout = 30_000 });

        await visitor.GoAsync("jobs?state=cancelled");
        await Assertions.Expect(page.Locator(".jobs tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".jobs tbody tr")).ToContainTextAsync("#2");
    }

    private static async Task OpenAssetAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Open the asset" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("#/assets/"));
        await visitor.SettleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Table, new() { Name = "Evidence" })).ToContainTextAsync("Hold-out");
        await Assertions.Expect(page.GetByRole(AriaRole.Table, new() { Name = "Monthly returns" })).ToBeVisibleAsync();

        // The candles begin to be drawn when somebody comes near them.
        await page.GetByRole(AriaRole.Heading, new() { Name = "Candles and trades" }).ScrollIntoViewIfNeededAsync();
        await page.Locator(".candles canvas").First.WaitForAsync();

        await page.GetByLabel("Notes").FillAsync("Looks honest.");
        await Assertions.Expect(page.GetByText("saved", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByLabel("Stage").SelectOptionAsync("validation");
        await Assertions.Expect(page.Locator(".history")).ToContainTextAsync("validation");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("My best one");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "My best one" })).ToBeVisibleAsync();

        await page.ReloadAsync();
        await visitor.SettleAsync();
        await Assertions.Expect(page.GetByLabel("Notes")).ToHaveValueAsync("Looks honest.");
        await Assertions.Expect(page.GetByLabel("Stage")).ToHaveValueAsync("validation");
    }

    private static async Task ExportAsync(Visitor visitor)
    {
        var download = await visitor.Page.RunAndWaitForDownloadAsync(
            () => visitor.Page.GetByRole(AriaRole.Link, new() { Name = "JSON", Exact = true }).ClickAsync());

        await using var file = await download.CreateReadStreamAsync();
        using var asset = await JsonDocument.ParseAsync(file);
        Assert.Equal("My best one", asset.RootElement.GetProperty("name").GetString());
    }

    private static async Task CompareAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await visitor.GoAsync("assets");
        await Assertions.Expect(page.Locator(".assets tbody tr")).ToHaveCountAsync(2);
        foreach (var box in await page.GetByRole(AriaRole.Checkbox).AllAsync())
        {
            await box.CheckAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Compare 2" }).ClickAsync();
        await visitor.SettleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Table, new() { Name = "Figures, hold-out" })).ToContainTextAsync("My best one");
        await Assertions.Expect(page.Locator(".uplot canvas")).ToHaveCountAsync(2);
    }

    private static async Task DeleteAndUndoAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await visitor.GoAsync("assets");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete My best one" }).ClickAsync();
        await Assertions.Expect(page.Locator(".assets tbody tr")).ToHaveCountAsync(1);

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.Locator(".assets tbody tr")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator(".assets")).ToContainTextAsync("My best one");
    }

    // Notes what the bar shows whenever it changes.
    private const string WatchBar = """
        () => {
          const bar = document.querySelector('main [role=progressbar]');
          window.seenPercents = [Number(bar.getAttribute('aria-valuenow'))];
          new MutationObserver(() => window.seenPercents.push(Number(bar.getAttribute('aria-valuenow'))))
            .observe(bar, { attributes: true, attributeFilter: ['aria-valuenow'] });
        }
        """;
}
