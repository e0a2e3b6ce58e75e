namespace Trad.Training.Trials;

/// <summary>
/// How the backtests of a round, candidates times symbols, are spread over activities: enough of them in each to be worth its
/// orchestration, few enough that every worker has something to do.
/// </summary>
/// <param name="ChunkSize">Candidates per activity.</param>
/// <param name="IsBySymbol">Whether an activity backtests its candidates on one symbol; on all of them otherwise.</param>
public sealed record RoundSchedule(int ChunkSize, bool IsBySymbol)
{
    /// <summary>
    /// The schedule of a round. Whole trials are preferred, since their records need no combining; they are split by symbol
    /// where that ends the round sooner.
    /// </summary>
    /// <param name="plan">The job's plan.</param>
    /// <param name="candidates">Candidates of the round, at least 1.</param>
    public static RoundSchedule Create(TrainingPlan plan, int candidates)
    {
        var whole = new RoundSchedule(
            Math.Max(WorthwhileSize(plan.TrialMs, plan.ChunkMs, candidates), Ceiling(candidates, plan.Parallelism)), false);
        var partMs = plan.TrialMs / plan.Parts;
        if (plan.Parts == 1 || candidates * partMs < plan.ChunkMs)
        {
            return whole;
        }

        var split = new RoundSchedule(WorthwhileSize(partMs, plan.ChunkMs, candidates), true);
        return split.PartsInSequence(plan, candidates) < whole.PartsInSequence(plan, candidates) ? split : whole;
    }

    // The parts that the busiest worker makes one after another, when all take equally long.
    private int PartsInSequence(TrainingPlan plan, int candidates)
    {
        var chunks = Ceiling(candidates, ChunkSize);
        return IsBySymbol
            ? Ceiling(chunks * plan.Parts, plan.Parallelism) * ChunkSize
            : Ceiling(chunks, plan.Parallelism) * ChunkSize * plan.Parts;
    }

    private static int WorthwhileSize(double milliseconds, double worthwhile, int candidates) =>
        (int)Math.Clamp(Math.Ceiling(worthwhile / Math.Max(milliseconds, 0.001)), 1, candidates);

    private static int Ceiling(int count, int divisor) => (count + divisor - 1) / divisor;
}
