using Trad.Optimization.Spaces;

namespace Trad.Optimization.Search;

/// <summary>The part of an optimiser that invents candidates.</summary>
internal interface IProposer
{
    /// <summary>One sentence about what it is, for the log.</summary>
    string Explanation { get; }

    /// <summary>Prepares a round: fits what there is to fit to the ledger and the last memory.</summary>
    void Prepare(string? memory, Reporting reporting);

    /// <summary>
    /// The next point, not taken and fulfilling the constraints; null when none was found. The ledger holds the earlier
    /// points of the round as pending.
    /// </summary>
    Suggestion? Suggest(Reporting reporting);

    /// <summary>What to remember for the next round, as short JSON; null for nothing.</summary>
    string? Memory { get; }
}

/// <summary>A point to propose, with the improvement expected there when a model chose it.</summary>
internal sealed record Suggestion(ParameterSet Parameters, double? ExpectedImprovement = null);

/// <summary>Where a long computation says how far it is and learns that it should end.</summary>
internal readonly record struct Reporting(IProgress<double>? Progress, CancellationToken Cancellation)
{
    public void Report(double fraction)
    {
        Cancellation.ThrowIfCancellationRequested();
        Progress?.Report(fraction);
    }
}
