using Microsoft.Extensions.Logging.Abstractions;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Training.Tests.Jobs;

/// <summary>Finished jobs that are to go on: which may, with how many trials, and what is left of what they were.</summary>
public sealed class JobResumptionTests
{
    private static readonly DateTimeOffset Now = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly RecordedJobs _jobs = new();
    private readonly ValidationErrors _errors = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(5, null, 20)]
    [InlineData(5, 3, 8)]
    [InlineData(20, 1, 21)]
    [InlineData(20, RequestLimits.MostTrials - 20, RequestLimits.MostTrials)]
    public async Task Finished_job_goes_on_behind_what_it_has_done_as_a_new_attempt(int completed, int? additional, int total)
    {
        Finish(completed);

        var resumed = (await ResumeAsync(additional))!;

        Assert.Equal((total, total, completed), (resumed.Request.Trials, resumed.Progress.TrialsTotal, resumed.Progress.TrialsCompleted));
        Assert.Equal((JobState.Queued, 2, 0, Now), (resumed.State, resumed.Attempt, resumed.Recoveries, resumed.QueuedAt));
        Assert.Equal((null, null, null, false), (resumed.StartedAt, resumed.FinishedAt, resumed.Error, resumed.PublishOnCancel));
        Assert.Equal((42, DateTimeOffset.UnixEpoch), (resumed.Seed, resumed.CreatedAt));
        Assert.Equal(["of its data"], resumed.Warnings);
        Assert.Same(resumed, Assert.Single(_jobs.Queue));
    }

    [Theory]
    [InlineData(20, null, "is missing: all 20 trials are done")]
    [InlineData(20, 0, "is 0; allowed is 1 to")]
    [InlineData(20, -1, "is -1; allowed is 1 to")]
    [InlineData(20, RequestLimits.MostTrials, "beyond the 20 that are done")]
    public async Task Number_of_trials_that_leads_nowhere_is_refused_and_changes_nothing(int completed, int? additional, string reason)
    {
        var before = Finish(completed);

        Assert.Null(await ResumeAsync(additional));

        Assert.Contains(reason, Assert.Single(_errors.ByField["trials"]), StringComparison.Ordinal);
        Assert.Same(before, _jobs.Jobs[before.Id]);
        Assert.Empty(_jobs.Queue);
    }

    [Fact]
    public async Task Job_that_is_not_finished_or_has_lost_its_trials_says_why_it_cannot_go_on()
    {
        _jobs.Jobs["job"] = RecordedJobs.Make("job");
        Assert.Contains(
            "Job #7 is queued", (await Assert.ThrowsAsync<TrainingException>(() => ResumeAsync(1))).Message, StringComparison.Ordinal);

        _jobs.Jobs["job"] = Finish(5) with { JournalRemovedAt = Now };
        Assert.Contains(
            "clone the job", (await Assert.ThrowsAsync<TrainingException>(() => ResumeAsync(1))).Message, StringComparison.Ordinal);
        Assert.Empty(_jobs.Queue);
    }

    [Fact]
    public async Task Job_that_is_not_there_is_none_and_no_error()
    {
        Assert.Null(await ResumeAsync(1));
        Assert.True(_errors.IsEmpty);
    }

    private Task<TrainingJob?> ResumeAsync(int? additional) =>
        new JobResumption(_jobs, _jobs, new StoppedClock(), NullLogger<JobResumption>.Instance)
            .ResumeAsync("job", additional, _errors, Cancellation);

    private TrainingJob Finish(int completed)
    {
        var job = RecordedJobs.Make("job");
        return _jobs.Jobs["job"] = job with
        {
            State = JobState.Failed,
            StartedAt = Now.AddHours(-2),
            FinishedAt = Now.AddHours(-1),
            Recoveries = 3,
            Error = "The disk was full.",
            PublishOnCancel = true,
            Warnings = ["of its data", "of its end"],
            Endings = ["of its end"],
            Progress = job.Progress with { TrialsCompleted = completed },
        };
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
