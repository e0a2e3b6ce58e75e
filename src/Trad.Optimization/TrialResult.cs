using Trad.Optimization.Spaces;

namespace Trad.Optimization;

/// <summary>What became of a trial.</summary>
/// <param name="Trial">The 0-based number of the trial in the job's order.</param>
/// <param name="Parameters">The parameters that were evaluated.</param>
/// <param name="State">How the trial ended. A completed trial without a finite objective counts as failed.</param>
/// <param name="Objective">
/// What is maximised: larger is better. Null when the trial has none; with several objectives the first one.
/// </param>
public sealed record TrialResult(int Trial, ParameterSet Parameters, TrialState State, double? Objective)
{
    /// <summary>
    /// All objectives of a search for several (<see cref="OptimizerOptions.ObjectiveCount"/>), each larger is better: a
    /// drawdown enters as its negative. Null when the search has one objective or the trial has none.
    /// </summary>
    public IReadOnlyList<double>? Objectives { get; init; }

    /// <summary>A completed trial of a search for several objectives.</summary>
    public static TrialResult Completed(int trial, ParameterSet parameters, IReadOnlyList<double> objectives)
    {
        ArgumentNullException.ThrowIfNull(objectives);
        return new TrialResult(trial, parameters, TrialState.Completed, objectives.Count > 0 ? objectives[0] : null)
        {
            Objectives = objectives,
        };
    }
}

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
