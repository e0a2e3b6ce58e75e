using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Storage.Feed;

/// <summary>
/// A store of jobs that tells the feed what changes in them: behind the change, so that whoever reads of it finds it, but
/// before a removal, which nobody could find.
/// </summary>
/// <param name="jobs">Where jobs are kept.</param>
/// <param name="feed">What is told.</param>
public sealed class FollowedJobStore(IJobStore jobs, IJobFeed feed) : IJobStore
{
    /// <inheritdoc/>
    public string NewId(DateTimeOffset createdAt) => jobs.NewId(createdAt);

    /// <inheritdoc/>
    public Task<int> TakeNumberAsync(CancellationToken cancellationToken) => jobs.TakeNumberAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> TryAddAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        var isNew = await jobs.TryAddAsync(job, cancellationToken);
        if (isNew)
        {
            await feed.AppendAsync(job.Id);
        }

        return isNew;
    }

    /// <inheritdoc/>
    public Task<TrainingJob?> FindAsync(string id, CancellationToken cancellationToken) => jobs.FindAsync(id, cancellationToken);

    /// <inheritdoc/>
    public Task<string?> FindIdAsync(int number, CancellationToken cancellationToken) => jobs.FindIdAsync(number, cancellationToken);

    /// <inheritdoc/>
    public Task<ListPage<TrainingJob>> ListAsync(
        JobFilter filter, int limit, string? continuationToken, CancellationToken cancellationToken) =>
        jobs.ListAsync(filter, limit, continuationToken, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadUnfinishedAsync(DateTimeOffset? createdSince, CancellationToken cancellationToken) =>
        jobs.ReadUnfinishedAsync(createdSince, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<EndedJob> ReadEndedAsync(CancellationToken cancellationToken) => jobs.ReadEndedAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<TrainingJob?> UpdateAsync(string id, Func<TrainingJob, TrainingJob> change, CancellationToken cancellationToken)
    {
        TrainingJob? before = null;
        var after = await jobs.UpdateAsync(id, found => change(before = found), cancellationToken);
        if (before is not null && after is not null && WhatCounts(before) != WhatCounts(after))
        {
            await feed.AppendAsync(id);
        }

        return after;
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        await feed.AppendAsync(job.Id, isRemoval: true);
        await jobs.DeleteAsync(job, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task DeleteDamagedAsync(string id, CancellationToken cancellationToken)
    {
        await feed.AppendAsync(id, isRemoval: true);
        await jobs.DeleteDamagedAsync(id, cancellationToken);
    }

    private static (JobState State, int Attempt, DateTimeOffset? CancelRequestedAt) WhatCounts(TrainingJob job) =>
        (job.State, job.Attempt, job.CancelRequestedAt);
}
