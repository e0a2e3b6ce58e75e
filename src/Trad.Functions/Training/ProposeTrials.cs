using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Trad.Functions.Operations;
using Trad.Optimization;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Functions.Training;

/// <summary>Fits the optimiser to every trial so far and chooses the next candidates.</summary>
public sealed class ProposeTrials(
    JobDefinitions definitions, TrialHistory history, ProgressReporter reporter, JobLog log, WorkMetrics metrics,
    TimeProvider clock, ILogger<ProposeTrials> logger)
{
    private const double FirstFitMs = 50;

    // Fits grow slowly from round to round.
    private const double Growth = 1.2;

    /// <summary>Proposes the next round; the same trials always lead to the same proposal.</summary>
    [Function(nameof(ProposeTrials))]
    public async Task<ProposedRound> Run([ActivityTrigger] TrainingRun run, CancellationToken cancellationToken)
    {
        using var scope = logger.BeginJob(run.Number, run.JobId, run.Attempt);
        var reading = clock.GetTimestamp();
        var job = await definitions.GetAsync(run.JobId, run.Attempt, cancellationToken);
        var plan = run.Plan!;
        var phase = run.Phases!.Phase;
        using var step = reporter.Begin(
            new StepScope(
                run.JobId, run.Attempt, plan.CreatedAt, run.Phases,
                TimeSpan.FromMilliseconds(run.LastFitMs > 0 ? run.LastFitMs * Growth : FirstFitMs),
                run.Round, run.Completed, plan.Trials, run.BestScore, Spanned(run, plan), Floor: job.Progress),
            cancellationToken);
        var storage = TimeSpan.Zero;
        var started = clock.GetTimestamp();
        try
        {
            // Trials of this very round, left by an attempt that was cut short, must not be learnt from.
            var trials = await history.FirstAsync(run.JobId, run.Completed, step.Token);
            storage = clock.GetElapsedTime(reading);
            started = clock.GetTimestamp();
            var proposal = await Computation.RunAsync(
                () => TrialProposer.Propose(job.Request, job.Seed, plan, trials, run.Memory, step.Token));
            var elapsed = clock.GetElapsedTime(started);
            metrics.RecordFit(elapsed);
            log.Write(run.JobId, run.Attempt, log.Line(
                JobLogLevel.Info, phase, $"Round {run.Round + 1}: {proposal.Candidates.Count} candidates. {proposal.Explanation}".TrimEnd(),
                ("round", run.Round), ("candidates", proposal.Candidates.Count), ("expectedImprovement", proposal.ExpectedImprovement),
                ("milliseconds", Math.Round(elapsed.TotalMilliseconds, 1))));
            return new ProposedRound(
                proposal.Candidates, proposal.Memory, EndingOf(proposal, run.Completed + proposal.Candidates.Count, job), false,
                elapsed.TotalMilliseconds, storage.TotalMilliseconds);
        }
        catch (OperationCanceledException) when (step.IsCancelled)
        {
            return new ProposedRound([], null, null, true, clock.GetElapsedTime(started).TotalMilliseconds, storage.TotalMilliseconds);
        }
    }

    // Exploring is choosing and backtesting in one; only the backtests take time.
    private static int Spanned(TrainingRun run, TrainingPlan plan) => run.Round == 0 ? 0 : plan.NextRoundSize(run.Completed);

    private static string? EndingOf(Proposal proposal, int trials, TrainingJob job)
    {
        var why = proposal switch
        {
            { IsExhausted: true } =>
                job.Request.Optimizer == OptimizerNames.Grid
                    ? "every parameter set of the grid was tried."
                    : "every parameter set was tried.",
            { Stop: not null } => char.ToLowerInvariant(proposal.Explanation[0]) + proposal.Explanation[1..],
            _ => null,
        };
        return why is null ? null : $"{trials} of {job.Request.Trials} trials: {why}";
    }
}
