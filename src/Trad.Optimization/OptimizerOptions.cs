using Trad.Optimization.Spaces;

namespace Trad.Optimization;

/// <summary>How to search. Everything has a default; the same options give the same search.</summary>
public sealed record OptimizerOptions
{
    /// <summary>The optimiser's name in <see cref="OptimizerCatalog"/>.</summary>
    /// <value>The default is <c>auto</c>.</value>
    public string Name { get; init; } = OptimizerNames.Auto;

    /// <summary>The seed of everything that looks random.</summary>
    public ulong Seed { get; init; }

    /// <summary>How many quasi-random trials come before the model is used; null lets the optimiser choose by dimensions.</summary>
    public int? InitialTrials { get; init; }

    /// <summary>Points that are proposed first, in this order: defaults, known good ones.</summary>
    public IReadOnlyList<ParameterSet> Enqueued { get; init; } = [];

    /// <summary>Whether equal parameters always give an equal objective; then no point is proposed twice.</summary>
    /// <value>The default is true: a backtest is deterministic.</value>
    public bool IsDeterministic { get; init; } = true;

    /// <summary>How the model-based optimiser values a point.</summary>
    /// <value>The default is <see cref="AcquisitionKind.LogExpectedImprovement"/>.</value>
    public AcquisitionKind Acquisition { get; init; } = AcquisitionKind.LogExpectedImprovement;

    /// <summary>What the model assumes about candidates whose results are not in.</summary>
    /// <value>The default is <see cref="BatchStrategy.Believer"/>.</value>
    public BatchStrategy Batch { get; init; } = BatchStrategy.Believer;

    /// <summary>
    /// How many objectives a trial has, 1 to 3. With several, <c>bayesian</c> and <c>auto</c> search for the Pareto front by
    /// expected hypervolume improvement, and trials are told with <see cref="TrialResult.Objectives"/>.
    /// </summary>
    /// <value>The default is 1.</value>
    public int ObjectiveCount { get; init; } = 1;

    /// <summary>
    /// With several objectives: the worst value of each that still counts, larger is better; null takes the worst
    /// values of any completed trial so far. Giving one focuses the search on the part of the front that matters.
    /// </summary>
    public IReadOnlyList<double>? ReferencePoint { get; init; }

    /// <summary>The largest grid that is accepted.</summary>
    /// <value>The default is 100,000 points.</value>
    public int GridLimit { get; init; } = 100_000;

    /// <summary>Stop after this many trials in a row without a better objective; null never stops for it.</summary>
    public int? Patience { get; init; }

    /// <summary>
    /// Stop when no candidate is expected to improve by this much, in units of the objective (with several: of their product, the
    /// hypervolume); null never stops for it.
    /// </summary>
    public double? MinimumExpectedImprovement { get; init; }
}

/// <summary>How the model-based optimiser values a point that was not evaluated yet.</summary>
public enum AcquisitionKind
{
    /// <summary>The logarithm of the expected improvement over the best objective (Ament et al., 2023).</summary>
    LogExpectedImprovement,

    /// <summary>As above, over the best value the model believes in; for objectives with noise.</summary>
    NoisyExpectedImprovement,

    /// <summary>Mean plus two standard deviations.</summary>
    UpperConfidenceBound,

    /// <summary>The maximum of one function drawn from the posterior.</summary>
    ThompsonSampling,
}

/// <summary>What the model assumes about candidates whose results are not in, so that a batch spreads out.</summary>
public enum BatchStrategy
{
    /// <summary>The result will be what the model expects (kriging believer; Ginsbourger et al., 2010).</summary>
    Believer,

    /// <summary>The result will be the worst seen so far (constant liar): batches spread most.</summary>
    Liar,
}
