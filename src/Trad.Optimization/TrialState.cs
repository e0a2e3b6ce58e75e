namespace Trad.Optimization;

/// <summary>How a trial ended.</summary>
public enum TrialState
{
    /// <summary>It has an objective.</summary>
    Completed,

    /// <summary>It ran, and broke a requirement that cannot be known beforehand (too few trades).</summary>
    Infeasible,

    /// <summary>It could not be evaluated.</summary>
    Failed,

    /// <summary>It was stopped early because others were better; its objective comes from part of the data.</summary>
    Pruned,
}
