using System.Text;
using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Pages;

/// <summary>How to come to every state of a page and to every dialog.</summary>
internal static class PageStates
{
    private const string Problem = """
        {"type":"about:blank","title":"Storage does not answer","status":503,
         "detail":"The storage has not answered for 30 seconds. What was stored is safe; try again in a moment."}
        """;

    private static readonly string[] Lists = ["jobs", "assets", "data", "system", "train", "strategies", "write"];

    /// <summary>By name; each goes there and returns when it can be looked at.</summary>
    public static IReadOnlyDictionary<string, Func<Visitor, StatesHost, Task>> All { get; } =
        new Dictionary<string, Func<Visitor, StatesHost, Task>>(
        [
            .. Lists.Select(page => Of($"{page}-empty", (visitor, _) => EmptyAsync(visitor, page))),
            .. Lists.Append("job").Append("asset").Append("orchestration").Append("strategy").SelectMany(page => new[]
            {
                Of($"{page}-loading", (visitor, host) => AnsweredAsync(visitor, host, page, _ => Task.CompletedTask)),
                Of($"{page}-error", (visitor, host) => AnsweredAsync(visitor, host, page, route => route.FulfillAsync(
                    new RouteFulfillOptions { Status = 503, ContentType = "application/problem+json", Body = Problem }))),
            }),
            Of("offline", (visitor, host) => AnsweredAsync(visitor, host, "jobs", route => route.AbortAsync())),
            Of("unknown-page", (visitor, _) => visitor.GoAsync("nonsense/%/?x=%")),
            Of("compare-nothing", (visitor, _) => visitor.GoAsync("compare")),
            Of("compare-missing", (visitor, _) => visitor.GoAsync("compare?ids=nonsense,other")),
            Of("compare-jobs", (visitor, host) => visitor.GoAsync(
                $"compare?jobs={host.Ended.Number},{host.Infeasible.Number},{host.Failed.Number}")),
            Of("jobs-many", (visitor, _) => visitor.GoAsync("jobs")),
            Of("jobs-no-match", (visitor, _) => visitor.GoAsync("jobs?q=nothing-is-called-so")),
            Of("assets-no-match", (visitor, _) => visitor.GoAsync("assets?q=nothing-is-called-so")),
            Of("job-long-name", (visitor, host) => visitor.GoAsync($"jobs/{host.Ended.Number}")),
            Of("job-infeasible", (visitor, host) => visitor.GoAsync($"jobs/{host.Infeasible.Number}")),
            Of("job-pareto", (visitor, host) => visitor.GoAsync($"jobs/{host.Pareto.Number}")),
            Of("job-running", (visitor, host) => visitor.GoAsync($"jobs/{host.Running.Number}")),
            Of("job-queued", (visitor, host) => visitor.GoAsync($"jobs/{host.Queued.Number}")),
            Of("job-failed", (visitor, host) => visitor.GoAsync($"jobs/{host.Failed.Number}")),
            Of("job-cancelled", (visitor, host) => visitor.GoAsync($"jobs/{host.Cancelled.Number}")),
            Of("asset-long-name", (visitor, host) => visitor.GoAsync($"assets/{host.Ended.AssetId}")),
            Of("orchestration-suspended", (visitor, host) => visitor.GoAsync($"system/{host.Running.Id}")),
            Of("train-advanced", (visitor, _) => visitor.GoAsync("train?mode=advanced")),
            Of("train-wrong", TrainWronglyAsync),
            Of("data-month", MonthAsync),
            Of("strategies-own", (visitor, _) => visitor.GoAsync("strategies")),
            Of("strategy-own", (visitor, _) => visitor.GoAsync("strategies/long-texts")),
            Of("strategy-built-in", (visitor, _) => visitor.GoAsync("strategies/liquidity-sweep")),
            Of("strategy-signals", SignalsAsync),
            Of("strategy-wrong", WriteWronglyAsync),
            Of("strategy-taken", SaveTakenAsync),
            Of("dialog-strategy-version", async (visitor, _) =>
            {
                await visitor.GoAsync("strategies/long-texts");
                await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
                await visitor.Page.GetByRole(AriaRole.Dialog).WaitForAsync();
            }),
            Of("dialog-strategy-delete", (visitor, _) => PressAsync(visitor, "strategies/long-texts", "Delete")),
            Of("dialog-keys", async (visitor, _) =>
            {
                await visitor.GoAsync("jobs");
                await visitor.Page.Keyboard.PressAsync("?");
            }),
            Of("dialog-trial", async (visitor, host) =>
            {
                await visitor.GoAsync($"jobs/{host.Ended.Number}");
                await visitor.Page.Locator("#trials .virtual-row").First.ClickAsync();
                await visitor.Page.Locator("dialog .uplot").First.WaitForAsync();
            }),
            Of("dialog-job-delete", (visitor, host) => PressAsync(visitor, $"jobs/{host.Failed.Number}", "Delete")),
            Of("dialog-job-resume", (visitor, host) => PressAsync(visitor, $"jobs/{host.Ended.Number}", "Resume")),
            Of("dialog-job-cancel", (visitor, host) => PressAsync(visitor, $"jobs/{host.Running.Number}", "Cancel")),
            Of("dialog-asset-rename", (visitor, host) => PressAsync(visitor, $"assets/{host.Ended.AssetId}", "Rename")),
            Of("dialog-asset-rename-wrong", RenameWronglyAsync),
            Of("dialog-asset-stage", StageAsync),
            Of("dialog-fetch", (visitor, _) => PressAsync(visitor, "data", "Fetch from an exchange")),
            Of("dialog-fetch-wrong", FetchWronglyAsync),
            Of("dialog-import", (visitor, _) => ImportAsync(visitor, File("binance_SOLUSDT_1h.csv", Candles(100)))),
            Of("dialog-import-wrong", (visitor, _) => ImportAsync(visitor, File($"{new string('n', 90)}.csv", "this is no candle file\n"))),
            Of("dialog-import-several", (visitor, _) => ImportAsync(
                visitor,
                File("binance_SOLUSDT_1h.csv", Candles(100)),
                File($"{new string('n', 90)}.csv", "this is no candle file\n"),
                File("kraken_XBTUSD_1h.csv", Candles(5000)))),
            Of("dialog-candles-delete", DeleteCandlesAsync),
            .. new[] { "Resume", "Terminate" }.Select(action => Of(
                $"dialog-orchestration-{action.ToLowerInvariant()}",
                (visitor, host) => PressAsync(visitor, $"system/{host.Running.Id}", action))),
            Of("dialog-orchestration-purge", (visitor, host) => PressAsync(visitor, $"system/{host.Ended.Id}", "Purge")),
            Of("toast", async (visitor, _) =>
            {
                await visitor.GoAsync("jobs");
                foreach (var box in (await visitor.Page.Locator("table.jobs input[type=checkbox]").AllAsync()).Take(6))
                {
                    await box.ClickAsync();
                }

                await visitor.Page.Locator(".toast").WaitForAsync();
            }),
        ]);

    private static KeyValuePair<string, Func<Visitor, StatesHost, Task>> Of(string name, Func<Visitor, StatesHost, Task> go) =>
        new(name, go);

    // As a host that nobody has used yet answers.
    private static async Task EmptyAsync(Visitor visitor, string page)
    {
        await visitor.Page.RouteAsync(
            url => new Uri(url).AbsolutePath is "/api/training/jobs" or "/api/assets" or "/api/candles/coverage" or "/api/backfills",
            route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "application/json", Body = """{"items":[]}""" }));
        await visitor.GoAsync(page);
    }

    // What a page is made of is there; what it shows is answered so, or never.
    private static async Task AnsweredAsync(Visitor visitor, StatesHost host, string page, Func<IRoute, Task> answer)
    {
        await visitor.Page.RouteAsync(
            url => new Uri(url).AbsolutePath is var path && path.StartsWith("/api/", StringComparison.Ordinal)
                && path is not ("/api/metrics" or "/api/strategies" or "/api/session"),
            answer);
        var route = page switch
        {
            "job" => $"jobs/{host.Ended.Number}",
            "asset" => $"assets/{host.Ended.AssetId}",
            "orchestration" => $"system/{host.Ended.Id}",
            "strategy" => "strategies/long-texts",
            _ => page,
        };
        await visitor.Page.GotoAsync($"{visitor.Address}#/{route}");
        await visitor.Page.Locator("main h1, main .empty, main .skeleton").First.WaitForAsync();
    }

    private static async Task PressAsync(Visitor visitor, string route, string button)
    {
        await visitor.GoAsync(route);
        await visitor.Page.Locator(".page-head").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Dialog).WaitForAsync();
    }

    private static async Task TrainWronglyAsync(Visitor visitor, StatesHost host)
    {
        await visitor.GoAsync("train?mode=advanced");
        await visitor.Page.GetByLabel("Trials", new() { Exact = true }).FillAsync("-3");
        await visitor.Page.GetByLabel("Repetitions").FillAsync("21");
        await visitor.Page.GetByLabel("Taker fee").FillAsync("400");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Start training" }).ClickAsync();
        await visitor.Page.Locator("[aria-invalid=true]").First.WaitForAsync();
    }

    private static async Task WriteWronglyAsync(Visitor visitor, StatesHost host)
    {
        await visitor.GoAsync("write");
        await visitor.Page.GetByLabel("Document of rules").FillAsync("""
            {
              "name": "Wrong Name",
              "paramters": [],
              "parameters": [{"name": "fast", "type": "integer", "default": 99, "low": 5, "high": 50}],
              "long": "cross_above(ema(clsoe, fast), ema(close, slow)) and rsy(close, 14) < 30",
              "exit": {"long": "close[-1] > close", "shrot": "close > 1"}
            }
            """);
        await visitor.Page.Locator(".code-problems li").Nth(3).WaitForAsync();
    }

    private static async Task SignalsAsync(Visitor visitor, StatesHost host)
    {
        await visitor.GoAsync("strategies/long-texts");
        await visitor.Page.GetByText("The signals as a list").ClickAsync();
    }

    private static async Task SaveTakenAsync(Visitor visitor, StatesHost host)
    {
        await visitor.GoAsync("write");
        await visitor.Page.GetByLabel("Document of rules").FillAsync(StatesHost.OwnStrategy);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await visitor.Page.Locator(".editor-conflict").WaitForAsync();
        await visitor.SettleAsync();
    }

    private static async Task RenameWronglyAsync(Visitor visitor, StatesHost host)
    {
        await PressAsync(visitor, $"assets/{host.Ended.AssetId}", "Rename");
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name").FillAsync("  ");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await dialog.Locator(".problem:not(:empty)").WaitForAsync();
    }

    private static async Task StageAsync(Visitor visitor, StatesHost host)
    {
        await visitor.GoAsync($"assets/{host.Ended.AssetId}");
        await visitor.Page.GetByLabel("Stage").SelectOptionAsync("live-candidate");
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Change the stage" }).ClickAsync();
        await dialog.Locator(".problem:not(:empty)").WaitForAsync();
    }

    private static async Task FetchWronglyAsync(Visitor visitor, StatesHost host)
    {
        await PressAsync(visitor, "data", "Fetch from an exchange");
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Exchange").FillAsync("nowhere");
        await dialog.GetByLabel("Interval").FillAsync("7 bananas");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Fetch" }).ClickAsync();
        await dialog.Locator(".problem:not(:empty)").First.WaitForAsync();
    }

    private static async Task ImportAsync(Visitor visitor, params FilePayload[] files)
    {
        await visitor.GoAsync("data");
        await visitor.Page.Locator("input[type=file]").SetInputFilesAsync(files);
        await visitor.Page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await visitor.Page.WaitForFunctionAsync("() => !/Sending|Checking …/.test(document.querySelector('dialog').textContent)");
    }

    private static async Task MonthAsync(Visitor visitor, StatesHost host)
    {
        await visitor.GoAsync("data");
        await visitor.Page.GetByRole(AriaRole.Gridcell).Last.ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Month" }).WaitForAsync();
    }

    private static async Task DeleteCandlesAsync(Visitor visitor, StatesHost host)
    {
        await MonthAsync(visitor, host);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Delete this month" }).ClickAsync();
        await visitor.Page.GetByText("candles go").WaitForAsync();
    }

    private static FilePayload File(string name, string content) =>
        new() { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(content) };

    // Hours around a price; the one in the middle may be many times those around it.
    private static string Candles(int middle)
    {
        var text = new StringBuilder("time,open,high,low,close,volume\n");
        for (var hour = 0; hour < 12; hour++)
        {
            text.Append(null, $"2025-02-01T{hour:00}:00:00Z,100,{(hour == 6 ? Math.Max(middle, 101) : 101)},99,100,5\n");
        }

        return text.ToString();
    }
}
