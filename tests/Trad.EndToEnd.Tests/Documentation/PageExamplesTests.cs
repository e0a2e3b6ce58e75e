using Trad.Candles;
using Trad.EndToEnd.Tests.Hosting;
using Trad.Formats.Csv;
using Trad.MarketData.Simulation;

namespace Trad.EndToEnd.Tests.Documentation;

/// <summary>The shell blocks of pages, run as a person would run them, in the order of the page, against one host.</summary>
public sealed class PageExamplesTests(ServingHost host) : IClassFixture<ServingHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_of_the_http_reference_work_as_they_are_written()
    {
        var output = await RunAsync("src/Trad.Functions/Api/reference.md");

        Assert.Contains("event: done", output, StringComparison.Ordinal);
        Assert.Contains("\"state\":\"completed\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tutorial_leads_from_candles_to_a_verdict_and_a_strategy_to_take_away()
    {
        // What the demo, with which it begins, leaves behind where there is no network.
        var end = SimulatedExchangeOptions.DefaultNow;
        var candles = new SimulatedExchangeOptions().Market
            .Read(GeneratedMarket.PlantedTrendSymbol, Interval.OneHour, TimeRange.Between(end.AddDays(-730), end));
        using var file = CandleCsvWriter.Write(candles);
        await host.Client.ImportAsync(file, "demo.csv", Market.SimulatedExchange, GeneratedMarket.PlantedTrendSymbol, "1h", Cancellation);

        var output = await RunAsync("src/Trad.LocalHost/tutorial.md");

        Assert.Contains("Verdict: ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("src/Trad.LocalHost/troubleshooting.md")]
    [InlineData("src/Trad.LocalRuntime/backup.md")]
    public async Task Commands_of_the_page_work_as_they_are_written(string page) => Assert.NotEmpty(await RunAsync(page));

    private Task<string> RunAsync(string page) => PageScript.RunAsync(page, host, _ => { }, Cancellation);
}
