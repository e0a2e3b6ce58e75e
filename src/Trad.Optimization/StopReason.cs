namespace Trad.Optimization;

/// <summary>Why a search needs no further trials.</summary>
public enum StopReason
{
    /// <summary>Every point of the space has been proposed.</summary>
    Exhausted,

    /// <summary>The best objective has not improved for the configured number of trials.</summary>
    Patience,

    /// <summary>The expected improvement of the best candidate is below the configured threshold.</summary>
    ExpectedImprovement,
}
