namespace Trad.Optimization.Search;

/// <summary>A scrambled Sobol sequence: covers the space more evenly than random points.</summary>
internal sealed class SobolProposer(TrialLedger ledger) : IProposer
{
    private readonly SobolDesign _design = new(ledger);

    public string Explanation => "Points of a scrambled Sobol sequence.";

    public string? Memory => null;

    public void Prepare(string? memory, Reporting reporting) => _design.Restart();

    public Suggestion? Suggest(Reporting reporting) => _design.Next() is { } point ? new Suggestion(point) : null;
}
