using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Trad.Storage;
using Trad.Storage.Jobs;
using Trad.Storage.Journal;
using Trad.Testing;
using Trad.Training.Jobs;

namespace Trad.Functions.Tests.Training;

/// <summary>The cadence of progress as a function of a clock that the test sets, on the real store.</summary>
public sealed class ProgressReporterTests(AzuriteFixture azurite) : IAsyncLifetime
{
    // Far more than any report takes: one that does not come is a failure, and no wait without end.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset Noon = new(2025, 6, 30, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Noon);
    private readonly string _job = JobKey.NewId(Noon);
    private TableProgressStore _store = null!;
    private ProgressReporter _reporter = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var clients =
            new StorageClients(new StorageOptions { ConnectionString = azurite.ConnectionString, TablePrefix = azurite.NewName() });
        await clients.Table("Journal").CreateAsync(Cancellation);
        _store = new TableProgressStore(clients);
        _reporter = new ProgressReporter(_store, new JobSignals(), _clock, NullLogger<ProgressReporter>.Instance);
    }

    [Fact]
    public async Task Fit_of_any_length_is_reported_every_interval_and_only_moves_forward()
    {
        using var step = _reporter.Begin(ScopeOf(JobPhase.Fitting, TimeSpan.FromSeconds(1), upcoming: 4), Cancellation);

        var reports = new List<JobProgress>();
        for (var tick = 0; tick < 40; tick++)
        {
            reports.Add((await TickAsync()).Progress!);
        }

        // Six seconds of a fit that was expected to take one: 12 of 20 trials are done, and half of four more are choosing.
        var percents = reports.ConvertAll(report => report.Percent);
        Assert.Equal(percents.Order(), percents);
        Assert.All(percents, percent => Assert.InRange(percent, 53, 61));
        Assert.Equal(percents.Take(9).Distinct(), percents.Take(9));
        Assert.Equal(Enumerable.Range(1, 40).Select(tick => tick * 150L), reports.Select(report => report.ElapsedMs));
    }

    [Fact]
    public async Task Long_trial_moves_progress_before_it_ends_and_counts_when_it_is_recorded()
    {
        using var step = _reporter.Begin(ScopeOf(JobPhase.Evaluating, TimeSpan.FromSeconds(1), upcoming: 4, candidates: 4), Cancellation);

        step.BeginTrial();
        var (first, second) = (await TickAsync(), await TickAsync());
        step.CountTrial(12, 1.5);
        var counted = await TickAsync();
        step.CountRecorded([12]);
        step.CountTrial(12, 1.5);
        var recorded = await TickAsync();

        Assert.True(first.Progress!.Percent < second.Progress!.Percent && second.Progress.Percent < counted.Progress!.Percent);
        Assert.Equal(counted.Progress.Percent, recorded.Progress!.Percent);
        Assert.Equal([12, 12, 12, 13], new[] { first, second, counted, recorded }.Select(report => report.Progress!.TrialsCompleted));
        Assert.Equal(1.5, recorded.Progress.BestScore);
    }

    [Fact]
    public async Task Pieces_that_are_done_side_by_side_add_up_whichever_ends_first()
    {
        StepScope PieceOf(string name) =>
            ScopeOf(JobPhase.Validating, TimeSpan.FromDays(1)) with { From = 0.2, Span = 0.3, Piece = name };
        var (one, other) = (_reporter.Begin(PieceOf("one"), Cancellation), _reporter.Begin(PieceOf("other"), Cancellation));
        async Task<double> PercentAsync() => (await TickAsync()).Progress!.Percent;

        var begun = await PercentAsync();
        one.Count(1, 3);
        var third = await PercentAsync();
        one.Count(3, 3);
        one.Dispose();
        var whole = await PercentAsync();
        other.Count(1, 2);
        var half = await PercentAsync();
        other.Dispose();

        // It failed after its first half, and is done again from there.
        using var again = _reporter.Begin(PieceOf("other"), Cancellation);
        var begunAgain = await PercentAsync();
        again.Count(2, 2);
        var all = await PercentAsync();

        // A validation spans 13 percent from 85 on; of the day that each piece is expected to take hardly anything has passed.
        double[] expected = [0.2, 0.3, 0.5, 0.65, 0.65, 0.8];
        double[] told = [begun, third, whole, half, begunAgain, all];
        Assert.All(expected.Zip(told), each => Assert.Equal(85 + (13 * each.First), each.Second, 0.11));
    }

    [Fact]
    public async Task Cancel_request_left_by_another_process_cancels_the_step_with_the_next_report()
    {
        using var step = _reporter.Begin(ScopeOf(JobPhase.Evaluating, TimeSpan.FromSeconds(1)), Cancellation);
        await TickAsync();

        await _store.RequestCancelAsync(_job, 1, Cancellation);
        Assert.False(step.Token.IsCancellationRequested);
        await TickAsync();

        await CancelledAsync(step);
        Assert.True(step.IsCancelled);
    }

    [Fact]
    public async Task Write_that_does_not_end_delays_no_other_job_and_no_cancellation_of_one()
    {
        var slow = new SlowStore(_store);
        _reporter = new ProgressReporter(slow, new JobSignals(), _clock, NullLogger<ProgressReporter>.Instance);
        var stuck = JobKey.NewId(Noon);
        slow.Stuck = stuck;
        using var other = _reporter.Begin(ScopeOf(JobPhase.Evaluating, TimeSpan.FromSeconds(1)) with { JobId = stuck }, Cancellation);
        using var step = _reporter.Begin(ScopeOf(JobPhase.Evaluating, TimeSpan.FromSeconds(1)), Cancellation);

        await TickAsync();
        await TickAsync();
        await _store.RequestCancelAsync(_job, 1, Cancellation);
        await TickAsync();

        await CancelledAsync(step);
        Assert.False(other.IsCancelled);
        _reporter.Forget(stuck);
    }

    [Fact]
    public async Task Write_that_fails_in_any_way_is_followed_by_the_next()
    {
        var slow = new SlowStore(_store) { Fault = new NotSupportedException("of a library") };
        _reporter = new ProgressReporter(slow, new JobSignals(), _clock, NullLogger<ProgressReporter>.Instance);
        using var step = _reporter.Begin(ScopeOf(JobPhase.Evaluating, TimeSpan.FromSeconds(1)), Cancellation);
        _clock.Advance(ProgressReporter.Interval);

        slow.Fault = null;
        await TickAsync();
    }

    [Fact]
    public async Task Step_of_an_attempt_that_is_over_takes_nothing_from_the_one_that_goes_on()
    {
        using var newer = _reporter.Begin(ScopeOf(JobPhase.Evaluating, TimeSpan.FromSeconds(1)) with { Attempt = 2 }, Cancellation);
        using var stale = _reporter.Begin(ScopeOf(JobPhase.Evaluating, TimeSpan.FromSeconds(1)), Cancellation);

        Assert.Equal(2, (await TickAsync()).Attempt);
        Assert.True(stale.Token.IsCancellationRequested);
        Assert.False(newer.Token.IsCancellationRequested);
    }

    public ValueTask DisposeAsync()
    {
        _reporter.Forget(_job);
        return ValueTask.CompletedTask;
    }

    private StepScope ScopeOf(JobPhase phase, TimeSpan expected, int upcoming = 0, int candidates = 0) => new(
        _job, 1, Noon, PhaseLog.Begin(JobPhase.Queued, Noon).Enter(phase, Noon), expected, 1, 12, 20, null, upcoming, candidates);

    private static Task CancelledAsync(JobStep step) => Task.Delay(Timeout.Infinite, step.Token)
        .ContinueWith(_ => { }, Cancellation, TaskContinuationOptions.OnlyOnCanceled, TaskScheduler.Default)
        .WaitAsync(Patience, Cancellation);

    // One interval passes; the report that is due then, and no other, is what is stored.
    private async Task<RecordedProgress> TickAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        _clock.Advance(ProgressReporter.Interval);
        while (true)
        {
            if (await _store.FindAsync(_job, patience.Token) is { } found && found.At == _clock.GetUtcNow())
            {
                return found;
            }

            await Task.Delay(2, patience.Token);
        }
    }

    private sealed class SlowStore(IProgressStore store) : IProgressStore
    {
        public string? Stuck { get; set; }

        public Exception? Fault { get; set; }

        public async Task<RecordedProgress> WriteAsync(
            string jobId, int attempt, JobProgress progress, PhaseLog phases, DateTimeOffset at, string? version,
            CancellationToken cancellationToken)
        {
            if (Fault is { } fault)
            {
                throw fault;
            }

            if (jobId == Stuck)
            {
                await Task.Delay(Timeout.Infinite, Cancellation);
            }

            return await store.WriteAsync(jobId, attempt, progress, phases, at, version, cancellationToken);
        }

        public Task<RecordedProgress?> FindAsync(string jobId, CancellationToken cancellationToken) =>
            store.FindAsync(jobId, cancellationToken);

        public Task RequestCancelAsync(string jobId, int attempt, CancellationToken cancellationToken) =>
            store.RequestCancelAsync(jobId, attempt, cancellationToken);
    }
}
