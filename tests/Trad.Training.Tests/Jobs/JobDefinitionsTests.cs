using Trad.Training.Jobs;

namespace Trad.Training.Tests.Jobs;

/// <summary>What is known in a process of the jobs that it works on, however many these are.</summary>
public sealed class JobDefinitionsTests
{
    private readonly RecordedJobs _recorded = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task More_than_64_jobs_in_one_process_are_read_once_each()
    {
        var definitions = new JobDefinitions(_recorded);
        var jobs = Enumerable.Range(0, 200).Select(job => RecordedJobs.Make($"{job}", trials: job + 1)).ToList();
        jobs.ForEach(definitions.Keep);

        foreach (var round in new[] { 1, 2 })
        {
            foreach (var job in jobs)
            {
                Assert.Same(job, await definitions.GetAsync(job.Id, 1, Cancellation));
            }
        }

        Assert.Empty(_recorded.Readings);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_000)]
    public async Task Job_that_there_is_no_room_for_is_read_again_and_is_never_missing(long capacity)
    {
        var definitions = new JobDefinitions(_recorded, capacity);
        await Parallel.ForEachAsync(Enumerable.Range(0, 300), Cancellation, async (number, cancellation) =>
        {
            var job = _recorded.Jobs[$"{number}"] = RecordedJobs.Make($"{number}", trials: number + 1);
            definitions.Keep(job);

            Assert.Equal(number + 1, (await definitions.GetAsync(job.Id, 1, cancellation)).Request.Trials);
        });
        foreach (var number in Enumerable.Range(0, 300))
        {
            Assert.Equal(number + 1, (await definitions.GetAsync($"{number}", 1, Cancellation)).Request.Trials);
        }

        Assert.True(_recorded.Readings.Count > 250, $"{_recorded.Readings.Count} of 300 jobs were read again.");
    }

    [Fact]
    public async Task Another_attempt_than_the_one_that_is_known_is_read()
    {
        var definitions = new JobDefinitions(_recorded);
        definitions.Keep(RecordedJobs.Make("job"));
        _recorded.Jobs["job"] = RecordedJobs.Make("job", trials: 50) with { Attempt = 2 };

        Assert.Equal(50, (await definitions.GetAsync("job", 2, Cancellation)).Request.Trials);
        Assert.Equal(20, (await definitions.GetAsync("job", 1, Cancellation)).Request.Trials);
    }

    [Fact]
    public async Task Job_that_is_not_prepared_yet_is_not_kept()
    {
        var definitions = new JobDefinitions(_recorded);
        _recorded.Jobs["job"] = RecordedJobs.Make("job");

        await definitions.GetAsync("job", 1, Cancellation);
        await definitions.GetAsync("job", 1, Cancellation);

        Assert.Equal(2, _recorded.Readings["job"]);
    }

    [Fact]
    public async Task Job_that_is_not_recorded_is_named()
    {
        var missing = await Assert.ThrowsAsync<InvalidOperationException>(
            () => new JobDefinitions(_recorded).GetAsync("nosuch", 1, Cancellation));

        Assert.Contains("'nosuch'", missing.Message, StringComparison.Ordinal);
    }
}
