using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Trad.LocalRuntime.Durable.Storage;
using Trad.LocalRuntime.Hosting;

namespace Trad.LocalRuntime.Durable;

/// <summary>Calls activities, several at once, in the order in which they were asked for.</summary>
internal sealed class ActivityWorkers(
    FunctionCatalog functions, RunningInstances instances, LocalRuntimeOptions options, IServiceProvider services, TimeProvider clock,
    ILogger log)
{
    private readonly ActivityRun _run = new(options.FunctionTimeout, services, clock);
    private readonly Channel<ActivityCall> _calls = Channel.CreateUnbounded<ActivityCall>();

    /// <summary>Asks for a call.</summary>
    public void Enqueue(ActivityCall call) => _calls.Writer.TryWrite(call);

    /// <summary>Works until the host stops.</summary>
    public Task RunAsync(CancellationToken stopping) =>
        Task.WhenAll(
            Enumerable.Range(0, options.MaxConcurrentActivities).Select(_ => Task.Run(() => WorkAsync(stopping), CancellationToken.None)));

    private async Task WorkAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var (instanceId, generation, call) in _calls.Reader.ReadAllAsync(stopping))
            {
                // Nobody waits for a call whose instance has ended or gone on meanwhile.
                if (instances.Find(instanceId) is { } instance && instance.Record.Generation == generation)
                {
                    instance.Answer(generation, await InvokeAsync(call, instance.Record, stopping));
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What was not finished is called again after the next start.
        }
    }

    private async Task<HistoryEvent> InvokeAsync(HistoryEvent call, InstanceRecord caller, CancellationToken stopping)
    {
        using var span = OrchestrationTrace.BeginCall(call.Name!, caller);
        try
        {
            var result = await _run.InvokeAsync(call.Name!, functions.FindActivity(call.Name!), call.Payload, stopping);
            return new HistoryEvent(
                HistoryEventKind.ActivityCompleted, clock.GetUtcNow(), call.TaskId, call.Name,
                DurableJson.Write(result, $"the result of the activity '{call.Name}'"));
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            // It may be called again; what comes of it in the end, its orchestration's app tells.
            log.LogInformation(failure, "The activity {Activity} of {Instance} failed", call.Name, caller.InstanceId);
            span?.SetStatus(ActivityStatusCode.Error, failure.Message);

            // The Functions host passes on the message alone; code that read more here would not work there.
            var details = new TaskFailureDetails("(unknown)", failure.Message, null, null, null);
            return new HistoryEvent(
                HistoryEventKind.ActivityFailed, clock.GetUtcNow(), call.TaskId, call.Name, DurableJson.Write(details, "the failure"));
        }
    }
}
