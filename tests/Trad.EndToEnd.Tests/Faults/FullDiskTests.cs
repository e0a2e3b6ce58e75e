using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Trad.EndToEnd.Tests.Hosting;
using Trad.LocalHost.Client;
using Trad.Training;

namespace Trad.EndToEnd.Tests.Faults;

/// <summary>The disk under the host's data fills up: nothing is acknowledged that cannot be kept, and health says why.</summary>
public sealed class FullDiskTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly string _folder = Directory.CreateTempSubdirectory("trad-full-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Full_disk_is_said_by_health_takes_nothing_and_gives_back_all_when_there_is_room()
    {
        using var disk = SmallDisk.Mount(_folder, "size=32m");
        var data = Path.Combine(disk.Path, "data");
        string acknowledged;
        using (var host = TradProcess.Start(["serve", "--port", "0", "--data", data]))
        {
            using var http = new HttpClient { BaseAddress = await host.WaitForAddressAsync() };
            using (var month = new MemoryStream(ServingHost.SimulatedMonth))
            {
                await new TradClient(http).ImportAsync(month, "month.csv", Candles.Market.SimulatedExchange, "BTCUSDT", "5m", Cancellation);
            }

            acknowledged = await StartAsync(http);
            await UntilAsync(http, $"api/training/jobs/{acknowledged}", job => (string?)job["state"] == "completed");
            Fill(Path.Combine(disk.Path, "filler"));

            using var health = await http.GetAsync(new Uri("api/health", UriKind.Relative), Cancellation);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
            var checks = JsonNode.Parse(await health.Content.ReadAsStringAsync(Cancellation))!["checks"]!.AsObject();
            Assert.All(["blobs", "tables"], kept => Assert.Contains("is full", (string?)checks[kept], StringComparison.Ordinal));
            using var refused = await http.PostAsJsonAsync(
                "api/training/jobs", ServingHost.Request(7, trials: 4), TradJson.Options, Cancellation);
            Assert.True((int)refused.StatusCode >= 500, $"A training was answered with {refused.StatusCode} on a full disk.");
            Assert.Equal("completed", (string?)(await GetAsync(http, $"api/training/jobs/{acknowledged}"))["state"]);

            File.Delete(Path.Combine(disk.Path, "filler"));
            await UntilAsync(http, "api/health", report => (string?)report["status"] == "healthy");
            var next = await StartAsync(http);
            await UntilAsync(http, $"api/training/jobs/{next}", job => (string?)job["state"] == "completed");
            await host.SignalAsync("TERM");
            Assert.Equal(0, await host.WaitForExitAsync());
        }

        using var again = TradProcess.Start(["serve", "--port", "0", "--data", data]);
        using var client = new HttpClient { BaseAddress = await again.WaitForAddressAsync() };
        Assert.Equal("completed", (string?)(await GetAsync(client, $"api/training/jobs/{acknowledged}"))["state"]);
        await again.SignalAsync("TERM");
        await again.WaitForExitAsync();
    }

    [Fact]
    public async Task Stop_on_a_full_disk_loses_nothing_although_nothing_can_be_saved()
    {
        using var disk = SmallDisk.Mount(_folder, "size=32m");
        var data = Path.Combine(disk.Path, "data");
        string acknowledged;
        using (var host = TradProcess.Start(["serve", "--port", "0", "--data", data]))
        {
            using var http = new HttpClient { BaseAddress = await host.WaitForAddressAsync() };
            using (var month = new MemoryStream(ServingHost.SimulatedMonth))
            {
                await new TradClient(http).ImportAsync(month, "month.csv", Candles.Market.SimulatedExchange, "BTCUSDT", "5m", Cancellation);
            }

            acknowledged = await StartAsync(http);
            await UntilAsync(http, $"api/training/jobs/{acknowledged}", job => (string?)job["state"] == "completed");
            Fill(Path.Combine(disk.Path, "filler"));
            await host.SignalAsync("TERM");
            await host.WaitForExitAsync();
        }

        Assert.NotEmpty(Directory.GetFiles(data, "write-ahead-*.log"));
        File.Delete(Path.Combine(disk.Path, "filler"));
        using var again = TradProcess.Start(["serve", "--port", "0", "--data", data]);
        using var client = new HttpClient { BaseAddress = await again.WaitForAddressAsync() };
        Assert.Equal("completed", (string?)(await GetAsync(client, $"api/training/jobs/{acknowledged}"))["state"]);
        await again.SignalAsync("TERM");
        await again.WaitForExitAsync();
    }

    private static void Fill(string path)
    {
        using var filler = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var piece = new byte[4096];
        try
        {
            while (true)
            {
                filler.Write(piece);
            }
        }
        catch (IOException)
        {
            // Not one more page fits.
        }
    }

    private static async Task<string> StartAsync(HttpClient http)
    {
        using var accepted = await http.PostAsJsonAsync(
            "api/training/jobs", ServingHost.Request(42, trials: 4), TradJson.Options, Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        return (string)JsonNode.Parse(await accepted.Content.ReadAsStringAsync(Cancellation))!["id"]!;
    }

    private static async Task<JsonObject> GetAsync(HttpClient http, string path) =>
        JsonNode.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation))!.AsObject();

    private static async Task UntilAsync(HttpClient http, string path, Func<JsonObject, bool> isReached)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), patience.Token);
            if (answer.IsSuccessStatusCode && isReached(JsonNode.Parse(await answer.Content.ReadAsStringAsync(patience.Token))!.AsObject()))
            {
                return;
            }

            await Task.Delay(50, patience.Token);
        }
    }
}
