using System.Text;
using System.Text.RegularExpressions;
using System.Web;
using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Data;

/// <summary>Files that are dropped on the page of the data, in the box and beside it.</summary>
public sealed class DroppedFilesTests(DashboardHost host, SharedBrowser browser) : IClassFixture<DashboardHost>
{
    private const string Drop = """
        (element, names) => {
          const transfer = new DataTransfer();
          names.forEach(([name, text]) => transfer.items.add(new File([text], name)));
          const over = new DragEvent('dragover', { dataTransfer: transfer, bubbles: true, cancelable: true });
          const drop = new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true });
          element.dispatchEvent(over);
          element.dispatchEvent(drop);
          return over.defaultPrevented && drop.defaultPrevented;
        }
        """;

    private static readonly Regex Stored = new("^12 candles of DROPUSDT 5m");

    [Theory]
    [InlineData(".drop")]
    [InlineData("main h1")]
    [InlineData("body")]
    public async Task Files_dropped_anywhere_on_the_page_are_all_taken_once(string place)
    {
        await using var visitor = await Visitor.ComeAsync(browser, host.Address);
        await visitor.GoAsync("data");

        var isTaken = await visitor.Page.Locator(place).First.EvaluateAsync<bool>(
            Drop, new[] { new[] { "one.csv", "nothing" }, ["two.csv", "nothing"] });

        Assert.True(isTaken, "The browser would leave the page for the file.");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Import 2 files" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Files_dropped_together_show_the_progress_of_each_and_go_in_by_time()
    {
        await using var visitor = await Visitor.ComeAsync(browser, host.Address);
        await visitor.GoAsync("data");
        var march = new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.Zero);
        var dropped = new[] { Text("april.csv", march.AddMonths(1)), Text("march.csv", march), ["notes.csv", "nothing,of,the,kind\n"] };

        // The second is held on its way until the progress of the first was seen.
        var stored = new List<string>();
        var isHeld = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await visitor.Page.RouteAsync("**/api/candles/import?**", async route =>
        {
            var query = HttpUtility.ParseQueryString(new Uri(route.Request.Url).Query);
            if (query["dryRun"] is null && query["exchange"] is { Length: > 0 })
            {
                stored.Add(query["fileName"]!);
                if (query["fileName"] == "april.csv")
                {
                    isHeld.TrySetResult();
                    await release.Task;
                }
            }

            await route.ContinueAsync();
        });
        await visitor.Page.Locator(".drop").First.EvaluateAsync<bool>(Drop, dropped);
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Import 3 files" });
        await dialog.GetByLabel("Exchange").FillAsync("simulated");
        await dialog.GetByLabel("Symbol").FillAsync("DROPUSDT");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await Assertions.Expect(dialog.GetByText("Would be stored")).ToHaveCountAsync(2);
        await Assertions.Expect(Bar("notes.csv")).ToHaveAttributeAsync("data-state", "failed");

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Import" }).ClickAsync();
        await isHeld.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        await Assertions.Expect(Bar("march.csv")).ToHaveAttributeAsync("aria-valuenow", "100");
        await Assertions.Expect(dialog.GetByText(Stored)).ToHaveCountAsync(1);
        release.SetResult();
        await Assertions.Expect(dialog.GetByText(Stored)).ToHaveCountAsync(2);
        await Assertions.Expect(Bar("april.csv")).ToHaveAttributeAsync("data-state", "completed");
        await visitor.Page.Locator("#toasts").GetByText("2 of 3 files are stored.").WaitForAsync();
        Assert.Equal(["march.csv", "april.csv", "notes.csv"], stored);
        Assert.Empty(visitor.Errors);

        ILocator Bar(string name) => dialog.GetByRole(AriaRole.Progressbar, new() { Name = name });
    }

    private static string[] Text(string name, DateTimeOffset from) =>
        [name, Encoding.UTF8.GetString(DashboardHost.CandleFile("ETHUSDT", from, from.AddHours(1)))];
}
