using Trad.Optimization;

namespace Trad.Training.Requests;

/// <summary>
/// The rounds of a search in which no trial depends on those before: its trials are the same in rounds of any size, and each round costs
/// a proposal over all trials so far, messages and records beside its backtests, so that few large ones are best.
/// </summary>
public static class FreeRounds
{
    // A job is cancelled within a round, but its time limit is looked at between two.
    private const double RoundMs = 1_000;

    /// <summary>Whether a search is one: its optimiser learns nothing, and neither pruning nor patience looks back.</summary>
    public static bool Fit(TrainingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return RoundSizes.AreFree(request.Optimizer ?? "")
            && request is { Patience: null, Pruning: null or TrialPruning.None };
    }

    /// <summary>
    /// How many trials a round has: as many as all workers do in a second, from <see cref="TrainingRequest.DefaultBatchSize"/> to
    /// <see cref="RequestLimits.LargestBatch"/>.
    /// </summary>
    /// <param name="trialMs">Milliseconds of one trial, over every symbol.</param>
    /// <param name="workers">Activities that can work at once.</param>
    public static int SizeOf(double trialMs, int workers) =>
        (int)Math.Clamp(
            Math.Floor(RoundMs * workers / Math.Max(trialMs, 1)), TrainingRequest.DefaultBatchSize, RequestLimits.LargestBatch);
}
