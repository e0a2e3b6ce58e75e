using Azure.Data.Tables;
using Trad.Candles;
using Trad.EndToEnd.Tests.Hosting;
using Trad.LocalHost.Client;
using Trad.LocalRuntime.Emulator;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.EndToEnd.Tests.Engines;

/// <summary>A serving process and workers on one storage, each a process of its own, with candles of two symbols.</summary>
internal sealed class SharedHub : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    // Each piece of a round is an activity of its own, so that there is something to spread.
    private static readonly Dictionary<string, string> Pieces = new() { ["Trad__Jobs__ChunkMilliseconds"] = "1", ["Trad__Jobs__Workers"] = "8" };

    private readonly AzuriteProcess _azurite;
    private readonly List<TradProcess> _processes = [];

    private SharedHub(AzuriteProcess azurite) => _azurite = azurite;

    /// <summary>The processes: first the one that serves, then the workers.</summary>
    public IReadOnlyList<TradProcess> Processes => _processes;

    /// <summary>Talks to the process that serves.</summary>
    public TradClient Client { get; private set; } = null!;

    /// <summary>Starts a process that serves, and so many workers.</summary>
    public static async Task<SharedHub> StartAsync(string engine, int workers)
    {
        var hub = new SharedHub(await AzuriteProcess.StartAsync(new AzuriteOptions(), TestContext.Current.CancellationToken));
        try
        {
            var serving = hub.Launch("serve", "--engine", engine, "--port", "0", "--storage", hub._azurite.ConnectionString);
            hub.Client = new TradClient(new HttpClient { BaseAddress = await serving.WaitForAddressAsync() });
            for (var i = 0; i < workers; i++)
            {
                hub.Launch("worker", "--storage", hub._azurite.ConnectionString);
            }

            foreach (var symbol in new[] { "BTCUSDT", "ETHUSDT" })
            {
                using var month = new MemoryStream(ServingHost.MakeMonth(symbol));
                await hub.Client.ImportAsync(month, "month.csv", Market.SimulatedExchange, symbol, "5m", TestContext.Current.CancellationToken);
            }

            while (workers > 0 && hub.ReadMembers().Count < workers + 1)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }

            return hub;
        }
        catch
        {
            await hub.DisposeAsync();
            throw;
        }
    }

    /// <summary>How many activities each process has run, by its process id.</summary>
    public IReadOnlyDictionary<int, long> ReadMembers()
    {
        var table = new TableServiceClient(_azurite.ConnectionString).GetTableClient("TradHubSharedMembers");
        return table.Query<TableEntity>(cancellationToken: TestContext.Current.CancellationToken)
            .ToDictionary(row => int.Parse(row.GetString("process"), System.Globalization.CultureInfo.InvariantCulture), row => row.GetInt64("Activities")!.Value);
    }

    /// <summary>Starts a training.</summary>
    public async Task<string> StartAsync(TrainingRequest request) =>
        (await Client.StartTrainingAsync(request, TestContext.Current.CancellationToken)).Id;

    /// <summary>Polls a job until it is as wanted.</summary>
    public async Task<TrainingJob> UntilAsync(string jobId, Func<TrainingJob, bool> isThere)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            var job = await Client.GetJobAsync(jobId, patience.Token);
            if (isThere(job))
            {
                return job;
            }

            await Task.Delay(25, patience.Token);
        }
    }

    /// <summary>Every trial of a job as it is served.</summary>
    public async Task<string> ReadTrialsAsync(string jobId)
    {
        using var http = new HttpClient { BaseAddress = Client.BaseAddress };
        return await http.GetStringAsync(new Uri($"api/training/jobs/{jobId}/trials?limit=1000", UriKind.Relative), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.Dispose();
        }

        await _azurite.DisposeAsync();
    }

    private TradProcess Launch(params string[] arguments)
    {
        var process = TradProcess.Start(arguments, Pieces);
        _processes.Add(process);
        return process;
    }
}
