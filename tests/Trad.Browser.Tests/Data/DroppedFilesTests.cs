using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Data;

/// <summary>Files that are dropped on the page of the data, in the box and beside it.</summary>
public sealed class DroppedFilesTests(DashboardHost host, SharedBrowser browser) : IClassFixture<DashboardHost>
{
    private const string Drop = """
        (element, names) => {
          const transfer = new DataTransfer();
          names.forEach(name => transfer.items.add(new File(['nothing'], name)));
          const over = new DragEvent('dragover', { dataTransfer: transfer, bubbles: true, cancelable: true });
          const drop = new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true });
          element.dispatchEvent(over);
          element.dispatchEvent(drop);
          return over.defaultPrevented && drop.defaultPrevented;
        }
        """;

    [Theory]
    [InlineData(".drop")]
    [InlineData("main h1")]
    [InlineData("body")]
    public async Task Files_dropped_anywhere_on_the_page_are_all_taken_once(string place)
    {
        await using var visitor = await Visitor.ComeAsync(browser, host.Address);
        await visitor.GoAsync("data");

        var isTaken = await visitor.Page.Locator(place).First.EvaluateAsync<bool>(Drop, new[] { "one.csv", "two.csv" });

        Assert.True(isTaken, "The browser would leave the page for the file.");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Import 2 files" })).ToHaveCountAsync(1);
    }
}
