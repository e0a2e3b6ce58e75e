using Trad.Optimization.Randomness;
using Trad.Optimization.Spaces;

namespace Trad.Optimization.Search;

/// <summary>Independent uniform points: trial <c>t</c> depends on the seed and <c>t</c> alone, but for duplicates.</summary>
internal sealed class RandomProposer(TrialLedger ledger) : IProposer
{
    public string Explanation => "Uniform random points.";

    public string? Memory => null;

    public void Prepare(string? memory, Reporting reporting)
    {
    }

    public Suggestion? Suggest(Reporting reporting)
    {
        var point = FreshPoint.Find(ledger, new RandomStream(ledger.Options.Seed, ledger.NextTrial));
        return point is null ? null : new Suggestion(ledger.Space.Cube.Decode(point));
    }
}
