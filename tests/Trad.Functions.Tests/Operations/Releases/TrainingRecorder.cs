using Microsoft.DurableTask.Client;
using Trad.Functions.Operations.Releases;
using Trad.Functions.Tests.Hosting;
using Trad.Functions.Training;
using Trad.Training.Jobs;

namespace Trad.Functions.Tests.Operations.Releases;

/// <summary>Reads the histories of trainings, and keeps them when that is asked for.</summary>
internal static class TrainingRecorder
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The history of a job's latest attempt, once its orchestration is over, which is a moment after the job is.</summary>
    public static async Task<RecordedOrchestration> ReadAsync(TrainingApp app, TrainingJob job)
    {
        OrchestrationMetadata? latest = null;
        await foreach (var instance in app.Durable.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: job.Id)))
        {
            if (instance.Name == nameof(TrainingOrchestrator) && !(latest?.CreatedAt > instance.CreatedAt))
            {
                latest = instance;
            }
        }

        await app.Durable.WaitForInstanceCompletionAsync(latest!.InstanceId, Cancellation);
        var recorded = await RecordedOrchestration.ReadAsync(app.Services, latest.InstanceId, Cancellation);
        Assert.Equal(OrchestrationVersion.Current, recorded.Instance.Version);
        return recorded;
    }

    /// <summary>The same, kept under a name.</summary>
    public static async Task<RecordedOrchestration> KeepAsync(TrainingApp app, TrainingJob job, string name)
    {
        var recorded = await ReadAsync(app, job);
        await SaveAsync(recorded, name);
        return recorded;
    }

    /// <summary>Keeps a history, when that is asked for.</summary>
    public static Task SaveAsync(RecordedOrchestration recorded, string name) =>
        Environment.GetEnvironmentVariable(RecordedOrchestration.Asked) == "1" ? recorded.SaveAsync(name) : Task.CompletedTask;
}
