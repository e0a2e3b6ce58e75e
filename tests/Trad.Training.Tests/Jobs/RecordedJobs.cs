using System.Collections.Concurrent;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Training.Tests.Jobs;

/// <summary>Jobs in memory, with a count of how often each was read, and the queue that they wait in.</summary>
internal sealed class RecordedJobs : IJobStore, IJobBacklog
{
    public ConcurrentDictionary<string, TrainingJob> Jobs { get; } = [];

    public ConcurrentDictionary<string, int> Readings { get; } = [];

    public List<TrainingJob> Queue { get; } = [];

    public static TrainingJob Make(string id, int trials = 20) => new()
    {
        Id = id,
        Number = 7,
        State = JobState.Queued,
        CreatedAt = DateTimeOffset.UnixEpoch,
        QueuedAt = DateTimeOffset.UnixEpoch,
        Request = new TrainingRequest
        {
            Strategy = "liquidity-sweep",
            Exchange = "binance",
            Symbol = "BTCUSDT",
            Interval = "5m",
            Trials = trials,
        },
        Seed = 42,
        Progress = JobProgress.Waiting(trials),
    };

    public Task<TrainingJob?> FindAsync(string id, CancellationToken cancellationToken)
    {
        Readings.AddOrUpdate(id, 1, (_, count) => count + 1);
        return Task.FromResult(Jobs.GetValueOrDefault(id));
    }

    public Task<TrainingJob?> UpdateAsync(string id, Func<TrainingJob, TrainingJob> change, CancellationToken cancellationToken) =>
        Task.FromResult(Jobs.TryGetValue(id, out var found) ? Jobs[id] = change(found) : null);

    public Task AddAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        Queue.Add(job);
        return Task.CompletedTask;
    }

    public string NewId(DateTimeOffset createdAt) => throw new NotSupportedException();

    public Task<int> TakeNumberAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> TryAddAsync(TrainingJob job, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string?> FindIdAsync(int number, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ListPage<TrainingJob>> ListAsync(
        JobFilter filter, int limit, string? continuationToken, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> ReadUnfinishedAsync(DateTimeOffset? createdSince, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<EndedJob> ReadEndedAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DeleteAsync(TrainingJob job, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DeleteDamagedAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<JobQueueState> ReadAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> TryStartAsync(JobQueueState state, QueuedJob job, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task RemoveAsync(TrainingJob job, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemoveAsync(QueuedJob place, CancellationToken cancellationToken) => throw new NotSupportedException();
}
