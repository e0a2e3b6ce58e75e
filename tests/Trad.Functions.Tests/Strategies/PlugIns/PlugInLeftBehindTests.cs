using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trad.Functions.Strategies.PlugIns;
using Trad.Functions.Tests.Hosting;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Functions.Tests.Strategies.PlugIns;

/// <summary>Strategies in C# whose threads nothing can end.</summary>
public sealed class PlugInLeftBehindTests(AzuriteFixture azurite) : IDisposable
{
    private const string Name = "plugged-prisoner";

    private readonly string _folder = Directory.CreateTempSubdirectory("trad-strategies-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Door => Path.Combine(_folder, "closed");

    [Fact]
    public async Task Strategy_of_a_file_that_was_left_behind_is_refused_until_it_ends_and_told_by_the_health()
    {
        await File.WriteAllTextAsync(Door, "", Cancellation);
        File.WriteAllText(
            Path.Combine(_folder, "Prisoner.cs"),
            PlugInSource.Of("Prisoner", Name).Replace(
                "var candles =",
                $$"""while (System.IO.File.Exists(@"{{Door}}")) { System.Threading.Thread.Sleep(10); } var candles =""",
                StringComparison.Ordinal));
        await using var app = await TrainingApp.StartAsync(
            azurite, ($"{PlugInOptions.Section}:{nameof(PlugInOptions.Folder)}", _folder), ("Trad:Jobs:BacktestSeconds", "2"));
        var request = TrainingApp.Request(trials: 4) with { Strategy = Name, MinimumTrades = 0 };

        var failed = await app.RunAsync(request);

        Assert.Equal(JobState.Failed, failed.State);
        Assert.EndsWith("nothing else begins with it until then.", failed.Error, StringComparison.Ordinal);
        Assert.StartsWith("1 computation was left behind", await HealthAsync(app, "degraded"), StringComparison.Ordinal);
        foreach (var query in new[] { "", "?dryRun=true" })
        {
            using var refused = await app.Http.PostAsJsonAsync($"api/training/jobs{query}", request, TradJson.Options, Cancellation);
            var message = (string)(await refused.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["errors"]!["strategy"]![0]!;
            Assert.StartsWith($"'{Name}' does not end: 1 computation of it left behind on this host", message, StringComparison.Ordinal);
        }

        Assert.Equal(JobState.Completed, (await app.RunAsync(request with { Strategy = "liquidity-sweep" })).State);

        File.Delete(Door);
        var computation = app.Services.GetRequiredService<WatchedComputation>();
        Assert.True(SpinWait.SpinUntil(() => computation.LeftBehind == 0, TimeSpan.FromMinutes(1)));
        Assert.Equal("healthy", await HealthAsync(app, "healthy"));
        Assert.Equal(JobState.Completed, (await app.RunAsync(request)).State);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<string> HealthAsync(TrainingApp app, string status)
    {
        var health = (await app.Http.GetFromJsonAsync<JsonObject>("api/health", Cancellation))!;
        Assert.Equal(status, (string?)health["status"]);
        return (string)health["checks"]!["computations"]!;
    }
}
