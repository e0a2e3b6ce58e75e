using Microsoft.DurableTask.Client;
using Trad.Functions.Operations.Releases;
using Trad.Functions.Tests.Hosting;
using Trad.Functions.Training;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Functions.Tests.Operations.Releases;

/// <summary>
/// The ways through a training that few jobs on one machine take and many on Azure do: rounds spread over several activities, by trial and
/// by symbol, a generation behind the first, a cancellation, a resumption, and data with which a job cannot run. Their histories are kept
/// when that is asked for.
/// </summary>
public sealed class RarerRecordingTests(AzuriteFixture azurite)
{
    // More than a generation's 25 rounds.
    private const int Rounds = 30;
    private const int RoundSize = 4;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Trainings_that_take_a_rarer_way_carry_the_version_and_are_recorded_when_asked_for()
    {
        await using var app = await TrainingApp.StartAsync(azurite, ("Workers", "8"), ("ChunkMilliseconds", "0"));
        var chunks = await app.RunAsync(TrainingApp.Request(trials: 12));
        var symbols = await app.RunAsync(TrainingApp.Request(trials: 8) with { Symbol = null, Symbols = ["BTCUSDT", "ETHUSDT"] });
        var generations = await app.RunAsync(TrainingApp.Request(trials: Rounds * RoundSize, batchSize: RoundSize));
        var failed = await FailAsync(app);
        var (cancelled, resumed) = await CancelAndResumeAsync(app);

        Assert.Equal(
            [JobState.Completed, JobState.Completed, JobState.Completed, JobState.Failed],
            [chunks.State, symbols.State, generations.State, failed.State]);
        AssertAsks(
            await TrainingRecorder.KeepAsync(app, chunks, "training-in-chunks"), nameof(EvaluateTrials), moreThan: nameof(ProposeTrials));
        AssertAsks(
            await TrainingRecorder.KeepAsync(app, symbols, "training-by-symbol"), nameof(BacktestSymbol), moreThan: nameof(RecordTrials));
        var second = await TrainingRecorder.KeepAsync(app, generations, "training-of-generations");
        Assert.InRange(second.CountOf(nameof(ProposeTrials)), 1, Rounds - 1);
        Assert.Equal(0, second.CountOf(nameof(PrepareTraining)));
        await TrainingRecorder.KeepAsync(app, failed, "training-that-cannot-run");
        await TrainingRecorder.SaveAsync(cancelled, "training-cancelled");
        await TrainingRecorder.SaveAsync(resumed, "training-resumed");
    }

    private static async Task<(RecordedOrchestration Cancelled, RecordedOrchestration Resumed)> CancelAndResumeAsync(TrainingApp app)
    {
        var job = await app.PostStandingAsync(TrainingApp.Request(trials: 20), completed: 8);
        using var cancel = await app.PostAsync(job, "cancel");
        app.OpenGates();
        job = await app.WaitAsync(job);
        Assert.Equal(JobState.Cancelled, job.State);
        var cancelled = await TrainingRecorder.ReadAsync(app, job);

        using var resume = await app.PostAsync(job, "resume");
        Assert.True(resume.IsSuccessStatusCode, await resume.Content.ReadAsStringAsync(Cancellation));
        job = await app.WaitAsync(await app.GetAsync(job.Id));
        Assert.Equal((JobState.Completed, 2), (job.State, job.Attempt));
        return (cancelled, await TrainingRecorder.ReadAsync(app, job));
    }

    // Such a request is refused; one that was accepted before its candles were gone is not. The next job's start starts it.
    private static async Task<TrainingJob> FailAsync(TrainingApp app)
    {
        var impossible = TrainingRequestRules.Check(
            TrainingApp.Request() with { LookbackDays = null, LookbackCandles = 50, HoldOut = 0 }, new ValidationErrors())!;
        var intake = (JobIntake)app.Services.GetService(typeof(JobIntake))!;
        var recorded = await intake.RecordAsync(impossible, intake.NewId(), Cancellation);
        await app.RunAsync(TrainingApp.Request(trials: 2));
        return await app.WaitAsync(recorded);
    }

    private static void AssertAsks(RecordedOrchestration recorded, string activity, string moreThan) =>
        Assert.True(recorded.CountOf(activity) > recorded.CountOf(moreThan), $"{activity} is asked for no more often than {moreThan}");
}
