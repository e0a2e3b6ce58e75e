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
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan QueuePatience = TimeSpan.FromSeconds(10);

    private readonly AzureStorageHub _hub;
    private readonly HubMembers _members;
    private readonly EngineBoundary _boundary;
    private readonly HubLease _lease;
    private readonly LocalRuntimeOptions _options;
    private readonly ILogger _log;
    private readonly TaskHubWorker _worker;
    private readonly CancellationTokenSource _stopping = new();
    private long _activities;

    public AzureStorageEngine(
        AzureStorageHub hub, HubStorage storage, HubLease lease, FunctionCatalog functions, LocalRuntimeOptions options, IServiceProvider services,
        TimeProvider clock, ILoggerFactory logs)
    {
        _hub = hub;
        _members = new HubMembers(storage, options.SharedHubName);
        _boundary = new EngineBoundary(storage, options);
        _lease = lease;
        _options = options;
        _log = logs.CreateLogger<AzureStorageEngine>();
        var shims = new DurableTaskShimFactory(new DurableTaskWorkerOptions { DataConverter = new FunctionDataConverter() }, logs);
        var run = new ActivityRun(options.FunctionTimeout, services, clock);
        _worker = new TaskHubWorker(
            hub.Worker,
            new FunctionObjects<TaskOrchestration>(name =>
                new FunctionOrchestration(shims, name, new FunctionOrchestrator(name, functions.FindOrchestrator(name), services))),
            new FunctionObjects<TaskActivity>(name => shims.CreateActivity(
                name, new FunctionActivity(run, name, functions.FindActivity(name), () => Interlocked.Increment(ref _activities), _log, _stopping.Token))),
            logs)
        {
            ErrorPropagationMode = ErrorPropagationMode.UseFailureDetails,
        };
        _worker.AddOrchestrationDispatcherMiddleware(TellParentAsync);
    }

    private HubMember Me => new(_hub.Id, HubOwner.ThisProcess, _options.App, _options.IsWorker, default, Interlocked.Read(ref _activities));

    /// <summary>Makes the hub where it is missing, and begins to work on it.</summary>
    /// <exception cref="HubInUseException">It is of the other engine, or others work on it with another version of the app.</exception>
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
            await _boundary.EnsureForAzureStorageAsync(living, cancellationToken);
            if (living.FirstOrDefault(member => member.App != _options.App) is { } other)
            {
                throw new HubInUseException(
                    $"The hub '{_options.HubName}' is worked on by {other.App} ({other}), and this is {_options.App}: give all processes one version.");
            }

            await EnsureQueuesAsync(cancellationToken);
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
        try
        {
            await _worker.StopAsync(isForced: true).WaitAsync(StopPatience, CancellationToken.None);
            await _members.LeaveAsync(_hub.Id, cancellationToken);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException or Azure.RequestFailedException or AggregateException)
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

    /// <summary>Says that this process lives, until it stops.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(HubMembers.Interval, stoppingToken);
                await _members.SayAsync(Me, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception refused) when (StoragePatience.IsStorageFailure(refused, stoppingToken))
            {
                _log.LogWarning("Storage does not answer: {Reason}; trying again", refused.Message);
            }
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
        try
        {
            var patience = new QueueClientOptions { Retry = { MaxRetries = 1, NetworkTimeout = QueuePatience } };
            await new QueueServiceClient(_options.ConnectionString, patience).GetPropertiesAsync(cancellationToken);
        }
        catch (Exception refused) when (refused is Azure.RequestFailedException or AggregateException or FormatException)
        {
            throw new HubInUseException(
                $"The engine azure-storage needs the queue service beside blobs and tables, which cannot be used: {Reason(refused)} The embedded engine does without.",
                refused);
        }
    }

    // The last attempt's own words, without what the client says about its attempts.
    private static string Reason(Exception refused)
    {
        var last = (refused as AggregateException)?.InnerExceptions[^1] ?? refused;
        var first = last.Message.Split('\n')[0].TrimEnd();
        return first.EndsWith('.') ? first : $"{first}.";
    }
}
