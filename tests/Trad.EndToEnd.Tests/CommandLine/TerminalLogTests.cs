using System.Net.Http.Json;
using System.Text.Json;
using Trad.EndToEnd.Tests.Hosting;

namespace Trad.EndToEnd.Tests.CommandLine;

/// <summary>What a serving host writes to its terminal when something fails behind it: here an exchange that nobody reaches.</summary>
public sealed class TerminalLogTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // An address that nobody listens on stands for a missing network.
    private static readonly Dictionary<string, string> Offline =
        new() { ["Trad__Exchanges__BinanceAddress"] = "http://127.0.0.1:9" };

    private readonly string _folder = Directory.CreateTempSubdirectory("trad-terminal-").FullName;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("embedded")]
    [InlineData("azure-storage")]
    public async Task Serve_a_backfill_without_a_network_is_told_in_one_line(string engine)
    {
        using var serve = TradProcess.Start(["serve", "--engine", engine, "--port", "0", "--data", _folder], Offline);
        using var http = new HttpClient { BaseAddress = await serve.WaitForAddressAsync() };

        var run = await StartBackfillAsync(http);
        await WaitUntilAsync(async () => await StateOfAsync(http, run) == "failed");
        await EndAsync(serve);

        var line = Assert.Single(serve.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"warn: Backfill {run} of binance BTCUSDT 1h failed after 0 of 0 months: ", line, StringComparison.Ordinal);
        Assert.Contains("is there a network?", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_verbose_shows_what_libraries_say_too()
    {
        using var serve = TradProcess.Start(["serve", "--verbose", "--port", "0", "--data", _folder], Offline);
        using var http = new HttpClient { BaseAddress = await serve.WaitForAddressAsync() };

        await StartBackfillAsync(http);
        await WaitUntilAsync(() => Task.FromResult(serve.Errors.Contains(" Polly[", StringComparison.Ordinal)));
        await EndAsync(serve);

        Assert.Contains("SocketException", serve.Errors, StringComparison.Ordinal);
    }

    private static async Task<string> StartBackfillAsync(HttpClient http)
    {
        using var started = await http.PostAsJsonAsync(
            "api/backfills", new { exchange = "binance", symbol = "BTCUSDT", interval = "1h", days = 3 },
            TestContext.Current.CancellationToken);
        started.EnsureSuccessStatusCode();
        using var answer = JsonDocument.Parse(await started.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return answer.RootElement.GetProperty("id").GetString()!;
    }

    private static async Task<string?> StateOfAsync(HttpClient http, string run)
    {
        using var answer = JsonDocument.Parse(
            await http.GetStringAsync($"api/backfills/{run}", TestContext.Current.CancellationToken));
        return answer.RootElement.GetProperty("state").GetString();
    }

    private static async Task WaitUntilAsync(Func<Task<bool>> isTrue)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await isTrue())
        {
            await Task.Delay(100, patience.Token);
        }
    }

    private static async Task EndAsync(TradProcess serve)
    {
        await serve.SignalAsync("TERM");
        await serve.WaitForExitAsync();
    }
}
