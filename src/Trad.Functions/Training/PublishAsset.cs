using Microsoft.Azure.Functions.Worker;
using Trad.Functions.Operations;
using Trad.Training.Assets;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Functions.Training;

/// <summary>Measures a job's best trial on the hold-out and keeps it as a trained asset.</summary>
public sealed class PublishAsset(
    IJobStore jobs, IJobJournal journal, ITrialStore trials, IAssetStore assets, TrainingDataSource data, ProgressReporter reporter, TimeProvider clock)
{
    // In sample and hold-out, both with their equity curves.
    private const double BacktestsPerValidation = 4;
    private const double ShortestValidationMs = 20;
    private static readonly TimeSpan ExpectedRecording = TimeSpan.FromMilliseconds(200);
    private static readonly PublishedAsset Nothing = new(null, null, null);

    /// <summary>
    /// Publishes, unless no trial was feasible or the job was cancelled without the wish to publish; doing it again publishes
    /// the same. A cancellation counts until the result begins to be recorded.
    /// </summary>
    [Function(nameof(PublishAsset))]
    public async Task<PublishedAsset> Run([ActivityTrigger] TrainingEnd end, CancellationToken cancellationToken)
    {
        var run = end.Run;
        var job = await FindAsync(run, cancellationToken);
        if (job is null or { IsAbandoned: true })
        {
            return Nothing;
        }

        if (end.State == JobState.Cancelled)
        {
            // Work may still be under way; the best is chosen among the trials that are recorded now.
            await journal.CloseAsync(job.Id, run.Attempt);
        }

        // An attempt that was cancelled before it had a plan publishes what earlier ones found.
        run = run with { Plan = run.Plan ?? job.Plan, Phases = run.Phases ?? PhaseLog.Begin(JobPhase.Queued, job.QueuedAt) };
        var validatingSince = clock.GetUtcNow();
        var tried = await trials.ReadAllAsync(job.Id, cancellationToken);
        if (BestTrialSelection.Choose(tried) is not { } best || await ValidateAsync(job, run, best, validatingSince, cancellationToken) is not { } evidence)
        {
            return Nothing;
        }

        var publishingSince = clock.GetUtcNow();
        job = await jobs.UpdateAsync(
            job.Id, found => IsPublishing(found, run) ? found with { PublishingSince = found.PublishingSince ?? publishingSince } : found, cancellationToken);
        if (job is null || !IsPublishing(job, run))
        {
            return Nothing;
        }

        using var step = reporter.Begin(ScopeOf(job, run, run.After(new PublishedAsset(null, validatingSince, publishingSince)).Phases!, ExpectedRecording), cancellationToken);
        var others = await assets.ReadAllAsync(cancellationToken);
        var asset = AssetPublication.Make(job, best, tried.Count, evidence, others, AppVersion.Current, clock.GetUtcNow());
        await assets.AddAsync(asset, evidence, cancellationToken);
        var front = BestTrialSelection.FrontOf(tried);
        await jobs.UpdateAsync(job.Id, found => found with { AssetId = asset.Id, ParetoFront = front }, cancellationToken);
        return new PublishedAsset(asset.Id, validatingSince, publishingSince);
    }

    private static bool IsPublishing(TrainingJob found, TrainingRun run) => found is { IsFinished: false, IsAbandoned: false } && found.Attempt == run.Attempt;

    private static StepScope ScopeOf(TrainingJob job, TrainingRun run, PhaseLog phases, TimeSpan expected) => new(
        job.Id, run.Attempt, job.QueuedAt, phases, expected, run.Round, run.Completed, job.Request.Trials!.Value, run.BestScore, Floor: job.Progress);

    // The job, while it is still the run's to end.
    private async Task<TrainingJob?> FindAsync(TrainingRun run, CancellationToken cancellationToken)
    {
        var job = await jobs.FindAsync(run.JobId, cancellationToken)
            ?? throw new InvalidOperationException($"The training job '{run.JobId}' is not recorded.");
        return job.IsFinished || job.Attempt != run.Attempt ? null : job;
    }

    // What the best trial did; null when the job was cancelled meanwhile and nothing shall come of it.
    private async Task<AssetEvidence?> ValidateAsync(
        TrainingJob job, TrainingRun run, BestTrial best, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var expected = TimeSpan.FromMilliseconds(Math.Max(ShortestValidationMs, run.Plan!.TrialMs * BacktestsPerValidation));
        using var step = reporter.Begin(ScopeOf(job, run, run.Phases!.Enter(JobPhase.Validating, since), expected), cancellationToken);
        try
        {
            // Of a job that is cancelled with the wish to publish, the cancellation does not end this.
            return await MeasureAsync(job, best, job.CancelRequestedAt is null ? step.Token : cancellationToken);
        }
        catch (OperationCanceledException) when (step.IsCancelled && !cancellationToken.IsCancellationRequested)
        {
            return await FindAsync(run, cancellationToken) is { IsAbandoned: false } wanted ? await MeasureAsync(wanted, best, cancellationToken) : null;
        }
    }

    private async Task<AssetEvidence> MeasureAsync(TrainingJob job, BestTrial best, CancellationToken cancellationToken)
    {
        var candles = await Task.WhenAll(job.Snapshots.Select(snapshot => data.LoadAsync(snapshot, cancellationToken)));
        return await Computation.RunAsync(() => EvidenceBuilder.Build(job.Request, best.Parameters, candles, cancellationToken));
    }
}
