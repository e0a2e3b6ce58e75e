namespace Trad.Optimization.Search;

/// <summary>A proposer that was chosen automatically, and says so.</summary>
internal sealed class ExplainedProposer(IProposer inner, string reason) : IProposer
{
    public string Explanation => $"{reason} {inner.Explanation}";

    public string? Memory => inner.Memory;

    public void Prepare(string? memory, Reporting reporting) => inner.Prepare(memory, reporting);

    public Suggestion? Suggest(Reporting reporting) => inner.Suggest(reporting);
}
