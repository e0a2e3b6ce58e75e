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
