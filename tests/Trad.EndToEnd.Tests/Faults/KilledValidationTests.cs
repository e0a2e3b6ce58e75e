using System.Text.Json;
using System.Text.RegularExpressions;
using Trad.EndToEnd.Tests.Hosting;
using Trad.LocalHost.Client;
using Trad.LocalRuntime.Emulator;
using Trad.Training.Jobs;

namespace Trad.EndToEnd.Tests.Faults;

public sealed partial class KilledValidationTests
{
    private const string Other = "ETHUSDT";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(240);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Training_whose_host_is_killed_within_its_validation_ends_with_the_evidence_of_one_that_was_not()
    {
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), Cancellation);
        await using var proxy = new HoldingProxy(azurite.BlobEndpoint, ReadOfOtherSymbol());
        var held = azurite.ConnectionString.Replace(
            azurite.BlobEndpoint.AbsoluteUri, proxy.Address.AbsoluteUri, StringComparison.Ordinal);
        string cut;
        using (var process = await ServeAsync(azurite.ConnectionString))
        {
            var client = await ClientOfAsync(process);
            foreach (var symbol in new[] { "BTCUSDT", Other })
            {
                using var month = new MemoryStream(ServingHost.MakeMonth(symbol));
                await client.ImportAsync(month, "month.csv", Candles.Market.SimulatedExchange, symbol, "5m", Cancellation);
            }

            await process.KillAsync();
        }

        // The candles of the other symbol never come, so the validation stands with its windows under way or done.
        using (var process = await ServeAsync(held))
        {
            var client = await ClientOfAsync(process);
            cut = (await client.StartTrainingAsync(ServingHost.Request(seed: 42, trials: 12), Cancellation)).Id;
            await proxy.Held.WaitAsync(Patience, Cancellation);
            var job = await client.GetJobAsync(cut, Cancellation);
            Assert.Equal((JobState.Running, 12), (job.State, job.Progress.TrialsCompleted));
            await process.KillAsync();
        }

        using (var process = await ServeAsync(azurite.ConnectionString))
        {
            var client = await ClientOfAsync(process);
            var survivor = await WaitAsync(client, cut);
            var whole = await WaitAsync(
                client, (await client.StartTrainingAsync(ServingHost.Request(seed: 42, trials: 12), Cancellation)).Id);

            Assert.Equal((JobState.Completed, JobState.Completed), (survivor.State, whole.State));
            var evidence = await ReadValidationAsync(client, survivor);
            Assert.Contains($"\"symbol\":\"{Other}\",\"figures\"", evidence, StringComparison.Ordinal);
            Assert.Equal(await ReadValidationAsync(client, whole), evidence);
            await process.KillAsync();
        }

        await new HubAudit(azurite.ConnectionString, "TradHub").AssertHistoryIsSoundAsync();
    }

    [Fact]
    public async Task Training_whose_host_is_killed_again_and_again_while_windows_are_walked_ends_with_the_evidence_of_one_that_was_not()
    {
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), Cancellation);
        var process = await ServeAsync(azurite.ConnectionString);
        try
        {
            var client = await ClientOfAsync(process);
            using (var month = new MemoryStream(ServingHost.SimulatedMonth))
            {
                await client.ImportAsync(month, "month.csv", Candles.Market.SimulatedExchange, "BTCUSDT", "5m", Cancellation);
            }

            var whole = await WaitAsync(client, await StartLongAsync(client));
            var cut = await StartLongAsync(client);
            var kills = 0;

            // One of three: each costs the start of a host, and the short part is to be short.
            var planned = Math.Max(1, FaultPlan.Kills / 3);
            foreach (var life in FaultPlan.Lives(9).Take(planned))
            {
                var job = await WaitAsync(client, cut, found => found.IsFinished || found.Progress.Phase == JobPhase.Validating);
                if (job.IsFinished)
                {
                    break;
                }

                // The first at once, so that it meets the validation on the fastest machine.
                await Task.Delay(kills == 0 ? life / 10 : life, Cancellation);
                await process.KillAsync();
                process.Dispose();
                kills++;
                process = await ServeAsync(azurite.ConnectionString);
                client = await ClientOfAsync(process);
            }

            var survivor = await WaitAsync(client, cut);

            Assert.InRange(kills, 1, planned);
            Assert.Equal((JobState.Completed, JobState.Completed), (whole.State, survivor.State));
            Assert.Equal(await ReadValidationAsync(client, whole), await ReadValidationAsync(client, survivor));
            await new HubAudit(azurite.ConnectionString, "TradHub").AssertHistoryIsSoundAsync();
            TestContext.Current.TestOutputHelper!.WriteLine($"{kills} kills while it was validating");
        }
        finally
        {
            process.Dispose();
        }
    }

    // As many trials as make every window's search the longest that there is.
    private static async Task<string> StartLongAsync(TradClient client) =>
        (await client.StartTrainingAsync(ServingHost.Request(seed: 42, trials: 200) with { Optimizer = "random" }, Cancellation)).Id;

    // The candles themselves, and not the list of what is stored.
    [GeneratedRegex(@"GET /[^ ?]*candles/[^ ?]*" + Other)]
    private static partial Regex ReadOfOtherSymbol();

    private static async Task<TradProcess> ServeAsync(string connectionString)
    {
        var process = TradProcess.Start(["serve", "--port", "0", "--storage", connectionString]);
        await process.WaitForAddressAsync();
        return process;
    }

    private static async Task<TradClient> ClientOfAsync(TradProcess process) =>
        new(new HttpClient { BaseAddress = await process.WaitForAddressAsync() });

    private static Task<TrainingJob> WaitAsync(TradClient client, string jobId) => WaitAsync(client, jobId, job => job.IsFinished);

    private static async Task<TrainingJob> WaitAsync(TradClient client, string jobId, Predicate<TrainingJob> isReached)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        var job = await client.GetJobAsync(jobId, Cancellation);
        try
        {
            while (!isReached(job))
            {
                await Task.Delay(25, patience.Token);
                job = await client.GetJobAsync(jobId, patience.Token);
            }
        }
        catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
        {
            Assert.Fail($"After {Patience} the job is {job.State}, {job.Progress.Phase}, {job.Progress.TrialsCompleted} trials.");
        }

        return job;
    }

    private static async Task<string> ReadValidationAsync(TradClient client, TrainingJob job)
    {
        using var http = new HttpClient { BaseAddress = client.BaseAddress };
        var asset = await http.GetStringAsync(new Uri($"api/assets/{job.AssetId}", UriKind.Relative), Cancellation);
        using var document = JsonDocument.Parse(asset);
        return document.RootElement.GetProperty("validation").GetRawText();
    }
}
