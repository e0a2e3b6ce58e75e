namespace Trad.Training.Trials;

/// <summary>How the trials of a job are scheduled, fixed before the first one so that a restart changes nothing.</summary>
/// <param name="CreatedAt">When the job was created.</param>
/// <param name="Trials">Trials to run.</param>
/// <param name="InitialTrials">Trials of the first round, chosen without a model.</param>
/// <param name="BatchSize">Trials of every later round.</param>
/// <param name="Parallelism">Activities that can work at once.</param>
/// <param name="TrialMs">Measured milliseconds of one trial, over every symbol.</param>
public sealed record TrainingPlan(
    DateTimeOffset CreatedAt, int Trials, int InitialTrials, int BatchSize, int Parallelism, double TrialMs)
{
    /// <summary>Milliseconds of work below which an activity costs more to orchestrate than it computes, on one machine.</summary>
    public const double DefaultChunkMs = 20;

    /// <summary>Milliseconds of work that an activity should have at least.</summary>
    public double ChunkMs { get; init; } = DefaultChunkMs;

    /// <summary>The backtests that a trial consists of, one per symbol.</summary>
    public int Parts { get; init; } = 1;

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
}
