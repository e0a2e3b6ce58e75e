using Microsoft.Azure.Functions.Worker;
using Trad.Functions.Http;
using Trad.Functions.Orchestrations;
using Trad.Training.Assets;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Functions.Activities;

/// <summary>Measures a job's best trial on the hold-out and keeps it as a trained asset.</summary>
public sealed class PublishAsset(
    IJobStore jobs, IJobJournal journal, ITrialStore trials, IAssetStore assets, TrainingDataSource data, TimeProvider clock)
{
    /// <summary>
    /// Publishes and returns the asset's identity, null when no trial was feasible or the job was cancelled without the wish to
    /// publish; doing it again publishes the same.
    /// </summary>
    [Function(nameof(PublishAsset))]
    public async Task<string?> Run([ActivityTrigger] TrainingEnd end, CancellationToken cancellationToken)
    {
        var jobId = end.Run.JobId;
        var job = await jobs.FindAsync(jobId, cancellationToken)
            ?? throw new InvalidOperationException($"The training job '{jobId}' is not recorded.");
        if (end.State == JobState.Cancelled)
        {
            if (!job.PublishOnCancel)
            {
                return null;
            }

            // Work may still be under way; the best is chosen among the trials that are recorded now.
            await journal.CloseAsync(jobId, end.Run.Attempt);
        }

        var others = assets.ReadAllAsync(cancellationToken);
        var tried = await trials.ReadAllAsync(jobId, cancellationToken);
        if (BestTrialSelection.Choose(tried) is not { } best)
        {
            return null;
        }

        var candles = await Task.WhenAll(job.Snapshots.Select(snapshot => data.LoadAsync(snapshot, cancellationToken)));
        var evidence = EvidenceBuilder.Build(job.Request, best.Parameters, candles);
        var asset = AssetPublication.Make(job, best, tried.Count, evidence, await others, AppVersion.Current, clock.GetUtcNow());
        await assets.AddAsync(asset, evidence, cancellationToken);
        var front = BestTrialSelection.FrontOf(tried);
        await jobs.UpdateAsync(jobId, found => found with { AssetId = asset.Id, ParetoFront = front }, cancellationToken);
        return asset.Id;
    }
}
