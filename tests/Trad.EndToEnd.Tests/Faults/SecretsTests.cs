using System.Net.Http.Json;
using System.Text.Json;
using Trad.EndToEnd.Tests.Hosting;
using Trad.LocalHost.Client;
using Trad.LocalRuntime.Emulator;
using Trad.Training;

namespace Trad.EndToEnd.Tests.Faults;

/// <summary>Neither the key of the storage account nor the access key stands anywhere that a whole run writes to or answers with.</summary>
public sealed class SecretsTests : IDisposable
{
    private const string AccessKey = "a-key-that-only-this-test-knows-4711";

    private readonly string _folder = Directory.CreateTempSubdirectory("trad-secrets-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Whole_run_with_its_faults_tells_no_secret()
    {
        var data = Path.Combine(_folder, "data");
        var told = new List<string>();
        using (var host = TradProcess.Start(
            ["serve", "--port", "0", "--data", data], new Dictionary<string, string> { ["Trad__Access__Key"] = AccessKey }))
        {
            using var http = new HttpClient { BaseAddress = await host.WaitForAddressAsync() };
            http.DefaultRequestHeaders.Add("x-functions-key", AccessKey);
            await WorkAsync(http, told);
            using (var emulator = System.Diagnostics.Process.GetProcessById(EmulatorIn(data)))
            {
                // What the log says about storage that went away is part of the run.
                emulator.Kill();
            }

            told.Add(await AnswerAsync(http, HttpMethod.Get, "api/health"));
            told.Add(await AnswerAsync(http, HttpMethod.Get, "api/training/jobs"));
            await host.SignalAsync("TERM");
            await host.WaitForExitAsync();
            told.AddRange([host.Output, host.Errors]);
        }

        var accountKey = (await File.ReadAllTextAsync(Path.Combine(data, "account.key"), Cancellation)).Trim();
        told.Add(await ReadStoredAsync(data));

        // Commands that are given the key, and a wrong one, in every way.
        await using (var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), Cancellation))
        {
            var other = azurite.ConnectionString.Split("AccountKey=")[1].Split(';')[0];
            var wrong = azurite.ConnectionString.Replace(other, accountKey, StringComparison.Ordinal);
            foreach (var command in new[] { "jobs list --verbose --port 0", "train --trials 1 --verbose --port 0" })
            {
                var byOption = await TradProcess.RunAsync([.. command.Split(' '), "--storage", wrong]);
                var byVariable =
                    await TradProcess.RunAsync(command.Split(' '), new Dictionary<string, string> { ["AzureWebJobsStorage"] = wrong });
                told.AddRange([byOption.Output, byOption.Errors, byVariable.Output, byVariable.Errors]);
            }
        }

        Assert.True(told.Sum(text => text.Length) > 10_000, "The run told next to nothing.");
        foreach (var secret in new[] { accountKey, AccessKey, "AccountKey=", Uri.EscapeDataString(accountKey),
            JsonEncodedText.Encode(accountKey).ToString() })
        {
            Assert.DoesNotContain(told.Select(text => Before(text, secret)), before => before is not null);
        }
    }

    private static int EmulatorIn(string data) =>
        int.Parse(File.ReadAllText(Path.Combine(data, "azurite.pid")).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    // What stands before a secret, if it is there, tells where it was found.
    private static string? Before(string text, string secret) => text.IndexOf(secret, StringComparison.Ordinal) switch
    {
        < 0 => null,
        var at => text[Math.Max(0, at - 80)..at],
    };

    private static async Task WorkAsync(HttpClient http, List<string> told)
    {
        using (var month = new MemoryStream(ServingHost.SimulatedMonth))
        {
            await new TradClient(http).ImportAsync(month, "month.csv", Candles.Market.SimulatedExchange, "BTCUSDT", "5m", Cancellation);
        }

        using var accepted = await http.PostAsJsonAsync(
            "api/training/jobs", ServingHost.Request(1, trials: 6), TradJson.Options, Cancellation);
        var id = (await accepted.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("id").GetString()!;
        var client = new TradClient(http);
        while (!(await client.GetJobAsync(id, Cancellation)).IsFinished)
        {
            await Task.Delay(20, Cancellation);
        }

        foreach (var path in new[]
        {
            $"api/training/jobs/{id}", $"api/training/jobs/{id}/logs?limit=1000", $"api/training/jobs/{id}/trials",
            $"api/training/jobs/{id}/events",
            "api/assets", "api/system", "api/health", "api/openapi.json", "api/candles/coverage", "api/backfills", "api/nowhere",
            "api/training/jobs/unknown",
        })
        {
            told.Add(await AnswerAsync(http, HttpMethod.Get, path));
        }

        told.Add(await AnswerAsync(http, HttpMethod.Post, "api/training/jobs"));
    }

    private static async Task<string> AnswerAsync(HttpClient http, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        using var answer = await http.SendAsync(request, Cancellation);
        return $"{answer.Headers}\n{answer.Content.Headers}\n{await answer.Content.ReadAsStringAsync(Cancellation)}";
    }

    // Everything that the emulator keeps, except the key itself: log lines, jobs, results.
    private static async Task<string> ReadStoredAsync(string data)
    {
        var texts = new List<string>();
        foreach (var file in Directory.GetFiles(
            data, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "account.key"))
        {
            texts.Add(System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Cancellation)));
        }

        return string.Join('\n', texts);
    }
}
