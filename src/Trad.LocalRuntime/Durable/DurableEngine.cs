using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.DurableTask;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trad.LocalRuntime.Hosting;

namespace Trad.LocalRuntime.Durable;

/// <summary>Runs orchestrations and activities in this process, from what is stored and what is newly scheduled.</summary>
internal sealed class DurableEngine(
    DurableStore store, FunctionCatalog functions, LocalRuntimeOptions options, IServiceProvider services, TimeProvider clock, ILogger<DurableEngine> log)
    : BackgroundService
{
    private readonly ConcurrentDictionary<string, OrchestrationInstance> _instances = new(StringComparer.Ordinal);
    private readonly Channel<(OrchestrationInstance Instance, HistoryEvent Call)> _activities =
        Channel.CreateUnbounded<(OrchestrationInstance, HistoryEvent)>();

    private CancellationToken _stopping;

    public DurableStore Store => store;

    public ILogger Log => log;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Makes the tables and takes up every instance that has not ended.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await store.InitializeAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
        foreach (var record in await store.ReadUnfinishedAsync(cancellationToken))
        {
            if (functions.FindOrchestrator(record.Name) is { } function)
            {
                Run(new OrchestrationInstance(this, function, record), isNew: false);
            }
            else
            {
                log.LogError("The instance {Instance} waits for the orchestrator '{Name}', which this app does not have", record.InstanceId, record.Name);
            }
        }
    }

    /// <summary>Starts an instance.</summary>
    /// <exception cref="ArgumentException">The app has no such orchestrator.</exception>
    /// <exception cref="InvalidOperationException">An instance of that identity is running.</exception>
    public async Task ScheduleAsync(string name, string instanceId, string? input, CancellationToken cancellationToken)
    {
        var function = functions.FindOrchestrator(name)
            ?? throw new ArgumentException($"The orchestrator '{name}' does not exist in this app.", nameof(name));
        var record = new InstanceRecord(instanceId, function.Name, Generation: 0, Now) { Input = input };
        if (!await store.TryAddAsync(record, cancellationToken))
        {
            var earlier = await store.FindAsync(instanceId, cancellationToken);
            if (earlier is not { IsEnded: true })
            {
                throw new InvalidOperationException($"An orchestration with the instance id '{instanceId}' already exists and has not ended.");
            }

            record = record with { Generation = earlier.Generation + 1 };
            await store.SaveAsync(record, cancellationToken);
        }

        Run(new OrchestrationInstance(this, function, record), isNew: true);
    }

    /// <summary>The instance while it runs in this process.</summary>
    public OrchestrationInstance? FindRunning(string instanceId) => _instances.GetValueOrDefault(instanceId);

    /// <summary>Does what an orchestrator decided and committed.</summary>
    public void CarryOut(OrchestrationInstance instance, HistoryEvent decision)
    {
        if (decision.Kind == HistoryEventKind.ActivityScheduled)
        {
            _activities.Writer.TryWrite((instance, decision));
        }
        else
        {
            _ = FireAsync(instance, decision);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _stopping = stoppingToken;
        return Task.WhenAll(Enumerable.Range(0, options.MaxConcurrentActivities).Select(_ => Task.Run(() => WorkAsync(stoppingToken), stoppingToken)));
    }

    private void Run(OrchestrationInstance instance, bool isNew)
    {
        _instances[instance.Record.InstanceId] = instance;
        _ = Task.Run(async () =>
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
                log.LogCritical(broken, "The instance {Instance} cannot go on in this process", instance.Record.InstanceId);
            }
            finally
            {
                _instances.TryRemove(KeyValuePair.Create(instance.Record.InstanceId, instance));
            }
        });
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var (instance, call) in _activities.Reader.ReadAllAsync(cancellationToken))
            {
                instance.Post(await InvokeAsync(call, cancellationToken));
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
                ?? throw new InvalidOperationException($"The activity '{call.Name}' does not exist in this app.");
            var result = await function.InvokeAsync(services, call.Payload, cancellationToken);
            return new HistoryEvent(HistoryEventKind.ActivityCompleted, Now, call.TaskId, call.Name, DurableJson.Write(result));
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogWarning(failure, "The activity {Activity} failed", call.Name);
            var details = TaskFailureDetails.FromException(failure);
            return new HistoryEvent(HistoryEventKind.ActivityFailed, Now, call.TaskId, call.Name, DurableJson.Write(details));
        }
    }

    private async Task FireAsync(OrchestrationInstance instance, HistoryEvent timer)
    {
        try
        {
            var delay = timer.Time - Now;
            if (delay > TimeSpan.Zero)
            {
                await Task.Delay(delay, clock, _stopping);
            }

            instance.Post(new HistoryEvent(HistoryEventKind.TimerFired, Now, timer.TaskId));
        }
        catch (OperationCanceledException)
        {
            // The host stops; the timer is set again after the next start.
        }
    }
}
