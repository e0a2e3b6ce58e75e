using System.Text.Json.Serialization;
using Trad.Optimization;

namespace Trad.Training.Trials;

/// <summary>How the trials of a job are scheduled, fixed before the first one so that a restart changes nothing.</summary>
/// <param name="CreatedAt">When the job was created.</param>
/// <param name="Trials">Trials to run.</param>
/// <param name="InitialTrials">Trials of the first round, chosen without a model.</param>
/// <param name="BatchSize">Trials of every later round, or of the largest when they grow.</param>
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

    /// <summary>
    /// The quasi-random trials before the model is used; absent in plans that were made when the first round was exactly these.
    /// </summary>
    public int? Design { get; init; }

    /// <summary>Whether the rounds behind the first grow from two trials to <see cref="BatchSize"/>.</summary>
    public bool IsGrowing { get; init; }

    /// <summary>How many trials come before the model is used.</summary>
    [JsonIgnore]
    public int DesignTrials => Design ?? InitialTrials;

    /// <summary>
    /// How many candidates the next round has, as long as trials are left for it. It depends on the trials done, never on how
    /// many are to come: a job that is resumed with more trials is the same as one that had them from the start.
    /// </summary>
    /// <param name="completed">Trials done, all rounds complete.</param>
    public int FullRoundSize(int completed) => RoundSizes.Next(completed, InitialTrials, BatchSize, IsGrowing);

    /// <summary>How many candidates the next round asks for.</summary>
    /// <param name="completed">Trials done before it.</param>
    public int NextRoundSize(int completed) => Math.Min(FullRoundSize(completed), Trials - completed);
}

/// <summary>Who carries out the activities of trainings.</summary>
/// <param name="Count">Activities that can work at once, over all machines.</param>
/// <param name="ChunkMs">Milliseconds of work that an activity should have at least, to be worth its orchestration.</param>
public sealed record Workers(int Count, double ChunkMs = TrainingPlan.DefaultChunkMs);
