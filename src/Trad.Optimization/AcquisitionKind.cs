namespace Trad.Optimization;

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
