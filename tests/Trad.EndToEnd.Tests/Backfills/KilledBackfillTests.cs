using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Trad.Candles;
using Trad.EndToEnd.Tests.Hosting;
using Trad.Formats.Candles;
using Trad.MarketData.Simulation;
using Trad.Testing;

namespace Trad.EndToEnd.Tests.Backfills;

public sealed class KilledBackfillTests
{
    private static readonly DateTimeOffset From = new(2024, 7, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2025, 6, 11, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Backfill_killed_in_the_middle_goes_on_after_a_restart_and_fetches_nothing_twice()
    {
        var archives = new List<string>();
        await using var exchange = await SimulatedExchange.StartAsync(
            new SimulatedExchangeOptions
            {
                Fault = (_, path) =>
                {
                    lock (archives)
                    {
                        archives.Add(path);
                    }

                    return ExchangeFault.None;
                },
            },
            Cancellation);
        var folder = Directory.CreateTempSubdirectory("trad-e2e-").FullName;
        var environment = new Dictionary<string, string> { ["Trad__Exchanges__SimulatedAddress"] = exchange.BaseAddress.AbsoluteUri };
        Uri location;
        int done;
        using (var first = TradProcess.Start(["serve", "--port", "0", "--data", folder], environment))
        {
            using var http = new HttpClient { BaseAddress = await first.WaitForAddressAsync() };
            using var accepted = await http.PostAsJsonAsync(
                "api/backfills", new { exchange = "simulated", symbol = "BTCUSDT", interval = "5m", from = From, to = To }, Cancellation);
            location = accepted.Headers.Location!;
            done = (int)(
                await WaitAsync(http, location, state => (int?)state["progress"]?["partitionsDone"] >= 3))["progress"]!["partitionsDone"]!;
            await first.KillAsync();
        }

        using var second = TradProcess.Start(["serve", "--port", "0", "--data", folder], environment);
        using var again = new HttpClient { BaseAddress = await second.WaitForAddressAsync() };
        var ended = await WaitAsync(again, location, state => (string?)state["state"] is not ("running" or "pending"));
        await using var csv = await again.GetStreamAsync(
            new Uri("api/candles?exchange=simulated&symbol=BTCUSDT&interval=5m&format=csv", UriKind.Relative), Cancellation);
        var stored = await CandleFileReader.ReadAsync(csv, "export.csv", Interval.FiveMinutes, Cancellation);

        Assert.InRange(done, 3, 11);
        Assert.Equal(("completed", 12), ((string?)ended["state"], (int)ended["progress"]!["partitionsDone"]!));
        Assert.Equal(new GeneratedMarket(42).Read("BTCUSDT", Interval.FiveMinutes, TimeRange.Between(From, To)).ToList(), stored.ToList());

        // Only the months that were under way when the host died, three at most, may have been asked for twice.
        var zips = archives.Where(path => path.EndsWith(".zip", StringComparison.Ordinal)).ToList();
        Assert.InRange(zips.Count - zips.Distinct().Count(), 0, 3);

        // A killed host's emulator would still be saving into the folder.
        await second.SignalAsync("TERM");
        await second.WaitForExitAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<JsonObject> WaitAsync(HttpClient http, Uri location, Func<JsonObject, bool> isReached)
    {
        while (true)
        {
            var state = JsonNode.Parse(await http.GetStringAsync(location, Cancellation))!.AsObject();
            if (isReached(state))
            {
                return state;
            }

            await Task.Delay(10, Cancellation);
        }
    }
}
