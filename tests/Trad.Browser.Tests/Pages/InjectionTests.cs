using System.Net.Http.Json;
using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;
using Trad.Training;

namespace Trad.Browser.Tests.Pages;

/// <summary>Markup in what people write stays text, wherever it is shown.</summary>
public sealed class InjectionTests(FilledHost filled, SharedBrowser browser) : IClassFixture<FilledHost>
{
    private const string Markup = "<img src=x onerror=\"window.attacked=1\"><script>window.attacked=1</script>";

    [Fact]
    public async Task Asset_name_and_notes_with_markup_are_shown_as_written()
    {
        using var http = new HttpClient { BaseAddress = filled.Host.Address };
        using var changed = await http.PatchAsJsonAsync(
            $"api/assets/{filled.OtherAssetId}", new { name = Markup, notes = Markup }, TradJson.Options,
            TestContext.Current.CancellationToken);
        changed.EnsureSuccessStatusCode();
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);

        await visitor.GoAsync("assets");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = Markup, Exact = true })).ToBeVisibleAsync();
        await visitor.GoAsync($"assets/{filled.OtherAssetId}");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = Markup })).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByLabel("Notes")).ToHaveValueAsync(Markup);

        await AssertUnharmedAsync(visitor);
    }

    [Fact]
    public async Task Job_name_and_log_with_markup_are_shown_as_written()
    {
        var job = await filled.Host.TrainAsync(DashboardHost.Request(seed: 3, trials: 4) with { Name = Markup });
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);

        await visitor.GoAsync("jobs");
        await Assertions.Expect(visitor.Page.GetByText(Markup).First).ToBeVisibleAsync();
        await visitor.GoAsync($"jobs/{job.Number}");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = Markup })).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.Locator("#log .virtual-row").First).ToBeVisibleAsync();

        await AssertUnharmedAsync(visitor);
    }

    [Fact]
    public async Task Address_with_markup_is_shown_as_written()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);

        await visitor.GoAsync(Uri.EscapeDataString(Markup));
        await Assertions.Expect(visitor.Page.GetByText($"There is no page “{Markup}”.")).ToBeVisibleAsync();
        await visitor.GoAsync($"jobs/{Uri.EscapeDataString(Markup)}");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Not found" })).ToBeVisibleAsync();
        await visitor.GoAsync($"jobs?q={Uri.EscapeDataString(Markup)}");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync(Markup);

        await AssertUnharmedAsync(visitor);
    }

    [Fact]
    public async Task Log_line_with_markup_is_drawn_as_text()
    {
        await using var visitor = await Visitor.ComeAsync(browser, filled.Host.Address);

        // The app writes no line with a person's words of its own accord, so the stream is answered with one.
        await visitor.Page.RouteAsync("**/logs?*", route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "application/json",
            Body = System.Text.Json.JsonSerializer.Serialize(new
            {
                items = new[]
                {
                    new
                    {
                        sequence = 0,
                        time = "2025-01-01T00:00:00Z",
                        level = "info",
                        phase = "loading",
                        message = Markup,
                        fields = new { value = Markup },
                    },
                },
            }),
        }));
        await visitor.GoAsync($"jobs/{filled.Job.Id}");
        await visitor.Page.Locator("#log .virtual-row").First.ClickAsync();

        await Assertions.Expect(visitor.Page.Locator("#log .log-detail p")).ToHaveTextAsync(Markup);
        await Assertions.Expect(visitor.Page.Locator("#log .log-detail dd")).ToHaveTextAsync(Markup);
        await AssertUnharmedAsync(visitor);
    }

    private static async Task AssertUnharmedAsync(Visitor visitor)
    {
        Assert.False(await visitor.Page.EvaluateAsync<bool>("() => 'attacked' in window"));
        Assert.Equal(0, await visitor.Page.Locator("img, main script").CountAsync());
        Assert.Empty(visitor.Errors);
    }
}
