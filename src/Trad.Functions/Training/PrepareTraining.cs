using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Trad.Candles;
using Trad.Functions.Operations;
using Trad.Training;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Strategies;

namespace Trad.Functions.Training;

/// <summary>Reads and pins the candles of a job and plans its trials, or finds where an earlier attempt stopped.</summary>
public sealed class PrepareTraining(
    IJobStore jobs, IJobJournal journal, TrainingPreparation preparation, JobDefinitions definitions, ProgressReporter reporter, JobLog log,
    TimeProvider clock, ILogger<PrepareTraining> logger)
{
    private static readonly TimeSpan ExpectedLoad = TimeSpan.FromMilliseconds(500);

    /// <summary>Prepares the attempt; a job that cannot run, is over or was cancelled gets no continuation.</summary>
    [Function(nameof(PrepareTraining))]
    public async Task<PreparedTraining> Run([ActivityTrigger] TrainingRun run, CancellationToken cancellationToken)
    {
        using var scope = logger.BeginJob(run.Number, run.JobId, run.Attempt);
        var startedAt = clock.GetUtcNow();
        var started = clock.GetTimestamp();
        var job = await jobs.FindAsync(run.JobId, cancellationToken)
            ?? throw new InvalidOperationException($"The training job '{run.JobId}' is not recorded.");
        var storage = clock.GetElapsedTime(started);
        PreparedTraining Without(string? error) => new(null, error, startedAt, null, 0, storage.TotalMilliseconds);
        if (job.IsFinished || job.Attempt != run.Attempt || job.CancelRequestedAt is not null)
        {
            return Without(null);
        }

        var phases = PhaseLog.Begin(JobPhase.Queued, job.QueuedAt).Enter(JobPhase.Loading, startedAt);
        using var step = reporter.Begin(
            new StepScope(job.Id, job.Attempt, job.QueuedAt, phases, ExpectedLoad, Total: job.Request.Trials!.Value, Floor: job.Progress),
            cancellationToken);
        var marking = MarkAsync(job, startedAt, cancellationToken);
        logger.TellStarted(job);
        log.Begin(
            job.Id, job.Attempt, log.Line(JobLogLevel.Info, JobPhase.Loading, $"Attempt {job.Attempt} starts.", ("attempt", job.Attempt)));
        try
        {
            var loading = clock.GetTimestamp();
            var (changed, continuation) = job is { Data: not null, Plan: not null }
                ? await ContinueAsync(job, step.Token)
                : await BeginAsync(job, step.Token);
            changed = TellChangedFile(changed);
            var load = clock.GetElapsedTime(loading);

            var recording = clock.GetTimestamp();
            await marking;
            var prepared = await jobs.UpdateAsync(
                job.Id,
                found => found.IsFinished || found.Attempt != run.Attempt ? found : found with
                {
                    Data = changed.Data,
                    DataBySymbol = changed.DataBySymbol,
                    Split = changed.Split,
                    Plan = changed.Plan,
                    Request = found.Request with { Trials = changed.Request.Trials, StrategyHash = changed.Request.StrategyHash },
                    Warnings = changed.Warnings,
                },
                cancellationToken);
            if (prepared is not { IsFinished: false } || prepared.Attempt != run.Attempt)
            {
                return Without(null);
            }

            definitions.Keep(prepared);
            storage += clock.GetElapsedTime(recording);
            return new PreparedTraining(
                continuation,
                null,
                startedAt,
                job.Request.TimeLimitSeconds is { } limit ? startedAt.AddSeconds(limit) : null,
                load.TotalMilliseconds,
                storage.TotalMilliseconds);
        }
        catch (Exception impossible) when (impossible is TrainingException or BacktestOverrunException)
        {
            return Without(impossible.Message);
        }
        catch (OperationCanceledException) when (step.IsCancelled)
        {
            return Without(null);
        }
        finally
        {
            await marking;
        }
    }

    // Beside the loading, which may take long: a job that is loading runs.
    private Task<TrainingJob?> MarkAsync(TrainingJob job, DateTimeOffset startedAt, CancellationToken cancellationToken) =>
        jobs.UpdateAsync(
        job.Id,
        found => found.IsFinished || found.Attempt != job.Attempt ? found : found with
        {
            State = JobState.Running,
            StartedAt = found.StartedAt ?? Moment.Later(startedAt, found.CreatedAt),
            Progress = found.Progress with { Phase = JobPhase.Loading },
        },
        cancellationToken);

    private async Task<(TrainingJob Job, JobContinuation Continuation)> BeginAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        var prepared = await preparation.PrepareAsync(job, cancellationToken);
        log.Write(
            job.Id,
            job.Attempt,
            [
                .. prepared.Data.Select(data => log.Line(
                    JobLogLevel.Info, JobPhase.Loading, $"{data.Candles} candles of {data.ToMarket()} from {data.From:u} to {data.To:u}.",
                    ("symbol", data.Symbol), ("candles", data.Candles), ("from", data.From), ("to", data.To),
                    ("fingerprint", data.Fingerprint))),
                .. prepared.DescribeRules().Select(rule => log.Line(
                    JobLogLevel.Info, JobPhase.Loading, rule.Text, ("rule", rule.Share.Rule), ("holds", rule.Share.Holds),
                    ("candles", rule.Share.Candles))),
                .. prepared.Warnings.Select(warning => log.Line(JobLogLevel.Warning, JobPhase.Loading, warning)),
            ]);
        var changed = job.With(prepared.Data, prepared.Split) with { Plan = prepared.Plan, Warnings = prepared.Warnings };
        return (changed, new JobContinuation(prepared.Plan, 0, 0, null, null));
    }

    // From here on the trials are computed by the file of now, so that is what is recorded.
    private TrainingJob TellChangedFile(TrainingJob job)
    {
        var hash = ChangedPlugIn.HashOf(job.Request);
        if (ChangedPlugIn.Describe(job.Request, "Trials from here on are computed by the file of now.") is not { } warning)
        {
            return job with { Request = job.Request with { StrategyHash = hash } };
        }

        log.Write(job.Id, job.Attempt, log.Line(JobLogLevel.Warning, JobPhase.Loading, warning, ("strategyHash", hash)));
        return job with { Warnings = [.. job.Warnings, warning], Request = job.Request with { StrategyHash = hash } };
    }

    private async Task<(TrainingJob Job, JobContinuation Continuation)> ContinueAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        var plan = job.Plan! with { CreatedAt = job.QueuedAt };
        var continuation = JobContinuation.Find(plan, job.Request.Trials!.Value, await journal.ReadAsync(job.Id, -1, cancellationToken));
        log.Write(job.Id, job.Attempt, log.Line(
            JobLogLevel.Info, JobPhase.Loading, $"Goes on after {continuation.Completed} trials in {continuation.Round} rounds.",
            ("trials", continuation.Completed), ("round", continuation.Round)));
        return (job with { Plan = continuation.Plan, Request = job.Request with { Trials = continuation.Plan.Trials } }, continuation);
    }
}
