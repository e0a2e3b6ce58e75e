using Microsoft.Extensions.Options;
using Trad.Candles.Stores;

namespace Trad.Training.Jobs;

/// <summary>
/// Removes the logs and trials of finished jobs that are too old or too many; the jobs themselves, with their best trial, stay.
/// </summary>
public sealed class JobRetention(
    IJobStore jobs, IJobJournal journal, IIdempotencyStore keys, IJobFeed feed, OrchestrationPurge purge, IOptions<JobOptions> options,
    TimeProvider clock)
{
    // Some thousand jobs: a reader who was away longer begins anew.
    private const int ChangesKept = 20_000;
    private static readonly TimeSpan KeyLife = TimeSpan.FromDays(7);

    /// <summary>Removes what need not be kept; returns of how many jobs.</summary>
    public async Task<int> RunAsync(IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var oldest = now.AddDays(-options.Value.KeepDays);
        var (kept, removed) = (0, 0);

        // Newest first, so the first ones are those that are kept.
        await foreach (var job in jobs.ReadEndedAsync(cancellationToken))
        {
            if (kept < options.Value.KeepJobs && job.FinishedAt >= oldest)
            {
                kept++;
            }
            else
            {
                try
                {
                    await RemoveAsync(job, orchestrations, now, cancellationToken);
                    removed++;
                }
                catch (DamagedRecordException)
                {
                    // Its log and trials stay until somebody deletes it.
                }
            }
        }

        await feed.TrimAsync(ChangesKept, cancellationToken);
        await keys.ForgetAsync(now - KeyLife, cancellationToken);
        return removed;
    }

    private async Task RemoveAsync(EndedJob job, IOrchestrations orchestrations, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // First the mark: a job that is resumed at this very moment keeps what it has.
        var marked = await jobs.UpdateAsync(
            job.Id, found => found.IsFinished && found.Attempt == job.Attempt ? found with { JournalRemovedAt = now } : found,
            cancellationToken);
        if (marked?.JournalRemovedAt == now)
        {
            await journal.DeleteAsync(job.Id, cancellationToken);
            await purge.RunAsync(marked, orchestrations, cancellationToken);
        }
    }
}
