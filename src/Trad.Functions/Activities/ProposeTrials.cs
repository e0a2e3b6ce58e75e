using Microsoft.Azure.Functions.Worker;
using Trad.Functions.Orchestrations;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Functions.Activities;

/// <summary>Fits the optimiser to every trial so far and chooses the next candidates.</summary>
public sealed class ProposeTrials(IJobStore jobs, ITrialStore trials, TimeProvider clock)
{
    /// <summary>Proposes the next round; the same trials always lead to the same proposal.</summary>
    [Function(nameof(ProposeTrials))]
    public async Task<ProposedRound> Run([ActivityTrigger] TrainingRun run, CancellationToken cancellationToken)
    {
        var job = await jobs.FindAsync(run.JobId, cancellationToken)
            ?? throw new InvalidOperationException($"The training job '{run.JobId}' is not recorded.");
        var announcing = AnnounceAsync(job, run, run.Round == 0 ? JobPhase.Exploring : JobPhase.Fitting, cancellationToken);
        var history = run.Round == 0 ? [] : await trials.ReadAllAsync(run.JobId, cancellationToken);

        var started = clock.GetTimestamp();
        var proposal = TrialProposer.Propose(job, run.Plan!, BeforeRound(history, run.Round), run.Memory, cancellationToken);
        var elapsed = clock.GetElapsedTime(started);

        await announcing;
        await AnnounceAsync(job, run, run.Round == 0 ? JobPhase.Exploring : JobPhase.Evaluating, cancellationToken);
        return new ProposedRound(proposal.Candidates, proposal.Memory, proposal.IsExhausted, elapsed.TotalMilliseconds);
    }

    // A round that is repeated after a crash may find trials of its own from the first attempt; it must not learn from them.
    private static IReadOnlyList<TrialRecord> BeforeRound(IReadOnlyList<TrialRecord> history, int round) =>
        [.. history.Where(trial => trial.Round < round)];

    private Task AnnounceAsync(TrainingJob job, TrainingRun run, JobPhase phase, CancellationToken cancellationToken) =>
        jobs.ReportProgressAsync(
            job.Id,
            JobProgress.At(phase, run.Completed, run.Plan!.Trials, run.BestScore, clock.GetUtcNow() - job.CreatedAt),
            cancellationToken);
}
