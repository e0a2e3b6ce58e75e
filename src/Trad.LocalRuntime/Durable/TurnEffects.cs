using Microsoft.Extensions.Logging;
using Trad.LocalRuntime.Durable.Storage;

namespace Trad.LocalRuntime.Durable;

/// <summary>Hands what orchestrators decided to whoever does it.</summary>
internal sealed class TurnEffects(
    RunningInstances instances, DurableTimers timers, ActivityWorkers activities, SubOrchestrations subOrchestrations, EventDelivery events,
    TimeProvider clock,
    ILogger log)
    : ITurnEffects
{
    public void Start(InstanceRecord record, Func<HistoryEvent> started)
    {
        var (id, generation) = (record.InstanceId, record.Generation);
        timers.At(record.StartAt ?? DateTimeOffset.MinValue, () => instances.Find(id)?.Answer(generation, started()));
    }

    public void CarryOut(InstanceRecord record, HistoryEvent decision)
    {
        var (id, generation) = (record.InstanceId, record.Generation);
        switch (decision.Kind)
        {
            case HistoryEventKind.ActivityScheduled:
                activities.Enqueue(new ActivityCall(id, generation, decision));
                break;
            case HistoryEventKind.TimerCreated:
                timers.At(
                    decision.Time,
                    () => instances.Find(id)?.Answer(
                        generation, new HistoryEvent(HistoryEventKind.TimerFired, clock.GetUtcNow(), decision.TaskId)));
                break;
            case HistoryEventKind.SubOrchestrationScheduled:
                _ = subOrchestrations.StartAsync(new ParentCall(record.Name, id, generation, decision.TaskId), decision);
                break;
            case HistoryEventKind.EventSent:
                _ = events.DeliverAsync(record, decision);
                break;
        }
    }

    public void ReportBreak(InstanceRecord failed, Exception broken) =>
        log.LogError(broken, "The instance {Instance} has failed because it could not go on", failed.InstanceId);

    public void ReportEnd(InstanceRecord ended)
    {
        OrchestrationTrace.WriteEnd(ended);
        subOrchestrations.ReportEnd(ended);
    }
}
