using Microsoft.Extensions.Logging;
using Trad.LocalRuntime.Durable.Storage;

namespace Trad.LocalRuntime.Durable;

/// <summary>
/// Brings events from one orchestration to another. The sender goes on once the receiver has recorded the event; until
/// then it is sent again after a restart, and the receiver knows it by its number.
/// </summary>
internal sealed class EventDelivery(DurableEngine engine, ILogger log)
{
    public async Task DeliverAsync(InstanceRecord sender, HistoryEvent decision)
    {
        try
        {
            var sending = $"{sender.InstanceId}/{sender.ExecutionId}/{sender.Generation}/{decision.TaskId}";
            if (engine.Instances.Find(decision.Other!) is { } receiver)
            {
                var raised = new HistoryEvent(
                    HistoryEventKind.EventRaised, engine.Now, Name: decision.Name, Payload: decision.Payload, Other: sending);
                await receiver.TellAsync(raised, engine.Stopping);
            }
            else
            {
                log.LogInformation("The event {Event} was dropped: {Instance} does not run", decision.Name, decision.Other);
            }
        }
        catch (InvalidOperationException ended)
        {
            log.LogInformation("The event {Event} was dropped: {Reason}", decision.Name, ended.Message);
        }
        catch (OperationCanceledException)
        {
            // The host stops; the event is sent again after the next start.
            return;
        }

        engine.Instances.Find(sender.InstanceId)?.Answer(
            sender.Generation, new HistoryEvent(HistoryEventKind.EventDelivered, engine.Now, decision.TaskId));
    }
}
