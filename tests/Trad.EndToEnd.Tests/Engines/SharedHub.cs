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
    /// <summary>Activities that each process runs at once.</summary>
    public const int ActivitiesAtOnce = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // Each piece of a round is an activity of its own, so that there is something to spread, on any machine.
    private static readonly Dictionary<string, string> Pieces = new()
    {
        ["Trad__Jobs__ChunkMilliseconds"] = "1",
        ["Trad__Jobs__Workers"] = "8",
        ["DOTNET_PROCESSOR_COUNT"] = $"{ActivitiesAtOnce}",
    };

    private readonly AzuriteProcess _azurite;
    private readonly string _engine;
    private readonly Dictionary<string, string> _environment;
    private readonly List<TradProcess> _workers = [];

    private SharedHub(AzuriteProcess azurite, string engine, Uri? exchange)
    {
        _azurite = azurite;
        _engine = engine;
        _environment = new Dictionary<string, string>(Pieces);
        if (exchange is not null)
        {
            _environment["Trad__Exchanges__SimulatedAddress"] = exchange.AbsoluteUri;
        }
    }

    /// <summary>The process that serves.</summary>
    public TradProcess Serving { get; private set; } = null!;

    /// <summary>The processes that only work.</summary>
    public IReadOnlyList<TradProcess> Workers => _workers;

    /// <summary>Talks to the process that serves.</summary>
    public TradClient Client { get; private set; } = null!;

    /// <summary>Starts a process that serves, and so many workers; returns when each of them has said that it works.</summary>
    /// <param name="engine">What <c>--engine</c> says.</param>
    /// <param name="workers">How many workers.</param>
    /// <param name="exchange">Where the simulated exchange is; null when nothing is fetched.</param>
    public static async Task<SharedHub> StartAsync(string engine, int workers, Uri? exchange = null)
    {
        var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), TestContext.Current.CancellationToken);
        var hub = new SharedHub(azurite, engine, exchange);
        try
        {
            await hub.ServeAsync();
            for (var i = 0; i < workers; i++)
            {
                hub._workers.Add(TradProcess.Start(["worker", "--storage", azurite.ConnectionString], hub._environment));
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

    /// <summary>Starts the process that serves, the first time or again after it was killed.</summary>
    public async Task ServeAsync()
    {
        Serving?.Dispose();
        Serving = TradProcess.Start(["serve", "--engine", _engine, "--port", "0", "--storage", _azurite.ConnectionString], _environment);
        Client = new TradClient(new HttpClient { BaseAddress = await Serving.WaitForAddressAsync() });
    }

    /// <summary>Imports a month of candles of two symbols.</summary>
    public async Task ImportAsync()
    {
        foreach (var symbol in new[] { "BTCUSDT", "ETHUSDT" })
        {
            using var month = new MemoryStream(ServingHost.MakeMonth(symbol));
            await Client.ImportAsync(month, "month.csv", Market.SimulatedExchange, symbol, "5m", TestContext.Current.CancellationToken);
        }
    }

    /// <summary>How many activities each process has run, by its process id.</summary>
    public IReadOnlyDictionary<int, long> ReadMembers()
    {
        var table = new TableServiceClient(_azurite.ConnectionString).GetTableClient("TradHubSharedMembers");
        return table.Query<TableEntity>(cancellationToken: TestContext.Current.CancellationToken)
            .ToDictionary(
                row => int.Parse(row.GetString("process"), System.Globalization.CultureInfo.InvariantCulture),
                row => row.GetInt64("Activities")!.Value);
    }

    /// <summary>Starts a training.</summary>
    public async Task<string> StartAsync(TrainingRequest request) =>
        (await Client.StartTrainingAsync(request, TestContext.Current.CancellationToken)).Id;

    /// <summary>Polls a job until it is as wanted.</summary>
    public Task<TrainingJob> UntilAsync(string jobId, Func<TrainingJob, bool> isThere) =>
        UntilAsync(token => Client.GetJobAsync(jobId, token), isThere);

    /// <summary>Asks until the answer is as wanted.</summary>
    public static async Task<T> UntilAsync<T>(Func<CancellationToken, Task<T>> ask, Func<T, bool> isThere)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            var answer = await ask(patience.Token);
            if (isThere(answer))
            {
                return answer;
            }

            await Task.Delay(25, patience.Token);
        }
    }

    /// <summary>Waits until every process that is left has run more activities than it had at an earlier moment.</summary>
    /// <param name="earlier">What <see cref="ReadMembers"/> told then.</param>
    public Task<IReadOnlyDictionary<int, long>> UntilAllHaveWorkedSinceAsync(IReadOnlyDictionary<int, long> earlier)
    {
        var living = _workers.Append(Serving).Where(process => !process.HasEnded).Select(process => process.Id).ToList();
        return UntilAsync(
            _ => Task.FromResult(ReadMembers()),
            members => living.All(id => members.GetValueOrDefault(id) > earlier.GetValueOrDefault(id)));
    }

    /// <summary>Every trial of a job as it is served.</summary>
    public async Task<string> ReadTrialsAsync(string jobId)
    {
        using var http = new HttpClient { BaseAddress = Client.BaseAddress };
        return await http.GetStringAsync(
            new Uri($"api/training/jobs/{jobId}/trials?limit=1000", UriKind.Relative), TestContext.Current.CancellationToken);
    }

    /// <summary>The whole log of a job, oldest first.</summary>
    public async Task<IReadOnlyList<LogLine>> ReadLogAsync(string jobId)
    {
        var lines = new List<LogLine>();
        string? next = null;
        do
        {
            var page = await Client.Jobs.ListLogsAsync(jobId, JobLogLevel.Debug, 1_000, next, TestContext.Current.CancellationToken);
            lines.AddRange(page.Items);
            next = page.ContinuationToken;
        }
        while (next is not null);
        return lines;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
        {
            worker.Dispose();
        }

        Serving?.Dispose();
        await _azurite.DisposeAsync();
    }
}
