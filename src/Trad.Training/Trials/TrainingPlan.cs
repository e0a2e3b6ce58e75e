namespace Trad.Training.Trials;

/// <summary>How the trials of a job are scheduled, fixed before the first one so that a restart changes nothing.</summary>
/// <param name="CreatedAt">When the job was created.</param>
/// <param name="Trials">Trials to run.</param>
/// <param name="InitialTrials">Trials of the first round, chosen without a model.</param>
/// <param name="BatchSize">Trials of every later round.</param>
/// <param name="Parallelism">Chunks that a round is split into, at most.</param>
/// <param name="TrialMs">Measured milliseconds of one backtest.</param>
public sealed record TrainingPlan(
    DateTimeOffset CreatedAt, int Trials, int InitialTrials, int BatchSize, int Parallelism, double TrialMs)
{
    // A chunk that takes less than this costs more to orchestrate than to compute.
    private const double WorthwhileChunkMs = 20;

    // From here on the initial design has one size, so that a job resumed with more trials does what a longer one would have done.
    private const int FullBudget = 20;
    private const int FullInitialDesign = 12;
    private const int SmallestInitialDesign = 5;

    /// <summary>
    /// How many trials explore before the model decides: half of a small budget, 12 of 20 or more. A job of 20 trials that is
    /// resumed with 20 more is therefore the same as one of 40, and in general whenever both have at least 20 trials and the
    /// shorter ended on a whole round.
    /// </summary>
    public static int InitialTrialsOf(int trials) => trials >= FullBudget
        ? FullInitialDesign
        : Math.Min(trials, Math.Max(SmallestInitialDesign, trials / 2));

    /// <summary>How many candidates the next round asks for.</summary>
    /// <param name="round">0-based round.</param>
    /// <param name="completed">Trials done before it.</param>
    public int NextRoundSize(int round, int completed) =>
        Math.Min(round == 0 ? InitialTrials : BatchSize, Trials - completed);

    /// <summary>
    /// How many candidates go into one activity: enough to be worth its orchestration, few enough that every worker
    /// has something to do.
    /// </summary>
    public int ChunkSize(int candidates)
    {
        var worthwhile = (int)Math.Min(candidates, Math.Ceiling(WorthwhileChunkMs / Math.Max(TrialMs, 0.001)));
        var balanced = (candidates + Parallelism - 1) / Parallelism;
        return Math.Max(1, Math.Max(worthwhile, balanced));
    }
}
