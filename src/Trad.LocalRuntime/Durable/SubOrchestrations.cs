using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trad.LocalRuntime.Durable.Storage;

namespace Trad.LocalRuntime.Durable;

/// <summary>Starts the orchestrations that orchestrators call, once each, and brings back how they ended.</summary>
internal sealed class SubOrchestrations(DurableEngine engine, StoragePatience patience)
{
    /// <summary>Starts a sub-orchestration; after a restart it may be there already, at work or ended.</summary>
    public async Task StartAsync(ParentCall call, HistoryEvent decision)
    {
        try
        {
            await patience.UntilDoneAsync(
                $"the start of the sub-orchestration {decision.Other}", () => TryStartAsync(call, decision), engine.Stopping);
        }
        catch (OperationCanceledException) when (engine.Stopping.IsCancellationRequested)
        {
            // The host stops; the call is made again after the next start.
        }
        catch (Exception refused)
        {
            // Whatever it was, the caller is not to wait for ever.
            Answer(
                call, HistoryEventKind.SubOrchestrationFailed, decision.Name!,
                Failure(
                    refused is ArgumentException or OrchestrationAlreadyExistsException
                        ? refused.Message : StoragePatience.ReasonOf(refused)));
        }
    }

    /// <summary>Tells the orchestration that called an instance how it ended.</summary>
    public void ReportEnd(InstanceRecord ended)
    {
        if (ended.Parent is not { } call)
        {
            return;
        }

        if (ended.Status == OrchestrationRuntimeStatus.Completed)
        {
            Answer(call, HistoryEventKind.SubOrchestrationCompleted, ended.Name, ended.Output);
        }
        else
        {
            Answer(call, HistoryEventKind.SubOrchestrationFailed, ended.Name, Failure(ended.Output ?? ended.Status.ToString()));
        }
    }

    private static string? Failure(string reason) =>
        DurableJson.Write(new TaskFailureDetails("(unknown)", reason, null, null, null), "the failure");

    private async Task TryStartAsync(ParentCall call, HistoryEvent decision)
    {
        if (engine.Instances.Find(decision.Other!)?.Record.Parent == call)
        {
            return;
        }

        if (await engine.Store.Instances.FindAsync(decision.Other!, withPayloads: true, engine.Stopping) is { } known
            && known.Parent == call)
        {
            if (known.IsEnded)
            {
                ReportEnd(known);
            }
            else
            {
                engine.TakeUp(known);
            }

            return;
        }

        await engine.ScheduleAsync(decision.Name!, decision.Other!, decision.Payload, null, call, null, engine.Stopping);
    }

    private void Answer(ParentCall call, HistoryEventKind kind, string name, string? payload) =>
        engine.Instances.Find(call.InstanceId)?.Answer(call.Generation, new HistoryEvent(kind, engine.Now, call.TaskId, name, payload));
}
