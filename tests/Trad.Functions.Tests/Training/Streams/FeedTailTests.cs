using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Trad.Functions.Training.Streams;
using Trad.Training.Jobs;

namespace Trad.Functions.Tests.Training.Streams;

/// <summary>Who follows the jobs for readers that have gone says nothing to those who came later.</summary>
public sealed class FeedTailTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Follower_of_readers_who_have_gone_takes_later_ones_back_to_nothing_old()
    {
        var feed = new SlowFeed();
        var jobs = new EmptyBacklog();
        using var tail = new FeedTail(
            feed, jobs, new JobReader(null!, jobs, null!, new FakeTimeProvider()), new JobSignals(), new FakeTimeProvider(),
            NullLogger<FeedTail>.Instance);

        // The first follower is slow to learn where the feed ends; its reader goes meanwhile, and another comes.
        tail.Enter();
        var early = tail.ViewAsync(Cancellation);
        await feed.Asked.Task.WaitAsync(Cancellation);
        tail.Leave();
        tail.Enter();
        Assert.Equal(SlowFeed.Later, (await tail.ViewAsync(Cancellation)).Next);

        feed.Answer.SetResult(SlowFeed.Early);
        Assert.Equal(SlowFeed.Later, (await early).Next);
        tail.Leave();
    }

    private sealed class SlowFeed : IJobFeed
    {
        public const int Early = 5;
        public const int Later = 9;

        private int _asked;

        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<int> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<int> EndAsync(CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _asked) > 1)
            {
                return Task.FromResult(Later);
            }

            Asked.SetResult();
            return Answer.Task;
        }

        public Task<IReadOnlyList<JobChange>> ReadNextAsync(int sequence, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<JobChange>>([]);

        public Task AppendAsync(string jobId, bool isRemoval = false) => throw new NotSupportedException();

        public Task<IReadOnlyList<JobChange>?> ReadAsync(int sequence, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task TrimAsync(int keep, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class EmptyBacklog : IJobBacklog
    {
        public Task<JobQueueState> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(new JobQueueState([], null));

        public Task AddAsync(TrainingJob job, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> TryStartAsync(JobQueueState state, QueuedJob job, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task RemoveAsync(TrainingJob job, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task RemoveAsync(QueuedJob place, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
