namespace Trad.Optimization;

/// <summary>The names of the optimisers.</summary>
public static class OptimizerNames
{
    /// <summary>Chooses one of the others by the trials so far and the space, and says why.</summary>
    public const string Auto = "auto";

    /// <summary>Gaussian process with expected improvement.</summary>
    public const string Bayesian = "bayesian";

    /// <summary>Covariance matrix adaptation evolution strategy.</summary>
    public const string CmaEs = "cma-es";

    /// <summary>Every point of a grid.</summary>
    public const string Grid = "grid";

    /// <summary>Independent uniform points.</summary>
    public const string Random = "random";

    /// <summary>A scrambled Sobol sequence.</summary>
    public const string Sobol = "sobol";
}
