using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using Trad.Storage.Requests;
using Trad.Training.Jobs;

namespace Trad.Functions.Training;

/// <summary>Starts waiting jobs, highest priority and lowest number first, while fewer run than may.</summary>
public sealed class JobDispatcher(IJobBacklog backlog, IOptions<JobOptions> options, TimeProvider clock)
{
    /// <summary>Starts what may start; it does no harm to call it at any time, from several hosts at once.</summary>
    public async Task RunAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        while (await backlog.ReadAsync(cancellationToken) is var state
            && state.Running < options.Value.MaxConcurrent
            && state.Waiting.FirstOrDefault() is { } next)
        {
            if (await backlog.TryStartAsync(state, next with { StartedAt = clock.GetUtcNow() }, cancellationToken))
            {
                await ScheduleAsync(client, next, cancellationToken);
            }
        }
    }

    /// <summary>Schedules the orchestration of a job that counts as started; nothing happens when it is there.</summary>
    public static async Task ScheduleAsync(DurableTaskClient client, QueuedJob job, CancellationToken cancellationToken)
    {
        try
        {
            var (run, start) = (new TrainingRun(job.Id, job.Attempt), new StartOrchestrationOptions(InstanceId: job.OrchestrationId));
            await StorageWait.ForAsync(token => client.ScheduleNewOrchestrationInstanceAsync(nameof(TrainingOrchestrator), run, start, token), cancellationToken);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // Somebody else noticed the same.
        }
    }
}
