using System.Diagnostics;
using Azure.Data.Tables;
using Trad.Candles;
using Trad.LocalHost.Client;
using Trad.LocalRuntime.Emulator;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Benchmarks.Durable;

/// <summary>An emulator, <c>trad serve --engine azure-storage</c> on it, and workers, each a process of its own.</summary>
internal sealed class TradCluster : IAsyncDisposable
{
    private const string Announcement = "Trad serves on ";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    // Each process says every two seconds how many activities it has run.
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(4);

    private readonly AzuriteProcess _azurite;
    private readonly List<TradChild> _children = [];
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };

    private TradCluster(AzuriteProcess azurite) => _azurite = azurite;

    /// <summary>Starts all.</summary>
    /// <param name="workers">How many workers beside the process that serves, which works too.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<TradCluster> StartAsync(int workers, CancellationToken cancellationToken)
    {
        var cluster = new TradCluster(await AzuriteProcess.StartAsync(new AzuriteOptions(), cancellationToken));
        try
        {
            var said = await cluster.AddAsync(cancellationToken, "serve", "--engine", "azure-storage", "--port", "0");
            cluster._http.BaseAddress = new Uri(said[Announcement.Length..].Split(' ')[0]);
            for (var worker = 0; worker < workers; worker++)
            {
                await cluster.AddAsync(cancellationToken, "worker");
            }

            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    private TradClient Client => new(_http);

    /// <summary>Imports candles from a Parquet file.</summary>
    public async Task ImportAsync(string path, string symbol, string interval, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        await Client.ImportAsync(file, Path.GetFileName(path), Market.SimulatedExchange, symbol, interval, cancellationToken);
    }

    /// <summary>Trains from the request to the recorded end, and measures.</summary>
    public async Task<ClusterRun> TrainAsync(TrainingRequest request, CancellationToken cancellationToken)
    {
        var (requests, processor, emulator, activities) =
            (await CountRequestsAsync(cancellationToken), Processor(), EmulatorProcessor(), ReadActivities(cancellationToken));
        var job = await Client.StartTrainingAsync(request, cancellationToken);
        while (!job.IsFinished)
        {
            // Rarely: each answer costs requests, too.
            await Task.Delay(Pause, cancellationToken);
            job = await Client.GetJobAsync(job.Id, cancellationToken);
        }

        var timings = job.State == JobState.Completed
            ? job.DurationsMs!
            : throw new InvalidOperationException($"The job ended as {job.State}: {job.Error}");
        (requests, processor, emulator) =
            (await CountRequestsAsync(cancellationToken) - requests, Processor() - processor, EmulatorProcessor() - emulator);
        await Task.Delay(Renewal, cancellationToken);
        return new ClusterRun(
            timings, requests, processor, emulator, [.. ReadActivities(cancellationToken).Zip(activities, (now, before) => now - before)]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        foreach (var child in _children)
        {
            child.Dispose();
        }

        await _azurite.DisposeAsync();
    }

    private async Task<string> AddAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var (child, said) = await TradChild.StartAsync(_azurite, cancellationToken, arguments);
        _children.Add(child);
        return said;
    }

    private async Task<long> CountRequestsAsync(CancellationToken cancellationToken)
    {
        var sum = 0L;
        foreach (var child in _children)
        {
            sum += await child.CountRequestsAsync(cancellationToken);
        }

        return sum;
    }

    private TimeSpan Processor() => TimeSpan.FromTicks(_children.Sum(child => child.ProcessorTime.Ticks));

    private TimeSpan EmulatorProcessor()
    {
        using var process = Process.GetProcessById(_azurite.ProcessId);
        return process.TotalProcessorTime;
    }

    private List<long> ReadActivities(CancellationToken cancellationToken)
    {
        var rows = new TableClient(_azurite.ConnectionString, "TradHubSharedMembers")
            .Query<TableEntity>(cancellationToken: cancellationToken)
            .ToDictionary(row => row.GetString("process"), row => row.GetInt64("Activities") ?? 0, StringComparer.Ordinal);
        return [.. _children.Select(child => rows.GetValueOrDefault($"{child.Id}"))];
    }
}
