using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Trad.Functions.Operations;
using Trad.Training.Assets;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Trials;
using Trad.Training.Validation;
using Trad.Training.Validation.Backtests;
using Trad.Training.Validation.LookAhead;
using Trad.Training.Validation.Trials;

namespace Trad.Functions.Training;

/// <summary>Measures the trial that a job publishes on the hold-out, makes the verdict and keeps it as a trained asset.</summary>
public sealed class PublishAsset(
    IJobStore jobs, IJobJournal journal, ITrialStore trials, IAssetStore assets, TrainingDataSource data, ProgressReporter reporter,
    WatchedComputation computation, JobLog log, IOptions<ValidationOptions> options, WorkMetrics metrics, TimeProvider clock,
    ILogger<PublishAsset> logger)
{
    // In sample and hold-out, both with their equity curves.
    private const double BacktestsPerValidation = 4;
    private const double ShortestValidationMs = 20;
    private static readonly TimeSpan ExpectedRecording = TimeSpan.FromMilliseconds(200);
    private static readonly PublishedAsset Nothing = new(null, null, null);

    /// <summary>
    /// Publishes, unless no trial was feasible, the job was cancelled without the wish to publish, or the strategy looks ahead with the
    /// parameters that would be published; doing it again publishes the same. A cancellation counts until the result begins to be
    /// recorded.
    /// </summary>
    [Function(nameof(PublishAsset))]
    public async Task<PublishedAsset> Run([ActivityTrigger] TrainingEnd end, CancellationToken cancellationToken)
    {
        using var scope = logger.BeginJob(end.Run.Number, end.Run.JobId, end.Run.Attempt);
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
        var validatingSince = run.Phases.Phase == JobPhase.Validating ? run.Phases.Since : clock.GetUtcNow();
        var tried = await trials.ReadAllAsync(job.Id, cancellationToken);
        if (BestTrialSelection.Choose(tried) is null
            || await ValidateAsync(job, run, tried, end, validatingSince, cancellationToken) is not { } validated)
        {
            return Nothing;
        }

        if (validated is not { Measured: { } measured })
        {
            var refusal = validated.Refusal!;
            if (end.State == JobState.Cancelled)
            {
                // Whoever cancelled with the wish to publish learns nowhere else why there is no asset.
                log.Write(job.Id, run.Attempt, [log.Line(JobLogLevel.Warning, JobPhase.Validating, refusal)]);
            }

            return Nothing with { Refusal = refusal };
        }

        var publishingSince = clock.GetUtcNow();
        job = await jobs.UpdateAsync(
            job.Id, found => IsPublishing(found, run) ? found with { PublishingSince = found.PublishingSince ?? publishingSince } : found,
            cancellationToken);
        if (job is null || !IsPublishing(job, run))
        {
            return Nothing;
        }

        using var step = reporter.Begin(
            ScopeOf(job, run, run.After(new PublishedAsset(null, validatingSince, publishingSince)).Phases!, ExpectedRecording),
            cancellationToken);
        var others = await assets.ReadAllAsync(cancellationToken);
        var asset = AssetPublication.Make(
            job, measured.Trial, tried.Count, measured.Evidence, measured.Validation, others, AppVersion.Current, clock.GetUtcNow());
        await assets.AddAsync(asset, measured.Evidence, cancellationToken);
        var front = BestTrialSelection.FrontOf(tried);
        var verdict = asset.Validation.Judgement is { } judgement
            ? new JobVerdict(judgement.Verdict, judgement.Summary, asset.Trial)
            : null;
        await jobs.UpdateAsync(
            job.Id,
            found => found with
            {
                AssetId = asset.Id,
                ParetoFront = front,
                Verdict = verdict,
                GapProfit = asset.GapProfit,
                HoldOutReturn = asset.HoldOut?.TotalReturn,
            },
            cancellationToken);
        metrics.CountAsset(verdict);
        return new PublishedAsset(asset.Id, validatingSince, publishingSince);
    }

    private static bool IsPublishing(TrainingJob found, TrainingRun run) =>
        found is { IsFinished: false, IsAbandoned: false } && found.Attempt == run.Attempt;

    private static StepScope ScopeOf(TrainingJob job, TrainingRun run, PhaseLog phases, TimeSpan expected) => new(
        job.Id, run.Attempt, job.QueuedAt, phases, expected, run.Round, run.Completed, job.Request.Trials!.Value, run.BestScore,
        Floor: job.Progress);

    // The job, while it is still the run's to end.
    private async Task<TrainingJob?> FindAsync(TrainingRun run, CancellationToken cancellationToken)
    {
        var job = await jobs.FindAsync(run.JobId, cancellationToken)
            ?? throw new InvalidOperationException($"The training job '{run.JobId}' is not recorded.");
        return job.IsFinished || job.Attempt != run.Attempt ? null : job;
    }

    // What the published trial did, and the verdict on it; null when the job was cancelled meanwhile and nothing shall come of it.
    private async Task<ValidatedTrial?> ValidateAsync(
        TrainingJob job, TrainingRun run, IReadOnlyList<TrialRecord> tried, TrainingEnd end, DateTimeOffset since,
        CancellationToken cancellationToken)
    {
        var expected = TimeSpan.FromMilliseconds(Math.Max(ShortestValidationMs, run.Plan!.TrialMs * BacktestsPerValidation));
        var (from, span) = ValidationSteps.Judging(run, job, options.Value, isAlone: end.Evidence is null);
        var scope = ScopeOf(job, run, run.Phases!.Enter(JobPhase.Validating, since), expected) with { From = from, Span = span };
        using var step = reporter.Begin(scope, cancellationToken);
        try
        {
            // Of a job that is cancelled with the wish to publish, the cancellation does not end this.
            return await MeasureAsync(job, tried, end, job.CancelRequestedAt is null ? step.Token : cancellationToken);
        }
        catch (OperationCanceledException) when (step.IsCancelled && !cancellationToken.IsCancellationRequested)
        {
            return await FindAsync(run, cancellationToken) is { IsAbandoned: false } wanted
                ? await MeasureAsync(wanted, tried, end, cancellationToken)
                : null;
        }
    }

    private async Task<ValidatedTrial?> MeasureAsync(
        TrainingJob job, IReadOnlyList<TrialRecord> tried, TrainingEnd end, CancellationToken cancellationToken)
    {
        var candles = await data.LoadAllAsync(job.Snapshots, cancellationToken);
        return await computation.RunAsync(() =>
        {
            var subject = ValidationSteps.SubjectOf(job);
            var backtester = new PartBacktester(job.Request, candles);
            var gathered = end.Evidence ?? (TrialWeigher.Weigh(subject, backtester, tried, options.Value, cancellationToken) is { } weighing
                ? new GatheredEvidence(weighing, [], null, end.WhyNotValidated ?? "The job was cancelled before it was walked through.")
                : null);
            if (gathered is null)
            {
                return null;
            }

            var trial = tried.First(each => each.Trial == gathered.Weighing.Selection.Trial);
            return PublicationGate.FindRefusal(job.Request, trial, candles, cancellationToken) is { } refusal
                ? new ValidatedTrial(null, refusal)
                : new ValidatedTrial(
                    MeasuredTrial.Measure(
                        subject, backtester, trial, tried.Count, gathered, candles, options.Value, cancellationToken),
                    null);
        }, job.Request, cancellationToken);
    }

    // Measured, or why it must not be published.
    private sealed record ValidatedTrial(MeasuredTrial? Measured, string? Refusal);
}
