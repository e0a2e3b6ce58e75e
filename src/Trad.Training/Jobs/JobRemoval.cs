namespace Trad.Training.Jobs;

/// <summary>Removes finished jobs with everything they own: place, orchestrations, log, trials, progress, idempotency keys.</summary>
public sealed class JobRemoval(
    IJobStore jobs, IJobBacklog backlog, IJobJournal journal, IIdempotencyStore keys, OrchestrationPurge purge,
    ProgressReporter reporter, TrialHistory history, JobSignals signals, TimeProvider clock)
{
    /// <summary>Removes a finished job. The job goes last, so that an interrupted removal can be repeated.</summary>
    /// <returns>False when the job goes on: somebody resumed it at this moment.</returns>
    public async Task<bool> RemoveAsync(TrainingJob job, IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        // First the mark, which keeps the job from being resumed while it is taken apart.
        var now = clock.GetUtcNow();
        var marked = await jobs.UpdateAsync(
            job.Id, found => found is { IsFinished: true, JournalRemovedAt: null } ? found with { JournalRemovedAt = now } : found,
            cancellationToken);
        if (marked is null or { IsFinished: false })
        {
            return marked is null;
        }

        // Then whatever may still write: a job is finished a moment before its orchestration is.
        reporter.Cancel(job.Id);
        reporter.Forget(job.Id);
        history.Forget(job.Id);
        await backlog.RemoveAsync(marked, cancellationToken);
        await purge.RunAsync(marked, orchestrations, cancellationToken);
        await journal.DeleteAsync(job.Id, cancellationToken);
        await keys.ForgetAsync(job.Id, cancellationToken);
        await jobs.DeleteAsync(marked, cancellationToken);
        signals.Tell(job.Id);
        return true;
    }

    /// <summary>Removes a job whose record cannot be read, with what can be found of what it owns.</summary>
    public async Task RemoveDamagedAsync(string id, IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        reporter.Cancel(id);
        reporter.Forget(id);
        history.Forget(id);
        var places = (await backlog.ReadAsync(cancellationToken)).Jobs.Where(place => place.Id == id).ToList();
        foreach (var place in places)
        {
            await backlog.RemoveAsync(place, cancellationToken);
            await purge.RunAsync(place.OrchestrationId, orchestrations, cancellationToken);
        }

        await purge.RunAsync(id, orchestrations, cancellationToken);
        await journal.DeleteAsync(id, cancellationToken);
        await keys.ForgetAsync(id, cancellationToken);
        await jobs.DeleteDamagedAsync(id, cancellationToken);
        signals.Tell(id);
    }
}
