using System.Collections.Concurrent;
using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Training.Tests.Jobs;

public sealed class TrialHistoryTests
{
    private readonly RecordedTrials _recorded = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Trials_of_more_than_64_jobs_in_one_process_are_kept_and_read_for_none()
    {
        var history = new TrialHistory(_recorded);
        for (var job = 0; job < 200; job++)
        {
            history.Add($"{job}", [Trial(0), Trial(1)]);
        }

        for (var job = 0; job < 200; job++)
        {
            Assert.Equal([0, 1], (await history.FirstAsync($"{job}", 2, Cancellation)).Select(trial => trial.Trial));
        }

        Assert.Empty(_recorded.Readings);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(700)]
    [InlineData(TrialHistory.UsualCapacity)]
    public async Task First_trials_are_never_missing_however_many_jobs_come_and_go_meanwhile(long capacity)
    {
        var history = new TrialHistory(_recorded, capacity);
        await Parallel.ForEachAsync(Enumerable.Range(0, 300), Cancellation, async (job, cancellation) =>
        {
            for (var round = 1; round <= 5; round++)
            {
                var trial = Trial(round - 1);
                _recorded.Jobs.AddOrUpdate($"{job}", _ => [trial], (_, known) => [.. known, trial]);
                history.Add($"{job}", [trial]);

                Assert.Equal(
                    Enumerable.Range(0, round), (await history.FirstAsync($"{job}", round, cancellation)).Select(each => each.Trial));
            }

            history.Forget($"{job}");
        });
    }

    [Fact]
    public async Task Trials_that_were_never_recorded_are_told()
    {
        _recorded.Jobs["a"] = [Trial(0), Trial(2)];

        var missing = await Assert.ThrowsAsync<InvalidOperationException>(
            () => new TrialHistory(_recorded).FirstAsync("a", 2, Cancellation));

        Assert.Equal("The journal of the job 'a' does not hold its first 2 trials.", missing.Message);
    }

    private static TrialRecord Trial(int number) => new(number, 0, TrialState.Completed, number, ParameterSet.Empty, null, null);

    private sealed class RecordedTrials : ITrialStore
    {
        public ConcurrentDictionary<string, IReadOnlyList<TrialRecord>> Jobs { get; } = new(StringComparer.Ordinal);

        public ConcurrentQueue<string> Readings { get; } = new();

        public async Task<IReadOnlyList<TrialRecord>> ReadAllAsync(string jobId, CancellationToken cancellationToken)
        {
            Readings.Enqueue(jobId);
            await Task.Yield();
            return Jobs[jobId];
        }

        public Task<ListPage<TrialRecord>> ListAsync(
            string jobId, int limit, string? continuationToken, CancellationToken cancellationToken) =>
            throw new NotSupportedException("A history reads all trials.");
    }
}
