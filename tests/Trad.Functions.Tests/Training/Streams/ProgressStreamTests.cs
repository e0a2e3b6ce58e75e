using System.Text.Json;
using Trad.Functions.Tests.Hosting;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Functions.Tests.Training.Streams;

/// <summary>The progress of a training with long phases, streamed and polled through two workers at once.</summary>
public sealed class ProgressStreamTests(LongSeriesApp series) : IClassFixture<LongSeriesApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Progress_is_one_record_for_every_reader_never_falls_and_reaches_the_end_only_at_the_end()
    {
        var app = series.App;
        await using var second = await app.StartSecondAsync();
        var job = await app.PostAsync(LongSeriesApp.Request(trials: 44, batchSize: 16) with { Optimizer = "bayesian" });

        var streams = Task.WhenAll(StreamAsync(app, job), StreamAsync(second, job));
        var polled = new List<JobProgress>();
        TrainingJob seen;
        do
        {
            seen = await (polled.Count % 2 == 0 ? app : second).GetAsync(job.Id);
            polled.Add(seen.Progress);
            await Task.Delay(30, Cancellation);
        }
        while (!seen.IsFinished);

        foreach (var streamed in await streams)
        {
            AssertMonotonic(streamed);

            // The end is last, though a report that was due in the same moment may have been made some milliseconds after it.
            AssertMonotonic(
                [.. streamed.Concat(polled).OrderBy(progress => progress.Phase == JobPhase.Done).ThenBy(progress => progress.ElapsedMs).ThenBy(progress => progress.Percent)]);
            Assert.Equal(seen.Progress, streamed[^1]);
            Assert.Superset(new HashSet<JobPhase> { JobPhase.Exploring, JobPhase.Evaluating, JobPhase.Done }, streamed.Select(progress => progress.Phase).ToHashSet());
            Assert.True(streamed.Select(progress => progress.Percent).Distinct().Count() > 10);
        }

        AssertMonotonic(polled);
        Assert.Equal(
            [JobPhase.Queued, JobPhase.Loading, JobPhase.Exploring, JobPhase.Fitting, JobPhase.Evaluating, JobPhase.Validating, JobPhase.Publishing],
            seen.PhaseTimings.Select(timing => timing.Phase));
    }

    private static async Task<IReadOnlyList<JobProgress>> StreamAsync(TrainingApp app, TrainingJob job) =>
    [
        .. (await EventStreamReader.ReadAsync(app.Http, $"api/training/jobs/{job.Id}/events", cancellationToken: Cancellation))
            .Where(happened => happened.Name == "progress")
            .Select(happened => JsonSerializer.Deserialize<JobProgress>(happened.Data, TradJson.Options)!),
    ];

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
