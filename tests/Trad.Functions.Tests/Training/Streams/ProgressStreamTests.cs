using System.Collections.Concurrent;
using System.Text.Json;
using Trad.Functions.Tests.Hosting;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Functions.Tests.Training.Streams;

/// <summary>The progress of a training with long phases, streamed and polled through two workers at once.</summary>
public sealed class ProgressStreamTests(LongSeriesApp series) : IClassFixture<LongSeriesApp>
{
    private const int Round = 16;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Progress_is_one_record_for_every_reader_never_falls_and_reaches_the_end_only_at_the_end()
    {
        var app = series.App;
        await using var second = await app.StartSecondAsync();

        // The first and the second round stand until every reader has been told of them: on no machine does a phase pass unseen.
        app.Trials.HoldFrom(0);
        var job = await app.PostAsync(LongSeriesApp.Request(trials: 44, batchSize: Round) with { Optimizer = "bayesian" });
        ConcurrentQueue<JobProgress>[] told = [new(), new(), new()];
        bool IsToldOf(JobPhase phase) => Array.TrueForAll(told, reader => reader.Any(progress => progress.Phase == phase));

        var streams = Task.WhenAll(StreamAsync(app, job, told[0]), StreamAsync(second, job, told[1]));
        TrainingJob seen;
        do
        {
            seen = await (told[2].Count % 2 == 0 ? app : second).GetAsync(job.Id);
            told[2].Enqueue(seen.Progress);
            app.Trials.HoldFrom(IsToldOf(JobPhase.Evaluating) ? int.MaxValue : IsToldOf(JobPhase.Exploring) ? Round : 0);
            await Task.Delay(30, Cancellation);
        }
        while (!seen.IsFinished);
        await streams;

        var polled = told[2].ToList();
        foreach (var streamed in told.Take(2).Select(each => each.ToList()))
        {
            AssertMonotonic(streamed);

            // The end is last, though a report that was due in the same moment may have been made some milliseconds after it.
            AssertMonotonic(
                [.. streamed.Concat(polled).OrderBy(progress => progress.Phase == JobPhase.Done).ThenBy(
                    progress => progress.ElapsedMs).ThenBy(progress => progress.Percent)]);
            Assert.Equal(seen.Progress, streamed[^1]);
            Assert.Superset(
                new HashSet<JobPhase> { JobPhase.Exploring, JobPhase.Evaluating, JobPhase.Done },
                streamed.Select(progress => progress.Phase).ToHashSet());
            Assert.True(streamed.Select(progress => progress.Percent).Distinct().Count() > 10);
        }

        AssertMonotonic(polled);
        Assert.Equal(
            [JobPhase.Queued, JobPhase.Loading, JobPhase.Exploring, JobPhase.Fitting, JobPhase.Evaluating, JobPhase.Validating,
                JobPhase.Publishing],
            seen.PhaseTimings.Select(timing => timing.Phase));
    }

    private static async Task StreamAsync(TrainingApp app, TrainingJob job, ConcurrentQueue<JobProgress> told)
    {
        await foreach (var happened in EventStreamReader.FollowAsync(app.Http, $"api/training/jobs/{job.Id}/events", null, Cancellation))
        {
            if (happened.Name == "progress")
            {
                told.Enqueue(JsonSerializer.Deserialize<JobProgress>(happened.Data, TradJson.Options)!);
            }
        }
    }

    private static void AssertMonotonic(IReadOnlyList<JobProgress> progress)
    {
        foreach (var (earlier, later) in progress.Zip(progress.Skip(1)))
        {
            Assert.True(later.Percent >= earlier.Percent, $"{later} falls behind {earlier}");
            Assert.True(later.TrialsCompleted >= earlier.TrialsCompleted, $"{later} falls behind {earlier}");
        }

        Assert.All(progress, one => Assert.Equal(one.Phase == JobPhase.Done, one.Percent >= 100));
    }
}
