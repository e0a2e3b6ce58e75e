using Azure.Storage.Queues;
using DurableTask.Core;
using DurableTask.Core.Middleware;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trad.LocalRuntime.Durable.Hub;
using Trad.LocalRuntime.Durable.Storage;
using Trad.LocalRuntime.Hosting;

namespace Trad.LocalRuntime.Durable.Distributed;

/// <summary>
/// Runs the app's orchestrations and activities with Durable Task on Azure Storage, the engine of Durable Functions,
/// together with any number of other processes.
/// </summary>
internal sealed class AzureStorageEngine : BackgroundService
{
    // A stop is not awaited for longer: what it leaves behind comes back to others after the visibility time-out.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan LeavePatience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan QueuePatience = TimeSpan.FromSeconds(10);

    private readonly AzureStorageHub _hub;
    private readonly HubMembers _members;
    private readonly EngineBoundary _boundary;
    private readonly HubLease _lease;
    private readonly LocalRuntimeOptions _options;
    private readonly ILogger _log;
    private readonly TimeProvider _clock;
    private readonly Func<TaskHubWorker> _createWorker;
    private readonly CancellationTokenSource _stopping = new();
    private long _activities;
    private TaskHubWorker _worker;
    private volatile bool _isAway;

    public AzureStorageEngine(
        AzureStorageHub hub, HubStorage storage, HubLease lease, FunctionCatalog functions, LocalRuntimeOptions options,
        IServiceProvider services,
        TimeProvider clock, ILoggerFactory logs)
    {
        _hub = hub;
        _members = new HubMembers(storage, options.SharedHubName);
        _boundary = new EngineBoundary(storage, options);
        _lease = lease;
        _options = options;
        _clock = clock;
        _log = logs.CreateLogger<AzureStorageEngine>();
        var worker = new DurableTaskWorkerOptions
        {
            DataConverter = new FunctionDataConverter(),
            Versioning = new DurableTaskWorkerOptions.VersioningOptions { DefaultVersion = options.DefaultVersion },
        };
        var shims = new DurableTaskShimFactory(worker, logs);
        var run = new ActivityRun(options.FunctionTimeout, services, clock);
        _createWorker = () =>
        {
            var made = new TaskHubWorker(
                hub.Worker,
                new FunctionObjects<TaskOrchestration>(name =>
                    new FunctionOrchestration(shims, name, new FunctionOrchestrator(name, functions.FindOrchestrator(name), services))),
                new FunctionObjects<TaskActivity>(name => shims.CreateActivity(
                    name,
                    new FunctionActivity(
                        run, name, functions.FindActivity(name), () => Interlocked.Increment(ref _activities), _log, _stopping.Token))),
                logs)
            {
                ErrorPropagationMode = ErrorPropagationMode.UseFailureDetails,
            };
            made.AddOrchestrationDispatcherMiddleware(TellParentAsync);
            return made;
        };
        _worker = _createWorker();
    }

    private HubMember Me => new(_hub.Id, HubOwner.ThisProcess, _options.App, _options.IsWorker, default, Interlocked.Read(ref _activities));

    /// <summary>Makes the hub where it is missing, and begins to work on it.</summary>
    /// <exception cref="HubException">It is of the other engine, or others work on it with another version of the app.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!_options.IsWorker)
        {
            await _lease.AcquireAsync(cancellationToken);
        }

        await _members.InitializeAsync(cancellationToken);
        await _members.SayAsync(Me, cancellationToken);
        try
        {
            var living = await _members.ReadLivingAsync(cancellationToken);
            await _boundary.EnsureForAzureStorageAsync(cancellationToken);
            if (living.FirstOrDefault(member => member.App != _options.App) is { } other)
            {
                throw new HubException(
                    $"The hub '{_options.HubName}' is worked on by {other.App} ({other}), and this is {_options.App}: give all processes one version.");
            }

            await EnsureQueuesAsync(cancellationToken);
            if (!_options.IsWorker && await _boundary.FindLeftBehindAsync(cancellationToken) is { } left)
            {
                Say(left);
            }

            await _hub.Service.CreateIfNotExistsAsync();
            await _worker.StartAsync();
        }
        catch
        {
            await _members.LeaveAsync(_hub.Id, CancellationToken.None);
            throw;
        }

        await base.StartAsync(cancellationToken);
    }

    /// <summary>Takes nothing new, gives back what is unfinished, and leaves.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await base.StopAsync(cancellationToken);
        using var patience = new CancellationTokenSource(_isAway ? TimeSpan.Zero : StopPatience);
        try
        {
            // Where storage is away there is nothing to wait for: others find out by themselves.
            await _worker.StopAsync(isForced: true).WaitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            using var goodbye = new CancellationTokenSource(LeavePatience);
            await _members.LeaveAsync(_hub.Id, goodbye.Token);
        }
        catch (Exception late) when (late is OperationCanceledException or Azure.RequestFailedException or AggregateException)
        {
            _log.LogInformation("The hub {Hub} was left in a hurry: {Reason}", _options.SharedHubName, late.Message);
        }

        await _lease.DisposeAsync();
    }

    public override void Dispose()
    {
        _stopping.Dispose();
        _worker.Dispose();
        base.Dispose();
    }

    /// <summary>Says that this process lives, until it stops; and says once when storage goes away, and once when it is back.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // No retries of a library: a sign of life that failed is not repeated, the next one comes at its time anyway.
        var said = _clock.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(HubMembers.Interval, stoppingToken);
                await _members.SayAsync(Me, stoppingToken);
                if (_isAway)
                {
                    if (_clock.GetElapsedTime(said) > AzureStorageHub.LongestSilence)
                    {
                        await RejoinAsync();
                    }

                    _isAway = false;
                    Say("The storage answers again; the work goes on.");
                }

                said = _clock.GetTimestamp();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception refused) when (StoragePatience.IsStorageFailure(refused, stoppingToken))
            {
                if (!_isAway)
                {
                    _isAway = true;
                    Say($"The storage does not answer: {Reason(refused)} The work waits for it.");
                }
            }
        }
    }

    /// <summary>
    /// Begins anew as one who has just come. What the service remembers of a time before others could take its partitions can keep it from
    /// the messages that it is given now: it takes them, finds a session that it no longer serves, and does so for ever.
    /// </summary>
    private async Task RejoinAsync()
    {
        _ = RetireAsync(_worker);
        _hub.Renew();
        _worker = _createWorker();
        await _worker.StartAsync();
        _log.LogInformation("The hub {Hub} was joined anew", _options.SharedHubName);
    }

    // Nobody waits for it: activities that are still at work under it end when they end, and their results are taken.
    private async Task RetireAsync(TaskHubWorker worker)
    {
        try
        {
            await worker.StopAsync(isForced: true);
            worker.Dispose();
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            _log.LogInformation("A worker of the hub {Hub} did not end in order: {Reason}", _options.SharedHubName, failed.Message);
        }
    }

    private void Say(string message)
    {
        if (_options.Report is { } report)
        {
            report(message);
        }
        else
        {
            _log.LogWarning("{Message}", message);
        }
    }

    private static Task TellParentAsync(DispatchMiddlewareContext context, Func<Task> next)
    {
        if (context.GetProperty<TaskOrchestration>() is FunctionOrchestration orchestration
            && context.GetProperty<OrchestrationRuntimeState>().ParentInstance is { } parent)
        {
            orchestration.Parent = new ParentOrchestrationInstance(parent.Name, parent.OrchestrationInstance.InstanceId);
        }

        return next();
    }

    // Some emulators run without queues, and some connection strings name none. Durable Task would ask for long.
    private async Task EnsureQueuesAsync(CancellationToken cancellationToken)
    {
        const string Needed = "The engine azure-storage needs the queue service beside blobs and tables";
        const string Otherwise = "The embedded engine does without.";
        if (NamesOtherEndpointsOnly(_options.ConnectionString))
        {
            throw new HubException($"{Needed}, and the connection string names endpoints but no QueueEndpoint: add it. {Otherwise}");
        }

        try
        {
            var patience = new QueueClientOptions { Retry = { MaxRetries = 1, NetworkTimeout = QueuePatience } };
            await new QueueServiceClient(_options.ConnectionString, patience).GetPropertiesAsync(cancellationToken);
        }
        catch (Exception refused) when (refused is Azure.RequestFailedException or AggregateException or FormatException)
        {
            throw new HubException($"{Needed}, which cannot be used: {Reason(refused)} {Otherwise}", refused);
        }
    }

    // The queue service would be looked for at Azure, under a name that may be anybody's, though the others are elsewhere.
    private static bool NamesOtherEndpointsOnly(string connectionString)
    {
        var names = connectionString.Split(';').Select(part => part.Split('=', 2)[0].Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return (names.Contains("BlobEndpoint") || names.Contains("TableEndpoint"))
            && !names.Contains("QueueEndpoint")
            && !names.Contains("EndpointSuffix")
            && !connectionString.Contains(".core.", StringComparison.OrdinalIgnoreCase);
    }

    // The last attempt's own words, without what the client says about its attempts.
    private static string Reason(Exception refused)
    {
        var last = (refused as AggregateException)?.InnerExceptions[^1] ?? refused;
        var first = last.Message.Split('\n')[0].TrimEnd();
        return first.EndsWith('.') ? first : $"{first}.";
    }
}
