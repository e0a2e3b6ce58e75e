using Trad.EndToEnd.Tests.Hosting;
using Trad.LocalHost.Client;
using Trad.LocalRuntime.Emulator;
using Trad.MarketData.Simulation;
using Trad.Training.Jobs;

namespace Trad.EndToEnd.Tests.Faults;

public sealed class KilledTrainingTests
{
    private const int Trials = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Training_that_is_killed_again_and_again_ends_with_the_trials_of_one_that_was_not()
    {
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), TestContext.Current.CancellationToken);
        var audit = new HubAudit(azurite.ConnectionString, "TradHub");
        var (process, client) = await ServeAsync(azurite);
        try
        {
            using (var month = new MemoryStream(ServingHost.SimulatedMonth))
            {
                await client.ImportAsync(
                    month, "month.csv", Candles.Market.SimulatedExchange, "BTCUSDT", "5m", TestContext.Current.CancellationToken);
            }

            var whole = await WaitAsync(client, await StartAsync(client));
            var cut = await StartAsync(client);
            foreach (var life in FaultPlan.Lives(4))
            {
                await Task.Delay(life, TestContext.Current.CancellationToken);
                await process.KillAsync();
                process.Dispose();
                (process, client) = await ServeAsync(azurite);
            }

            var survivor = await WaitAsync(client, cut);

            Assert.Equal(JobState.Completed, survivor.State);
            Assert.Equal(await ReadTrialsAsync(client, whole.Id), await ReadTrialsAsync(client, survivor.Id));
            await audit.AssertHistoryIsSoundAsync();
        }
        finally
        {
            process.Dispose();
        }
    }

    private static async Task<(TradProcess Process, TradClient Client)> ServeAsync(AzuriteProcess azurite)
    {
        var process = TradProcess.Start(["serve", "--port", "0", "--storage", azurite.ConnectionString]);
        return (process, new TradClient(new HttpClient { BaseAddress = await process.WaitForAddressAsync() }));
    }

    private static async Task<string> StartAsync(TradClient client) => (await client.StartTrainingAsync(
        ServingHost.Request(seed: 42, Trials, batchSize: 2), TestContext.Current.CancellationToken)).Id;

    private static async Task<TrainingJob> WaitAsync(TradClient client, string jobId)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var job = await client.GetJobAsync(jobId, patience.Token);
            if (job.IsFinished)
            {
                return job;
            }

            await Task.Delay(25, patience.Token);
        }
    }

    private static async Task<string> ReadTrialsAsync(TradClient client, string jobId)
    {
        using var http = new HttpClient { BaseAddress = client.BaseAddress };
        return await http.GetStringAsync(
            new Uri($"api/training/jobs/{jobId}/trials?limit=1000", UriKind.Relative), TestContext.Current.CancellationToken);
    }
}
