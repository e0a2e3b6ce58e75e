using System.Collections.Concurrent;
using Trad.Backtesting.Metrics;
using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Training.Tests.Jobs;

public sealed class TrialHistoryTests
{
    // What a trial without parameters and figures is counted with.
    private const long BytesKept = 250;

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

    /// <summary>A process that another one's jobs pass through is never told that they end: what it keeps is bounded too.</summary>
    [Fact]
    public async Task Trials_that_another_process_made_are_kept_as_far_as_there_is_room_and_those_asked_for_last()
    {
        const int Jobs = 200;
        const int Room = 40;
        var history = new TrialHistory(_recorded, Room * BytesKept);
        var jobs = Enumerable.Range(0, Jobs).Select(job => $"{job}").ToList();
        foreach (var job in jobs)
        {
            _recorded.Jobs[job] = [Trial(0)];
            await history.FirstAsync(job, 1, Cancellation);
        }

        _recorded.Readings.Clear();
        foreach (var job in Enumerable.Reverse(jobs))
        {
            Assert.Equal(0, Assert.Single(await history.FirstAsync(job, 1, Cancellation)).Trial);
        }

        Assert.Equal(Enumerable.Reverse(jobs).Skip(Room), _recorded.Readings);
    }

    [Fact]
    public async Task Trials_take_the_room_that_they_are_counted_with()
    {
        const long Capacity = 1L << 20;
        const int Jobs = 40;
        const int Trials = 100;
        var history = new TrialHistory(_recorded, Capacity);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var trials = MeasuredTrials(Trials);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        for (var job = 0; job < Jobs; job++)
        {
            _recorded.Jobs[$"{job}"] = trials;
            history.Add($"{job}", trials);
        }

        // Asked for from the last one on: the first that has to be read is the first for which there was no room.
        var kept = 0;
        for (var job = Jobs - 1; job >= 0; job--)
        {
            await history.FirstAsync($"{job}", Trials, Cancellation);
            kept += _recorded.Readings.IsEmpty ? 1 : 0;
        }

        Assert.InRange(kept * bytes, Capacity / 2, Capacity);
    }

    [Fact]
    public async Task Trials_that_were_never_recorded_are_told()
    {
        _recorded.Jobs["a"] = [Trial(0), Trial(2)];

        var missing = await Assert.ThrowsAsync<InvalidOperationException>(
            () => new TrialHistory(_recorded).FirstAsync("a", 2, Cancellation));

        Assert.Equal("The journal of the job 'a' does not hold its first 2 trials.", missing.Message);
    }

    // As it is recorded: with figures of its own. Nothing else is allocated here.
    private static TrialRecord[] MeasuredTrials(int count)
    {
        var trials = new TrialRecord[count];
        for (var number = 0; number < count; number++)
        {
            trials[number] = Trial(number) with
            {
                Metrics = new BacktestMetrics
                {
                    FinalEquity = number,
                    TotalReturn = 0,
                    MaximumDrawdown = 0,
                    LongestDrawdownCandles = 0,
                    Trades = 0,
                    SkippedEntries = 0,
                    Exposure = 0,
                    FeesPaid = 0,
                    BuyAndHoldReturn = 0,
                    Candles = 0,
                },
            };
        }

        return trials;
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
