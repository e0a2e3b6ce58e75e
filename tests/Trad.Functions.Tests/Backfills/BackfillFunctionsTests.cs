using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Functions.Backfills;
using Trad.LocalRuntime;
using Trad.MarketData.Simulation;
using Trad.Testing;

namespace Trad.Functions.Tests.Backfills;

/// <summary>The app on the embedded runtime, Azurite and the simulated exchange, over HTTP.</summary>
public sealed class BackfillFunctionsTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Backfill_over_http_stores_the_range_and_shows_summary_and_coverage()
    {
        await using var exchange = await SimulatedExchange.StartAsync(new SimulatedExchangeOptions(), Cancellation);
        await using var host = await StartAsync(exchange);
        using var http = new HttpClient { BaseAddress = host.Address };

        using var accepted = await http.PostAsJsonAsync("api/backfills", Request("BTCUSDT"), Cancellation);
        var state = await WaitAsync(http, accepted.Headers.Location!);

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal("completed", (string?)state["state"]);
        var stored = await host.Services.GetRequiredService<ICandleStore>()
            .ReadAsync(new Market(Market.SimulatedExchange, "BTCUSDT", Interval.FiveMinutes), TimeRange.Always, Cancellation);
        var expected = new GeneratedMarket(42).Read("BTCUSDT", Interval.FiveMinutes, TimeRange.Between(From, To));
        Assert.Equal(expected.ToList(), stored.ToList());
        var coverage = await http.GetFromJsonAsync<JsonArray>("api/candles/coverage", Cancellation);
        Assert.Equal(expected.Count, (long?)coverage![0]!["rows"]);
        Assert.Equal(["archive", "rest"], coverage[0]!["months"]!.AsArray().Select(month => (string?)month!["source"]));
    }

    [Fact]
    public async Task Backfill_of_a_symbol_that_the_exchange_does_not_know_fails_with_its_answer()
    {
        await using var exchange = await SimulatedExchange.StartAsync(new SimulatedExchangeOptions(), Cancellation);
        await using var host = await StartAsync(exchange);
        using var http = new HttpClient { BaseAddress = host.Address };

        using var accepted = await http.PostAsJsonAsync("api/backfills", Request("NOSUCH"), Cancellation);
        var state = await WaitAsync(http, accepted.Headers.Location!);

        Assert.Equal("failed", (string?)state["state"]);
        Assert.Contains("Invalid symbol", (string?)state["error"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"exchange":"nowhere","symbol":"BTCUSDT","interval":"5m","from":"2025-05-01T00:00:00Z","to":"2025-06-01T00:00:00Z"}""", "exchange")]
    [InlineData("""{"exchange":"binance","symbol":"../x","interval":"5m","from":"2025-05-01T00:00:00Z","to":"2025-06-01T00:00:00Z"}""", "symbol")]
    [InlineData("""{"exchange":"binance","symbol":"BTCUSDT","interval":"7m","from":"2025-05-01T00:00:00Z","to":"2025-06-01T00:00:00Z"}""", "interval")]
    [InlineData("""{"exchange":"binance","symbol":"BTCUSDT","interval":"5m","from":"2025-05-01T00:00:00Z","to":"2025-04-01T00:00:00Z"}""", "to")]
    public async Task Backfill_with_a_wrong_field_is_refused_by_name(string body, string field)
    {
        await using var exchange = await SimulatedExchange.StartAsync(new SimulatedExchangeOptions(), Cancellation);
        await using var host = await StartAsync(exchange);
        using var http = new HttpClient { BaseAddress = host.Address };

        using var refused = await http.PostAsync(new Uri("api/backfills", UriKind.Relative), new StringContent(body), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.NotNull((await refused.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["errors"]![field]);
    }

    private static DateTimeOffset From => new(2025, 5, 10, 0, 0, 0, TimeSpan.Zero);

    private static DateTimeOffset To => new(2025, 6, 20, 0, 0, 0, TimeSpan.Zero);

    private static BackfillRequest Request(string symbol) =>
        new() { Exchange = Market.SimulatedExchange, Symbol = symbol, Interval = "5m", From = From, To = To };

    private static async Task<JsonObject> WaitAsync(HttpClient http, Uri location)
    {
        while (true)
        {
            var state = await http.GetFromJsonAsync<JsonObject>(location, Cancellation);
            if ((string?)state!["state"] is not ("pending" or "running"))
            {
                return state;
            }

            await Task.Delay(20, Cancellation);
        }
    }

    private async Task<LocalFunctionsHost> StartAsync(SimulatedExchange exchange)
    {
        var name = azurite.NewName("bf");
        var builder = LocalFunctionsHost.CreateBuilder(new LocalRuntimeOptions { ConnectionString = azurite.ConnectionString, HubName = name });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["Trad:Storage:TablePrefix"] = name,
            ["Trad:Storage:CandleContainer"] = name,
            ["Trad:Exchanges:SimulatedAddress"] = exchange.BaseAddress.AbsoluteUri,
            [BackfillTimer.ScheduleSetting] = BackfillTimer.DefaultSchedule,
        });
        builder.Logging.ClearProviders();
        builder.Services.AddTrad(builder.Configuration);
        var host = builder.AddFunctions(typeof(TradServices).Assembly).Build();
        await host.StartAsync(Cancellation);
        return host;
    }
}
