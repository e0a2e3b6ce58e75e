using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Trad.Backtesting.Strategies;
using Trad.Functions.Strategies;
using Trad.Functions.Tests.Hosting;
using Trad.Testing;
using Trad.Training;

namespace Trad.Functions.Tests.Strategies;

/// <summary>Checks of strategies over HTTP.</summary>
public sealed class StrategyCheckFunctionsTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Built_in_strategies_pass_on_generated_and_on_stored_candles_and_the_answer_is_kept()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        foreach (var strategy in StrategyCatalog.All.Where(strategy => strategy.GetType().Assembly == typeof(StrategyCatalog).Assembly))
        {
            var found = (await app.Http.GetFromJsonAsync<CheckedStrategy>(
                $"api/strategies/{strategy.Name}/check", TradJson.Options, Cancellation))!;
            Assert.True(found.Report.Passed, found.Report.Defect);
            Assert.Equal(("simulated", "BTCUSDT", "5m"), (found.Exchange, found.Symbol, found.Interval));
        }

        var address = "api/strategies/macd-trend/check?exchange=simulated&symbol=ETHUSDT&interval=5m";
        var stored = (await app.Http.GetFromJsonAsync<CheckedStrategy>(address, TradJson.Options, Cancellation))!;
        var again = (await app.Http.GetFromJsonAsync<CheckedStrategy>(address, TradJson.Options, Cancellation))!;

        Assert.Equal(("ETHUSDT", 2880), (stored.Symbol, stored.Report.Candles));
        Assert.True(stored.Report is { Signals: > 0, WarmUpSignals: > 0 });
        Assert.Equal(stored, again);
    }

    [Theory]
    [InlineData("no-such/check", HttpStatusCode.NotFound, "There is no strategy 'no-such'; known are ")]
    [InlineData(
        "macd-trend/check?exchange=simulated&symbol=NEWUSDT&interval=5m", HttpStatusCode.NotFound,
        "No candles of simulated NEWUSDT 5m are stored")]
    [InlineData("macd-trend/check?symbol=BTCUSDT", HttpStatusCode.BadRequest, "exchange")]
    [InlineData("macd-trend/check?sybmol=BTCUSDT", HttpStatusCode.BadRequest, "sybmol")]
    public async Task What_cannot_be_checked_is_refused_with_the_reason(string path, HttpStatusCode status, string reason)
    {
        await using var app = await TrainingApp.StartAsync(azurite);

        using var answer = await app.Http.GetAsync(new Uri($"api/strategies/{path}", UriKind.Relative), Cancellation);

        Assert.Equal(status, answer.StatusCode);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Contains(reason, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
