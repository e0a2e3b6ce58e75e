using System.Net.Http.Json;
using Trad.Backtesting.Strategies;
using Trad.Functions.Strategies;
using Trad.Functions.Strategies.PlugIns;
using Trad.Functions.Tests.Hosting;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Functions.Tests.Strategies.PlugIns;

/// <summary>Strategies in C# of one's own, in a host.</summary>
public sealed class PlugInTrainingTests(AzuriteFixture azurite) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trad-strategies-").FullName;

    private (string, string) Setting => ($"{PlugInOptions.Section}:{nameof(PlugInOptions.Folder)}", _folder);

    [Fact]
    public async Task Strategy_of_a_file_is_trained_and_gone_with_its_host()
    {
        File.WriteAllText(Path.Combine(_folder, "Follower.cs"), PlugInSource.Of("Follower", "plugged-follower"));
        await using (var app = await TrainingApp.StartAsync(azurite, Setting))
        {
            var listed = await app.Http.GetFromJsonAsync<ListPage<StrategyDescription>>(
                "api/strategies", TradJson.Options, TestContext.Current.CancellationToken);
            var job = await app.RunAsync(TrainingApp.Request(trials: 4) with { Strategy = "plugged-follower", MinimumTrades = 0 });

            Assert.Equal(StrategyKind.PlugIn, listed!.Items.Single(each => each.Name == "plugged-follower").Kind);
            Assert.Equal(StrategyKind.BuiltIn, listed.Items.Single(each => each.Name == "liquidity-sweep").Kind);

            Assert.Equal((JobState.Completed, null), (job.State, job.Error));
            Assert.Equal(4, job.Progress.TrialsCompleted);
        }

        Assert.False(StrategyCatalog.TryGet("plugged-follower", out _));
    }

    [Fact]
    public async Task Strategy_of_a_file_that_looks_ahead_fails_the_job_with_its_indicator()
    {
        File.WriteAllText(Path.Combine(_folder, "Prophet.cs"), PlugInSource.Of("Prophet", "plugged-prophet", ahead: 1));
        await using var app = await TrainingApp.StartAsync(azurite, Setting);

        var job = await app.RunAsync(TrainingApp.Request(trials: 4) with { Strategy = "plugged-prophet" });

        Assert.Equal(JobState.Failed, job.State);
        Assert.Matches("^plugged-prophet looks ahead: .*The indicator 'own average [0-9]+' looks ahead", job.Error);
    }

    [Theory]
    [InlineData("liquidity-sweep", "there is a strategy 'liquidity-sweep' already")]
    [InlineData("No Good", "the strategy's name is 'No Good'; allowed are")]
    public async Task Host_with_a_strategy_of_a_wrong_name_does_not_start(string name, string message)
    {
        File.WriteAllText(Path.Combine(_folder, "Wrong.cs"), PlugInSource.Of("Wrong", name));

        var refused = await Assert.ThrowsAsync<PlugInException>(() => TrainingApp.StartAsync(azurite, Setting));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
