using System.Collections.Concurrent;
using System.Threading.Channels;
using Azure;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trad.LocalRuntime.Hosting;

namespace Trad.LocalRuntime.Durable;

/// <summary>Runs orchestrations and activities in this process, from what is stored and what is newly scheduled.</summary>
internal sealed class DurableEngine(
    DurableStore store, HubLease lease, FunctionCatalog functions, LocalRuntimeOptions options, IServiceProvider services, TimeProvider clock, ILoggerFactory logs)
    : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StorageRetryDelay = TimeSpan.FromSeconds(1);

    private readonly ILogger _log = logs.CreateLogger<DurableEngine>();
    private readonly ConcurrentDictionary<string, OrchestrationInstance> _instances = new(StringComparer.Ordinal);
    private readonly Channel<(OrchestrationInstance Instance, int Generation, HistoryEvent Call)> _activities =
        Channel.CreateUnbounded<(OrchestrationInstance, int, HistoryEvent)>();

    private readonly ConcurrentDictionary<OrchestrationInstance, Task> _runs = new();
    private readonly SemaphoreSlim _replacing = new(1);
    private CancellationToken _stopping;

    public DurableStore Store => store;

    public ILogger Log => _log;

    public ILoggerFactory Logs => logs;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Makes the tables and takes up every instance that has not ended.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await lease.AcquireAsync(cancellationToken);
        await store.InitializeAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
        var unfinished = new List<OrchestrationInstance>();
        foreach (var record in await store.ReadUnfinishedAsync(cancellationToken))
        {
            if (functions.FindOrchestrator(record.Name) is { } function)
            {
                unfinished.Add(_instances[record.InstanceId] = new OrchestrationInstance(this, function, record));
            }
            else
            {
                _log.LogError("The instance {Instance} waits for the orchestrator '{Name}', which this app does not have", record.InstanceId, record.Name);
            }
        }

        // Only now, when each of them can be found: they may have something to tell each other.
        foreach (var instance in unfinished)
        {
            Run(instance, isNew: false);
        }
    }

    /// <summary>Ends every turn at its last commit, then gives the hub back.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_runs.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await lease.DisposeAsync();
    }

    public override void Dispose()
    {
        _replacing.Dispose();
        base.Dispose();
    }

    /// <summary>Starts an instance.</summary>
    /// <exception cref="ArgumentException">The app has no such orchestrator.</exception>
    /// <exception cref="OrchestrationAlreadyExistsException">An instance of that identity has not ended.</exception>
    public async Task ScheduleAsync(
        string name, string instanceId, string? input, DateTimeOffset? startAt, ParentCall? parent, CancellationToken cancellationToken)
    {
        var function = functions.FindOrchestrator(name)
            ?? throw new ArgumentException($"The orchestrator '{name}' does not exist in this app.", nameof(name));
        var record = new InstanceRecord(instanceId, function.Name, Generation: 0, Now) { Input = input, StartAt = startAt, Parent = parent };
        if (!await store.TryAddAsync(record, cancellationToken))
        {
            record = await ReplaceEndedAsync(record, cancellationToken);
        }

        Run(new OrchestrationInstance(this, function, record), isNew: true);
    }

    /// <summary>The instance while it runs in this process.</summary>
    public OrchestrationInstance? FindRunning(string instanceId) => _instances.GetValueOrDefault(instanceId);

    /// <summary>Does what an orchestrator decided and committed.</summary>
    public void CarryOut(OrchestrationInstance instance, InstanceRecord record, HistoryEvent decision)
    {
        switch (decision.Kind)
        {
            case HistoryEventKind.ActivityScheduled:
                _activities.Writer.TryWrite((instance, record.Generation, decision));
                break;
            case HistoryEventKind.TimerCreated:
                At(decision.Time, () => instance.Answer(record.Generation, new HistoryEvent(HistoryEventKind.TimerFired, Now, decision.TaskId)));
                break;
            case HistoryEventKind.SubOrchestrationScheduled:
                _ = StartChildAsync(instance, new ParentCall(record.Name, record.InstanceId, record.Generation, decision.TaskId), decision);
                break;
            case HistoryEventKind.EventSent:
                _ = SendAsync(decision);
                break;
        }
    }

    /// <summary>Does something at a moment; the clock may jump meanwhile.</summary>
    public void At(DateTimeOffset moment, Action action) => _ = WaitAsync(moment, action);

    /// <summary>Tells the orchestration that called an instance how it ended.</summary>
    public void ReportEnd(InstanceRecord ended)
    {
        if (ended.Parent is { } call && FindRunning(call.InstanceId) is { } parent)
        {
            var succeeded = ended.Status == OrchestrationRuntimeStatus.Completed;
            var details = new TaskFailureDetails("(unknown)", ended.Output ?? ended.Status.ToString(), null, null, null);
            parent.Answer(call.Generation, new HistoryEvent(
                succeeded ? HistoryEventKind.SubOrchestrationCompleted : HistoryEventKind.SubOrchestrationFailed,
                Now,
                call.TaskId,
                ended.Name,
                succeeded ? ended.Output : DurableJson.Write(details)));
        }
    }

    /// <summary>The running sub-orchestrations that an instance called.</summary>
    public IEnumerable<OrchestrationInstance> ChildrenOf(string instanceId) =>
        _instances.Values.Where(instance => instance.Record.Parent?.InstanceId == instanceId);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _stopping = stoppingToken;
        return Task.WhenAll(Enumerable.Range(0, options.MaxConcurrentActivities).Select(_ => Task.Run(() => WorkAsync(stoppingToken), stoppingToken)));
    }

    // One at a time, so that of two callers who both see an ended instance only one replaces it.
    private async Task<InstanceRecord> ReplaceEndedAsync(InstanceRecord record, CancellationToken cancellationToken)
    {
        await _replacing.WaitAsync(cancellationToken);
        try
        {
            var earlier = await store.FindAsync(record.InstanceId, cancellationToken);
            if (earlier is not { IsEnded: true })
            {
                throw new OrchestrationAlreadyExistsException(
                    $"An orchestration with the instance id '{record.InstanceId}' already exists and has not ended.");
            }

            record = record with { Generation = earlier.Generation + 1 };
            await store.SaveAsync(record, cancellationToken);
            return record;
        }
        finally
        {
            _replacing.Release();
        }
    }

    private void Run(OrchestrationInstance instance, bool isNew)
    {
        _instances[instance.Record.InstanceId] = instance;
        _runs[instance] = Task.Run(async () =>
        {
            try
            {
                await instance.RunAsync(isNew, _stopping);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                // The host stops; the instance goes on from its history when it starts again.
            }
            catch (Exception broken)
            {
                _log.LogCritical(broken, "The instance {Instance} cannot go on in this process", instance.Record.InstanceId);
            }
            finally
            {
                _runs.TryRemove(instance, out _);
                _instances.TryRemove(KeyValuePair.Create(instance.Record.InstanceId, instance));
            }
        });
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var (instance, generation, call) in _activities.Reader.ReadAllAsync(cancellationToken))
            {
                instance.Answer(generation, await InvokeAsync(call, cancellationToken));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What was not finished is called again after the next start.
        }
    }

    private async Task<HistoryEvent> InvokeAsync(HistoryEvent call, CancellationToken cancellationToken)
    {
        try
        {
            var function = functions.FindActivity(call.Name!)
                ?? throw new InvalidOperationException($"The function '{call.Name}' doesn't exist, is disabled, or is not an activity function.");
            var result = await function.InvokeAsync(services, call.Payload, cancellationToken);
            return new HistoryEvent(HistoryEventKind.ActivityCompleted, Now, call.TaskId, call.Name, DurableJson.Write(result));
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            _log.LogWarning(failure, "The activity {Activity} failed", call.Name);

            // The Functions host passes on the message alone; code that read more here would not work there.
            var details = new TaskFailureDetails("(unknown)", failure.Message, null, null, null);
            return new HistoryEvent(HistoryEventKind.ActivityFailed, Now, call.TaskId, call.Name, DurableJson.Write(details));
        }
    }

    private async Task StartChildAsync(OrchestrationInstance parent, ParentCall call, HistoryEvent decision)
    {
        try
        {
            // After a restart the child may be there already; it reports its end itself unless that was before.
            if (FindRunning(decision.Target!) is { } running && running.Record.Parent == call)
            {
                return;
            }

            if (await store.FindAsync(decision.Target!, _stopping) is { } known && known.Parent == call)
            {
                if (known.IsEnded)
                {
                    ReportEnd(known);
                }

                return;
            }

            await ScheduleAsync(decision.Name!, decision.Target!, decision.Payload, null, call, _stopping);
        }
        catch (Exception refused) when (refused is ArgumentException or OrchestrationAlreadyExistsException)
        {
            var details = new TaskFailureDetails("(unknown)", refused.Message, null, null, null);
            parent.Answer(call.Generation, new HistoryEvent(
                HistoryEventKind.SubOrchestrationFailed, Now, decision.TaskId, decision.Name, DurableJson.Write(details)));
        }
        catch (RequestFailedException refused)
        {
            _log.LogWarning(refused, "Storage refused the sub-orchestration {Instance}; trying again", decision.Target);
            At(Now + StorageRetryDelay, () => _ = StartChildAsync(parent, call, decision));
        }
        catch (OperationCanceledException)
        {
            // The host stops; the call is made again after the next start.
        }
    }

    private async Task SendAsync(HistoryEvent decision)
    {
        try
        {
            if (FindRunning(decision.Target!) is { } target)
            {
                await target.TellAsync(new HistoryEvent(HistoryEventKind.EventRaised, Now, Name: decision.Name, Payload: decision.Payload), _stopping);
            }
        }
        catch (Exception missed) when (missed is InvalidOperationException or OperationCanceledException)
        {
            _log.LogInformation("The event {Event} did not reach {Instance}: {Reason}", decision.Name, decision.Target, missed.Message);
        }
    }

    private async Task WaitAsync(DateTimeOffset moment, Action action)
    {
        try
        {
            // Short waits, so that a clock that jumps is noticed; none is longer than what the timer can hold.
            while (moment - Now is var left && left > TimeSpan.Zero)
            {
                await Task.Delay(left < LongestWait ? left : LongestWait, clock, _stopping);
            }

            action();
        }
        catch (OperationCanceledException)
        {
            // The host stops; the moment is waited for again after the next start.
        }
    }
}
