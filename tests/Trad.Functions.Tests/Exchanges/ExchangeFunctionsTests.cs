using System.Net;
using System.Text.Json.Nodes;
using Trad.Functions.Tests.Backfills;
using Trad.Testing;

namespace Trad.Functions.Tests.Exchanges;

public sealed class ExchangeFunctionsTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Exchanges_and_the_rules_of_a_symbol_are_told()
    {
        await using var app = await BackfillApp.StartAsync(azurite);

        var exchanges = JsonNode.Parse(await app.Http.GetStringAsync(new Uri("api/exchanges", UriKind.Relative), Cancellation))!.AsArray();
        var rules = await app.GetAsync("api/exchanges/simulated/symbols/BTCUSDT");
        var asked = app.Exchange.Requests;
        await app.GetAsync("api/exchanges/simulated/symbols/BTCUSDT");

        Assert.Equal(["binance", "coinbase", "simulated"], exchanges.Select(exchange => (string?)exchange!["name"]));
        Assert.Equal((0.01, 0.00001, 5.0), ((double)rules["tickSize"]!, (double)rules["lotSize"]!, (double)rules["minimumNotional"]!));
        Assert.Equal(asked, app.Exchange.Requests);
        foreach (var (path, status) in new[]
        {
            ("api/exchanges/nowhere/symbols/BTCUSDT", HttpStatusCode.NotFound),
            ("api/exchanges/simulated/symbols/NOSUCH", HttpStatusCode.NotFound),
            ("api/exchanges/simulated/symbols/b%20c", HttpStatusCode.BadRequest),
        })
        {
            using var answer = await app.Http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
            Assert.Equal(status, answer.StatusCode);
        }
    }
}
