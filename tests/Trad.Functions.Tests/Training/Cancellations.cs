using System.Net;
using System.Net.Http.Json;
using Microsoft.DurableTask.Client;
using Trad.Functions.Tests.Hosting;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Functions.Tests.Training;

/// <summary>Cancels jobs, and says what must be true of one that was cancelled.</summary>
internal static class Cancellations
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Every instance that the engine knows.</summary>
    public static async Task<IReadOnlyList<OrchestrationMetadata>> InstancesAsync(TrainingApp app)
    {
        var found = new List<OrchestrationMetadata>();
        await foreach (var instance in app.Durable.GetAllInstancesAsync(new OrchestrationQuery()).WithCancellation(Cancellation))
        {
            found.Add(instance);
        }

        return found;
    }

    /// <summary>The job was cancelled, and the best of its trials published, weighed.</summary>
    public static async Task AssertPublishedAsync(TrainingJob ended, TrainingApp app)
    {
        Assert.Equal(JobState.Cancelled, ended.State);
        Assert.NotNull(ended.AssetId);
        Assert.Equal((await app.TrialsAsync(ended)).Max(trial => trial.Score), ended.Best!.Score);
        Assert.Equal([JobPhase.Validating, JobPhase.Publishing], ended.PhaseTimings.TakeLast(2).Select(timing => timing.Phase));
    }

    /// <summary>Cancels a job; the job as it was answered.</summary>
    public static async Task<TrainingJob> CancelAsync(TrainingJob job, TrainingApp through)
    {
        using var answer = await through.PostAsync(job, "cancel");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<TrainingJob>(TradJson.Options, Cancellation))!;
    }

    /// <summary>Cancels a job: the answer shows the end, with every trial that was finished, and nothing changes afterwards.</summary>
    public static async Task<TrainingJob> AssertCancelledAsync(TrainingJob running, TrainingApp app, TrainingApp through)
    {
        var ended = await CancelAsync(running, through);
        app.OpenGates();

        var trials = await app.TrialsAsync(ended);
        Assert.Equal(JobState.Cancelled, ended.State);
        Assert.Equal(trials.Count, ended.Progress.TrialsCompleted);
        Assert.True(ended.Progress.Percent >= running.Progress.Percent);
        Assert.True(trials.Count >= running.Progress.TrialsCompleted);
        Assert.Equal(trials.Max(trial => trial.CompletedScore), ended.Best?.Score);
        Assert.Contains(ended.PhaseTimings, timing => timing.Phase == running.Progress.Phase);

        await app.Durable.WaitForInstanceCompletionAsync(running.OrchestrationId, Cancellation);
        var later = await app.GetAsync(running.Id);
        Assert.Equal(ended.Progress, later.Progress);
        Assert.Equal(trials.Count, (await app.TrialsAsync(later)).Count);
        Assert.Null(later.AssetId);
        return later;
    }
}
