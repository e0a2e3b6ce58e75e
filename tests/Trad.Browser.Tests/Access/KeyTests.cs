using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Access;

/// <summary>The dashboard of a host that asks for a key: it is entered once, and everything works.</summary>
public sealed class KeyTests(KeyedHost keyed, SharedBrowser browser) : IClassFixture<KeyedHost>
{
    private const string Use = """
        async ([target, key]) => {
          const headers = { 'x-functions-key': key };
          const ask = (path, init) => fetch(target + path, init).then((response) => String(response.status), () => 'blocked');
          const training = { strategy: 'liquidity-sweep', exchange: 'simulated', symbol: 'BTCUSDT', interval: '5m', trials: 2, seed: 1, minimumTrades: 1, lookbackDays: 7 };
          return [
            await ask('api/training/jobs', { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(training) }),
            await ask('api/strategies', { headers }),
            await new Promise((resolve) => {
              const source = new EventSource(target + 'api/training/events?code=' + key);
              source.onopen = () => { source.close(); resolve('open'); };
              source.onerror = () => { source.close(); resolve('error'); };
            }),
          ];
        }
        """;

    [Fact]
    public async Task Key_entered_once_opens_every_page_and_the_live_streams_until_signing_out()
    {
        await using var visitor = await Visitor.ComeAsync(browser, keyed.Host.Address);
        var page = visitor.Page;
        var addresses = new List<string>();
        page.Request += (_, request) => addresses.Add(request.Url);

        await page.GotoAsync($"{keyed.Host.Address}#/jobs");
        await page.GetByLabel("Access key").FillAsync("not the key of this host");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("This is no key of this server.");
        await page.GetByLabel("Access key").FillAsync(KeyedHost.Key);
        await page.GetByLabel("Access key").PressAsync("Enter");
        await visitor.SettleAsync();
        await Assertions.Expect(page.Locator(".live[data-status=live]")).ToBeVisibleAsync();

        var job = await keyed.Host.TrainAsync(DashboardHost.Request(seed: 5, trials: 3) with { Name = "seen live" });
        await Assertions.Expect(page.GetByText("seen live").First).ToBeVisibleAsync();
        await visitor.GoAsync($"jobs/{job.Id}");
        await Assertions.Expect(page.Locator("#log .virtual-row").First).ToBeVisibleAsync();
        await page.EvaluateAsync(
            "() => fetch('api/training/jobs/cleanup', { method: 'POST' }).then((response) => { if (!response.ok) throw new Error(response.status); })");
        var cookies = await page.EvaluateAsync<string>("() => document.cookie");

        await visitor.GoAsync("system");
        await Assertions.Expect(page.GetByText("This browser may read and write")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Access key")).ToBeVisibleAsync();

        Assert.Empty(cookies);
        Assert.DoesNotContain(addresses, address => address.Contains(KeyedHost.Key, StringComparison.Ordinal));
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Session_that_ends_meanwhile_is_opened_again_where_the_reader_was()
    {
        await using var visitor = await Visitor.ComeAsync(browser, keyed.Host.Address);
        var page = visitor.Page;
        await SignInAsync(visitor, KeyedHost.ReadKey, "system");
        await Assertions.Expect(page.GetByText("This browser may only read")).ToBeVisibleAsync();
        await page.EvaluateAsync("() => { window.isSamePage = true; }");
        var dialog = page.GetByRole(AriaRole.Dialog);

        await page.Context.ClearCookiesAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Refresh" }).ClickAsync();
        await dialog.GetByLabel("Access key").FillAsync("not the key of this host");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(dialog.GetByText("This is no key of this server.")).ToBeVisibleAsync();
        await dialog.GetByLabel("Access key").FillAsync(KeyedHost.Key);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByText("This browser may read and write")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => window.isSamePage"));

        // A page that was not visited before has its module still to fetch.
        await page.Context.ClearCookiesAsync();
        await page.EvaluateAsync("() => { location.hash = '#/data'; }");
        await dialog.GetByLabel("Access key").FillAsync(KeyedHost.Key);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Data", Exact = true })).ToBeVisibleAsync();
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Page_of_an_opened_origin_reads_streams_and_trains_with_the_key_and_of_another_does_not()
    {
        await using var context = await browser.Browser.Chromium.NewContextAsync();
        var page = await context.NewPageAsync();

        await page.GotoAsync($"{keyed.OpenedOrigin}/");
        var opened = await page.EvaluateAsync<string[]>(Use, new object[] { keyed.Host.Address.AbsoluteUri, KeyedHost.Key });
        await page.GotoAsync($"{keyed.ClosedOrigin}/");
        var closed = await page.EvaluateAsync<string[]>(Use, new object[] { keyed.Host.Address.AbsoluteUri, KeyedHost.Key });

        Assert.Equal(["202", "200", "open"], opened);
        Assert.Equal(["blocked", "blocked", "error"], closed);
    }

    private static async Task SignInAsync(Visitor visitor, string key, string route)
    {
        await visitor.Page.GotoAsync($"{visitor.Address}#/{route}");
        await visitor.Page.GetByLabel("Access key").FillAsync(key);
        await visitor.Page.GetByLabel("Access key").PressAsync("Enter");
        await visitor.SettleAsync();
    }
}
