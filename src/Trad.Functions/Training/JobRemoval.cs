using Microsoft.DurableTask.Client;
using Trad.Training.Jobs;

namespace Trad.Functions.Training;

/// <summary>Removes finished jobs with everything they own: place, orchestrations, log, trials, progress, idempotency keys.</summary>
public sealed class JobRemoval(
    IJobStore jobs, IJobBacklog backlog, IJobJournal journal, IIdempotencyStore keys, OrchestrationPurge orchestrations,
    ProgressReporter reporter, TrialHistory history, JobSignals signals, TimeProvider clock)
{
    /// <summary>Removes a finished job. The job goes last, so that an interrupted removal can be repeated.</summary>
    /// <returns>False when the job goes on: somebody resumed it at this moment.</returns>
    public async Task<bool> RemoveAsync(TrainingJob job, DurableTaskClient client, CancellationToken cancellationToken)
    {
        // First the mark, which keeps the job from being resumed while it is taken apart.
        var now = clock.GetUtcNow();
        var marked = await jobs.UpdateAsync(
            job.Id, found => found is { IsFinished: true, JournalRemovedAt: null } ? found with { JournalRemovedAt = now } : found, cancellationToken);
        if (marked is null or { IsFinished: false })
        {
            return marked is null;
        }

        // Then whatever may still write: a job is finished a moment before its orchestration is.
        reporter.Cancel(job.Id);
        reporter.Forget(job.Id);
        history.Forget(job.Id);
        await backlog.RemoveAsync(marked, cancellationToken);
        await orchestrations.RunAsync(marked, client, cancellationToken);
        await journal.DeleteAsync(job.Id, cancellationToken);
        await keys.ForgetAsync(job.Id, cancellationToken);
        await jobs.DeleteAsync(marked, cancellationToken);
        signals.Tell(job.Id);
        return true;
    }

    /// <summary>Removes a job whose record cannot be read, with what can be found of what it owns.</summary>
    public async Task RemoveDamagedAsync(string id, DurableTaskClient client, CancellationToken cancellationToken)
    {
        reporter.Cancel(id);
        reporter.Forget(id);
        history.Forget(id);
        var places = (await backlog.ReadAsync(cancellationToken)).Jobs.Where(place => place.Id == id).ToList();
        foreach (var place in places)
        {
            await backlog.RemoveAsync(place, cancellationToken);
            await orchestrations.RunAsync(place.OrchestrationId, client, cancellationToken);
        }

        await orchestrations.RunAsync(id, client, cancellationToken);
        await journal.DeleteAsync(id, cancellationToken);
        await keys.ForgetAsync(id, cancellationToken);
        await jobs.DeleteDamagedAsync(id, cancellationToken);
        signals.Tell(id);
    }
}
