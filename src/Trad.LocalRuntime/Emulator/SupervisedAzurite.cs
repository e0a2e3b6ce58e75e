using System.Diagnostics;
using Polly;
using Polly.Retry;

namespace Trad.LocalRuntime.Emulator;

/// <summary>
/// An Azurite that is started again, on the same ports and data, when it ends although nobody asked it to. What it had
/// acknowledged is there again; who was talking to it tries again, as with any storage account that is away for a moment.
/// </summary>
public sealed class SupervisedAzurite : IAsyncDisposable
{
    // An emulator that ends this often within the time will go on doing so.
    private const int MostRestarts = 5;
    private static readonly TimeSpan RestartsWithin = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private const int MostAttempts = 3;
    private const int MostAttemptsAtPorts = 12;

    // A start may fail for a moment; what is wrong for longer is told. A port that somebody else has just now is waited for
    // longer: whoever works on this emulator knows it by its ports.
    private static readonly ResiliencePipeline Attempts = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = static attempt => ValueTask.FromResult(
                attempt.Outcome.Exception is EmulatorException refused
                && attempt.AttemptNumber + 1 < (refused.IsPortTaken ? MostAttemptsAtPorts : MostAttempts)),
            MaxRetryAttempts = MostAttemptsAtPorts - 1,
            DelayGenerator = static attempt => ValueTask.FromResult<TimeSpan?>(PauseBehind(attempt.AttemptNumber)),
        })
        .Build();

    private readonly AzuriteOptions _options;
    private readonly EmulatorFolder _folder;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Queue<long> _restarts = new();
    private AzuriteProcess _azurite;

    private SupervisedAzurite(AzuriteOptions options, EmulatorFolder folder, AzuriteProcess azurite)
    {
        _folder = folder;
        _azurite = azurite;
        _options = options with
        {
            BlobPort = azurite.BlobEndpoint.Port,
            QueuePort = azurite.QueueEndpoint.Port,
            TablePort = azurite.TableEndpoint.Port,
        };
        ConnectionString = azurite.ConnectionString;
        Lost = WatchAsync();
    }

    /// <summary>What an Azure Storage client needs to reach the emulator; it stays the same.</summary>
    public string ConnectionString { get; }

    /// <summary>Completes when the emulator cannot be kept running, with the reason; or, without one, when it was stopped.</summary>
    public Task<EmulatorException?> Lost { get; }

    /// <summary>Starts Azurite on a data folder and watches over it.</summary>
    /// <exception cref="EmulatorException">It cannot be started; the message says why.</exception>
    public static async Task<SupervisedAzurite> StartAsync(AzuriteOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(options.DataFolder);
        var folder = await EmulatorFolder.ClaimAsync(options.DataFolder, AzuriteProcess.StopPatience, options.Report, cancellationToken);
        try
        {
            return new SupervisedAzurite(
                options, folder, await AzuriteProcess.StartAsync(options, folder, ownsFolder: false, cancellationToken));
        }
        catch
        {
            await folder.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks Azurite to save and stop, and waits until it has.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync();
        await Lost;
        await _azurite.DisposeAsync();
        await _folder.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task<EmulatorException?> WatchAsync()
    {
        try
        {
            while (true)
            {
                var lastWords = await _azurite.Ended.WaitAsync(_stopping.Token);
                if (!MayRestart())
                {
                    return new EmulatorException(
                        $"The storage emulator ended {MostRestarts + 1} times within {RestartsWithin.TotalMinutes:0} minutes and is not started again; its last words: {lastWords}");
                }

                _options.Report?.Invoke($"The storage emulator has ended ({lastWords}); it is started again.");
                await RestartAsync(_stopping.Token);
                _options.Report?.Invoke(
                    _options.Durability == EmulatorDurability.Autosave
                        ? "The storage emulator runs again, with what it had saved."
                        : "The storage emulator runs again; nothing that was acknowledged is lost.");
            }
        }
        catch (EmulatorException refused)
        {
            return new EmulatorException($"The storage emulator has ended and cannot be started again: {refused.Message}", refused);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return null;
        }
    }

    private bool MayRestart()
    {
        var now = Stopwatch.GetTimestamp();
        while (_restarts.TryPeek(out var oldest) && Stopwatch.GetElapsedTime(oldest, now) > RestartsWithin)
        {
            _restarts.Dequeue();
        }

        _restarts.Enqueue(now);
        return _restarts.Count <= MostRestarts;
    }

    private async Task RestartAsync(CancellationToken cancellationToken)
    {
        await _azurite.DisposeAsync();
        try
        {
            _azurite = await Attempts.ExecuteAsync(
                async token => await AzuriteProcess.StartAsync(_options, _folder, ownsFolder: false, token), cancellationToken);
        }
        catch (EmulatorException refused) when (cancellationToken.IsCancellationRequested)
        {
            // The library hands out the last failure when it was cancelled behind it; nobody asked for an emulator any more.
            throw new OperationCanceledException(refused.Message, refused, cancellationToken);
        }
    }

    // 0.1, 0.4, 1.6 and then 5 seconds.
    private static TimeSpan PauseBehind(int failed) =>
        failed < 3 ? FirstPause * Math.Pow(4, failed) : LongestPause;
}
