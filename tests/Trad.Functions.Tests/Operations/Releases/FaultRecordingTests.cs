using Trad.Functions.Tests.Hosting;
using Trad.Functions.Training;
using Trad.LocalRuntime.Durable.Storage;
using Trad.Testing;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Functions.Tests.Operations.Releases;

/// <summary>
/// The ways through a training on which something goes wrong, or its time is up, and a whole first generation. Their histories are kept
/// when that is asked for.
/// </summary>
public sealed class FaultRecordingTests(AzuriteFixture azurite)
{
    // Of one trial each, so that the history of a generation stays short.
    private const int RoundsOfAGeneration = 25;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Training_with_an_activity_that_fails_once_is_recorded_with_its_retry()
    {
        await using var app = await StartAsync();
        BreakNext(app, new IOException("The candles could not be read this once."), behind: 4);
        var job = await app.RunAsync(TrainingApp.Request(trials: 12, batchSize: 4));

        var recorded = await TrainingRecorder.KeepAsync(app, job, "training-with-a-retry");
        Assert.Equal((JobState.Completed, 12), (job.State, job.Progress.TrialsCompleted));
        Assert.Equal([HistoryEventKind.ActivityFailed, HistoryEventKind.TimerCreated, HistoryEventKind.TimerFired], Troubles(recorded));
    }

    [Fact]
    public async Task Training_whose_time_is_up_is_recorded()
    {
        await using var app = await StartAsync();
        var limit = TimeSpan.FromSeconds(3);
        var job = await StandAsync(
            app, TrainingApp.Request(trials: 100, batchSize: 4) with { TimeLimitSeconds = limit.TotalSeconds }, held: 4);
        while (TimeProvider.System.GetUtcNow() < job.StartedAt + limit + limit)
        {
            await Task.Delay(20, Cancellation);
        }

        app.OpenGates();
        job = await app.WaitAsync(job);

        await TrainingRecorder.KeepAsync(app, job, "training-whose-time-is-up");
        Assert.Equal(JobState.Completed, job.State);
        Assert.Contains(job.Endings, ending => ending.Contains("time limit", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Training_that_has_tried_everything_there_is_is_recorded()
    {
        await using var app = await StartAsync();
        var job = await app.RunAsync(TrainingApp.Request(trials: 20) with
        {
            Strategy = "moving-average-crossover",
            Parameters = new Dictionary<string, ParameterOverride>
            {
                ["fast_period"] = new() { Choices = [5, 10] },
                ["slow_period"] = new() { Choices = [20, 30] },
            },
        });

        await TrainingRecorder.KeepAsync(app, job, "training-that-tried-everything");
        Assert.Equal((JobState.Completed, 4), (job.State, job.Progress.TrialsCompleted));
    }

    [Fact]
    public async Task Training_whose_validation_fails_is_recorded()
    {
        await using var app = await StartAsync();
        BreakNext(app, NotToBeRetried(), behind: 8);
        var job = await app.RunAsync(TrainingApp.Request(trials: 8));

        var recorded = await TrainingRecorder.KeepAsync(app, job, "training-not-validated");
        Assert.Equal((JobState.Completed, 1), (job.State, recorded.CountOf(nameof(WeighTrials))));
        Assert.Equal((0, 1), (recorded.CountOf(nameof(ProbeResult)), recorded.CountOf(nameof(PublishAsset))));
        Assert.NotNull(job.AssetId);
    }

    [Fact]
    public async Task Training_that_cannot_be_published_however_often_it_is_tried_is_recorded()
    {
        await using var app = await StartAsync();
        var isValidating = true;
        app.Candles.Break(() =>
        {
            if (app.Trials.Passed < 8)
            {
                return null;
            }

            Exception fault = isValidating ? NotToBeRetried() : new IOException("The candles cannot be read.");
            isValidating = false;
            return fault;
        });
        var job = await app.RunAsync(TrainingApp.Request(trials: 8));

        var recorded = await TrainingRecorder.KeepAsync(app, job, "training-not-published");
        Assert.Equal((JobState.Completed, 5, (string?)null), (job.State, recorded.CountOf(nameof(PublishAsset)), job.AssetId));
    }

    [Fact]
    public async Task First_generation_of_a_long_training_is_recorded_to_its_end()
    {
        await using var app = await StartAsync();
        var watch = new ForgettingWatch();
        app.BeforeEngineStorage = watch;
        await app.RestartAsync();
        var job = await StandAsync(
            app,
            TrainingApp.Request(trials: RoundsOfAGeneration + 2, batchSize: 1) with { Optimizer = "random" },
            held: RoundsOfAGeneration - 1);
        var reading = watch.ReadBeforeAsync(
            job.OrchestrationId, () => RecordedOrchestration.ReadLastGenerationAsync(app.Services, job.OrchestrationId, Cancellation));
        app.OpenGates();
        var recorded = await reading.WaitAsync(Patience, Cancellation);
        job = await app.WaitAsync(job);

        Assert.Equal(
            (JobState.Completed, RoundsOfAGeneration, 0),
            (job.State, recorded.CountOf(nameof(ProposeTrials)), recorded.CountOf(nameof(FinishTraining))));
        await TrainingRecorder.SaveAsync(recorded, "training-first-generation");
    }

    private static List<HistoryEventKind> Troubles(RecordedOrchestration recorded) =>
    [
        .. recorded.Events.Select(happened => happened.Kind).Where(
            kind => kind is HistoryEventKind.ActivityFailed or HistoryEventKind.TimerCreated or HistoryEventKind.TimerFired),
    ];

    private static BacktestOverrunException NotToBeRetried() => new("This took longer than the longest that a backtest may take.");

    // Whatever reads candles first once so many trials are to be recorded.
    private static void BreakNext(TrainingApp app, Exception fault, int behind)
    {
        Exception? next = fault;
        app.Candles.Break(() => app.Trials.Passed >= behind ? Interlocked.Exchange(ref next, null) : null);
    }

    // A job that stands where a trial shall be recorded: what reads candles next is what comes behind it.
    private static async Task<TrainingJob> StandAsync(TrainingApp app, TrainingRequest request, int held)
    {
        app.Trials.HoldFrom(held);
        var job = await app.PostAsync(request);
        while (!app.Trials.IsHolding)
        {
            await Task.Delay(20, Cancellation);
        }

        return await app.GetAsync(job.Id);
    }

    // An app in which every activity reads the candles, and may fail to.
    private async Task<TrainingApp> StartAsync()
    {
        var app = await TrainingApp.StartAsync(azurite, ("Workers", "1"));
        app.ForgetsCandles = true;
        await app.RestartAsync();
        return app;
    }
}
