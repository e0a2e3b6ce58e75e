using Polly;
using Polly.Retry;
using Trad.LocalRuntime;

namespace Trad.LocalHost.Hosting;

/// <summary>A worker for the length of a command: it joins, waits while the storage is away, and follows it when it moves.</summary>
internal static class WorkerSession
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly ResiliencePipeline Attempts = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<StartException>(),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Constant,
            Delay = Pause,
        })
        .Build();

    /// <summary>Works until it is told to stop.</summary>
    /// <param name="storage">The storage that it shares with the process that serves.</param>
    /// <param name="verbose">Whether the log is shown.</param>
    /// <param name="strategies">A folder of strategies in C#; null when there is none, or the environment says it.</param>
    /// <param name="report">Where a line for each change goes.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="StartException">There is no such storage, or the hub on it is not for this worker.</exception>
    public static async Task RunAsync(
        WorkerStorage storage, bool verbose, string? strategies, Action<string> report, CancellationToken cancellationToken)
    {
        var place = storage.Find();
        await StorageConnection.EnsureAnswersAsync(place, DurableEngineKind.AzureStorage, cancellationToken);
        while (true)
        {
            var settings = new HostSettings(0, "", place, verbose)
            {
                Engine = DurableEngineKind.AzureStorage,
                Strategies = strategies,
            };
            await using (var worker = await TradHost.StartWorkerAsync(settings, report, cancellationToken))
            {
                Console.Out.WriteLine($"Trad works on the jobs of this storage as process {Environment.ProcessId} (Ctrl-C ends it).");
                if (!await IsMovedBeforeShutdownAsync(worker, storage, place, cancellationToken))
                {
                    return;
                }
            }

            place = storage.Find();
            report("The storage has moved to other ports; joining there.");
            await WaitUntilAnswersAsync(place, cancellationToken);
        }
    }

    private static async Task<bool> IsMovedBeforeShutdownAsync(
        LocalFunctionsHost worker, WorkerStorage storage, StorageSetting place, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var shutdown = worker.WaitForShutdownAsync(over.Token);
        var moved = storage.WaitUntilMovedAsync(place, over.Token);
        var isMoved = await Task.WhenAny(shutdown, moved) == moved && !cancellationToken.IsCancellationRequested;
        await over.CancelAsync();
        await shutdown;
        await moved.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return isMoved;
    }

    private static async Task WaitUntilAnswersAsync(StorageSetting place, CancellationToken cancellationToken)
    {
        try
        {
            // The emulator that noted its ports may be gone already; the next one takes the same.
            await Attempts.ExecuteAsync(
                async token => await StorageConnection.EnsureAnswersAsync(place, DurableEngineKind.AzureStorage, token), cancellationToken);
        }
        catch (StartException away) when (cancellationToken.IsCancellationRequested)
        {
            // The library hands out the last failure when it was cancelled behind it.
            throw new OperationCanceledException(away.Message, away, cancellationToken);
        }
    }
}
