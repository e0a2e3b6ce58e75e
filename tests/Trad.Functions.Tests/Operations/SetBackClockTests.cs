using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Trad.Training.Jobs;

namespace Trad.Functions.Tests.Operations;

/// <summary>What the app believes about a job on a machine whose clock is set back by two days in the middle of its work.</summary>
public sealed class SetBackClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Noon);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Job_that_gives_no_sign_of_life_is_silent_also_where_its_last_sign_lies_ahead_of_the_clock()
    {
        var check = new OrchestrationCheck(new NoProgress(), Options.Create(new JobOptions { SilentSeconds = 300 }), _clock);
        var job = new QueuedJob("job", 7, 0, 1, Noon, Noon);
        var running = new RunningOrchestration { LastUpdatedAt = Noon };

        _clock.AdjustTime(Noon.AddDays(-2));
        var first = await check.FindFaultAsync(job, running, Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(200));
        running.LastUpdatedAt = Noon.AddSeconds(1);
        var moved = await check.FindFaultAsync(job, running, Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(299));
        var still = await check.FindFaultAsync(job, running, Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(2));
        var silent = await check.FindFaultAsync(job, running, Cancellation);

        Assert.Equal((null, null, null), (first, moved, still));
        Assert.Equal(new OrchestrationFault("it had given no sign of life for 300 seconds"), silent);
    }

    /// <summary>Nothing was ever reported.</summary>
    private sealed class NoProgress : IProgressStore
    {
        public Task<RecordedProgress> WriteAsync(
            string jobId, int attempt, JobProgress progress, PhaseLog phases, DateTimeOffset at, string? version,
            CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<RecordedProgress?> FindAsync(string jobId, CancellationToken cancellationToken) =>
            Task.FromResult<RecordedProgress?>(null);

        public Task RequestCancelAsync(string jobId, int attempt, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    /// <summary>One orchestration that runs.</summary>
    private sealed class RunningOrchestration : IOrchestrations
    {
        public required DateTimeOffset LastUpdatedAt { get; set; }

        public Task<OrchestrationState?> FindAsync(string orchestrationId, CancellationToken cancellationToken) =>
            Task.FromResult<OrchestrationState?>(new OrchestrationState(OrchestrationStatus.Running, LastUpdatedAt));

        public Task StartTrainingAsync(QueuedJob job, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task StartRevalidationAsync(
            string assetId, string revalidationId, string orchestrationId, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<bool> TryRaiseCancelAsync(string orchestrationId, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<bool> TryTerminateAsync(string orchestrationId, string reason, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<bool> TryPurgeAsync(string orchestrationId, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
