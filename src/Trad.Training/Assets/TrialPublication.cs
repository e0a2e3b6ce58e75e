using Microsoft.Extensions.Options;
using Trad.Optimization;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Trials;
using Trad.Training.Validation;
using Trad.Training.Validation.Backtests;
using Trad.Training.Validation.LookAhead;
using Trad.Training.Validation.Robustness;
using Trad.Training.Validation.Trials;

namespace Trad.Training.Assets;

/// <summary>
/// Publishes a trial that somebody chose by hand, for example a point of the Pareto front: measured on the hold-out and judged like
/// the one that the search publishes, but not walked through windows, which the search does for its own choice alone.
/// </summary>
public sealed class TrialPublication(
    ITrialStore trials, IAssetStore assets, TrainingDataSource data, IOptions<ValidationOptions> options, TimeProvider clock)
{
    /// <summary>The asset of a trial; the one that there is when the trial was published before, restored if it was deleted.</summary>
    /// <param name="job">The job.</param>
    /// <param name="number">The 0-based number of the trial.</param>
    /// <param name="codeVersion">The version of the code that computes it.</param>
    /// <param name="compute">Runs the long part of the work.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The asset; null when the job has no such trial.</returns>
    /// <exception cref="TrainingException">
    /// The job has not ended, the trial did not complete, the strategy looks ahead with its parameters, or the candles are no longer there.
    /// </exception>
    public async Task<TrainedAsset?> PublishAsync(
        TrainingJob job, int number, string codeVersion, Func<Func<MeasuredTrial>, Task<MeasuredTrial>> compute,
        CancellationToken cancellationToken)
    {
        var tried = await trials.ReadAllAsync(job.Id, cancellationToken);
        if (tried.FirstOrDefault(trial => trial.Trial == number) is not { } chosen)
        {
            return null;
        }

        if (!job.IsFinished || job.Split is null)
        {
            throw new TrainingException(
                $"The job is {job.State.ToString().ToLowerInvariant()}; its trials can be published when it has ended.");
        }

        if (chosen is not { State: TrialState.Completed, Score: not null, Metrics: not null })
        {
            throw new TrainingException(
                $"Trial {number} is {chosen.State.ToString().ToLowerInvariant()}{(chosen.Reason is null ? "" : $" ({chosen.Reason})")}; only a completed trial can be published.");
        }

        if (await FindAsync(job, number, tried.Count, cancellationToken) is { } known)
        {
            return known;
        }

        var candles = await data.LoadAllAsync(job.Snapshots, cancellationToken);
        var (best, evidence, validation) = await compute(() => Measure(job, chosen, tried, candles, cancellationToken));
        var made = AssetPublication.Make(
            job, best, tried.Count, evidence, validation, await assets.ReadAllAsync(cancellationToken), codeVersion, clock.GetUtcNow());
        var asset = made with
        {
            Id = AssetIdentity.Create(job.Id, tried.Count, number),
            Name = $"{made.Name} trial {number}",
            Warnings = [.. made.Warnings,
                "The trial was chosen by hand: whoever looks at the hold-outs of several trials and keeps the best has searched on them."],
        };
        await assets.AddAsync(asset, evidence, cancellationToken);
        return asset;
    }

    // The trial that the search itself published has an asset already.
    private async Task<TrainedAsset?> FindAsync(TrainingJob job, int number, int tried, CancellationToken cancellationToken)
    {
        if (job.AssetId is { } own && (await assets.FindAsync(own, cancellationToken))?.Asset is { } published && published.Trial == number)
        {
            return published;
        }

        var id = AssetIdentity.Create(job.Id, tried, number);
        return (await assets.FindAsync(id, cancellationToken)
            ?? await assets.RestoreAsync(id, DateTimeOffset.MinValue, cancellationToken))?.Asset;
    }

    private MeasuredTrial Measure(
        TrainingJob job, TrialRecord chosen, IReadOnlyList<TrialRecord> tried, TrainingData[] candles, CancellationToken cancellationToken)
    {
        if (PublicationGate.FindRefusal(job.Request, chosen, candles, cancellationToken) is { } refusal)
        {
            throw new TrainingException(refusal);
        }

        var subject = new ValidationSubject(job.Request, job.Seed, job.Split!);
        var backtester = new PartBacktester(job.Request, candles);
        var weighing = TrialWeigher.Weigh(subject, backtester, tried, options.Value, cancellationToken, chosen.Trial)!;
        var gathered = new GatheredEvidence(
            weighing, [],
            job.Request.ValidationOrDefault.IsHoldOutAlone
                ? null
                : RobustnessProbe.Run(subject, backtester, chosen.Parameters, options.Value, cancellationToken),
            "The trial was chosen by hand; what was searched and tried anew is of the search's own choice.");
        return MeasuredTrial.Measure(
            subject, backtester, chosen, tried.Count, gathered, candles, options.Value, cancellationToken);
    }
}
