using System.Collections.Concurrent;
using System.Diagnostics;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trad.LocalRuntime.Durable.Distributed;
using Trad.LocalRuntime.Durable.Execution;
using Trad.LocalRuntime.Durable.Hub;
using Trad.LocalRuntime.Durable.Storage;
using Trad.LocalRuntime.Hosting;

namespace Trad.LocalRuntime.Durable;

/// <summary>Runs orchestrations and activities in this process, from what is stored and what is newly scheduled.</summary>
internal sealed class DurableEngine : BackgroundService
{
    private readonly HubLease _lease;
    private readonly EngineBoundary _boundary;
    private readonly FunctionCatalog _functions;
    private readonly IServiceProvider _services;
    private readonly TimeProvider _clock;
    private readonly ILoggerFactory _logs;
    private readonly ILogger _log;
    private readonly StoragePatience _patience;
    private readonly DurableTimers _timers;
    private readonly ActivityWorkers _activities;
    private readonly TurnEffects _effects;
    private readonly ConcurrentDictionary<string, byte> _beingScheduled = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly string _defaultVersion;

    public DurableEngine(
        DurableStore store, HubLease lease, EngineBoundary boundary, FunctionCatalog functions, LocalRuntimeOptions options,
        IServiceProvider services, TimeProvider clock, ILoggerFactory logs)
    {
        Store = store;
        HubName = options.HubName;
        _defaultVersion = options.DefaultVersion;
        _lease = lease;
        _boundary = boundary;
        _functions = functions;
        _services = services;
        _clock = clock;
        _logs = logs;
        _log = logs.CreateLogger<DurableEngine>();
        _patience = new StoragePatience(_log, clock);
        Instances = new RunningInstances(_log);
        _timers = new DurableTimers(clock);
        _activities = new ActivityWorkers(functions, Instances, options, services, clock, _log);
        _effects = new TurnEffects(
            Instances, _timers, _activities, new SubOrchestrations(this, _patience), new EventDelivery(this, _log), clock, _log);
    }

    /// <summary>The task hub that it works on.</summary>
    public string HubName { get; }

    /// <summary>Where orchestrations are kept.</summary>
    public DurableStore Store { get; }

    /// <summary>The instances at work.</summary>
    public RunningInstances Instances { get; }

    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Ends when the host begins to stop.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Makes the tables and takes up every instance that has not ended.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await _lease.AcquireAsync(cancellationToken);
        await _boundary.EnsureForEmbeddedAsync(cancellationToken);
        if (await _boundary.FindLeftBehindAsync(cancellationToken) is { } left)
        {
            _log.LogWarning("{Message}", left);
        }

        await Store.InitializeAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
        var unfinished = new List<OrchestrationInstance>();
        foreach (var record in await Store.Instances.ReadUnfinishedAsync(cancellationToken))
        {
            if (Find(record) is { } function)
            {
                var instance = Revive(function, record);
                Instances.Add(instance);
                unfinished.Add(instance);
            }
        }

        // Only now, when each of them can be found: they may have something to tell each other.
        foreach (var instance in unfinished)
        {
            Instances.Run(instance, isNew: false, Stopping);
        }
    }

    /// <summary>Ends every turn at its last commit, then gives the hub back.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await base.StopAsync(cancellationToken);
        await Instances.WhenStoppedAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _lease.DisposeAsync();
    }

    public override void Dispose()
    {
        _stopping.Dispose();
        _timers.Dispose();
        base.Dispose();
    }

    /// <summary>Runs an instance that is recorded and not at work, unless somebody starts it at this moment.</summary>
    public void TakeUp(InstanceRecord record)
    {
        if (Find(record) is { } function && _beingScheduled.TryAdd(record.InstanceId, 0))
        {
            if (Instances.Find(record.InstanceId) is null)
            {
                Instances.Run(Revive(function, record), isNew: false, Stopping);
            }

            _beingScheduled.TryRemove(record.InstanceId, out _);
        }
    }

    /// <summary>Starts an instance.</summary>
    /// <exception cref="ArgumentException">The app has no such orchestrator, or the identity is not allowed.</exception>
    /// <exception cref="OrchestrationAlreadyExistsException">An instance of that identity has not ended.</exception>
    public async Task ScheduleAsync(
        string name, string instanceId, string? input, DateTimeOffset? startAt, ParentCall? parent, string? version,
        CancellationToken cancellationToken)
    {
        var function = _functions.FindOrchestrator(name)
            ?? throw new ArgumentException($"The orchestrator '{name}' does not exist in this app.", nameof(name));
        InstanceIdentity.Ensure(instanceId);
        var record = new InstanceRecord(instanceId, function.Name, Generation: 0, Now)
        {
            ExecutionId = Guid.NewGuid().ToString("N"),
            Version = version ?? _defaultVersion,
            Input = input,
            StartAt = startAt,
            Parent = parent,
            TraceParent = parent is null ? Activity.Current?.Id : Instances.Find(parent.InstanceId)?.Record.TraceParent,
        };
        if (!_beingScheduled.TryAdd(instanceId, 0))
        {
            throw AlreadyExists(instanceId);
        }

        try
        {
            if (!await Store.Instances.TryAddAsync(record, cancellationToken))
            {
                record = await ReplaceAsync(record, cancellationToken);
            }

            Instances.Run(Revive(function, record), isNew: true, Stopping);
        }
        finally
        {
            _beingScheduled.TryRemove(instanceId, out _);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_activities.RunAsync(Stopping), _timers.RunAsync(Stopping));

    private OrchestratorFunction? Find(InstanceRecord record)
    {
        var function = _functions.FindOrchestrator(record.Name);
        if (function is null)
        {
            _log.LogError(
                "The instance {Instance} waits for the orchestrator '{Name}', which this app does not have", record.InstanceId,
                record.Name);
        }

        return function;
    }

    private OrchestrationInstance Revive(OrchestratorFunction function, InstanceRecord record) => new(
        new InstanceJournal(Store, _patience, record, _log),
        _effects,
        _clock,
        (current, onForeignContinuation) => new OrchestrationExecution(function, current, _services, _logs, onForeignContinuation));

    private static OrchestrationAlreadyExistsException AlreadyExists(string instanceId) =>
        new($"An orchestration with the instance id '{instanceId}' already exists and has not ended.");

    // An ended instance may be replaced, and so may one that was recorded by a start that storage never confirmed.
    private async Task<InstanceRecord> ReplaceAsync(InstanceRecord record, CancellationToken cancellationToken)
    {
        var earlier = await Store.Instances.FindAsync(record.InstanceId, withPayloads: false, cancellationToken);
        var isAbandoned = earlier is { Status: OrchestrationRuntimeStatus.Pending } && Instances.Find(record.InstanceId) is null;
        if (earlier is not { IsEnded: true } && !isAbandoned)
        {
            throw AlreadyExists(record.InstanceId);
        }

        record = record with { Generation = earlier!.Generation + 1 };
        await Store.Instances.SaveAsync(record, cancellationToken);
        await Store.ForgetBeforeAsync(record, cancellationToken);
        return record;
    }
}
