using Trad.Optimization.Search;

namespace Trad.Optimization.Bayesian;

/// <summary>The quasi-random trials that come before a model can be believed.</summary>
internal sealed class InitialDesign(TrialLedger ledger)
{
    private readonly SobolDesign _design = new(ledger);

    /// <summary>How many trials it has.</summary>
    public int Trials => ledger.Options.InitialTrials ?? RoundSizes.DesignOf(ledger.Space);

    /// <summary>Whether enough trials are told or pending.</summary>
    public bool IsComplete => ledger.Told.Count + ledger.Pending.Count >= Trials;

    /// <summary>Whether a model can be fitted: the design is complete and some of it told.</summary>
    public bool IsUsable => IsComplete && ledger.Told.Count >= Math.Min(Trials, 2);

    public void Restart() => _design.Restart();

    /// <summary>The next point; null when every point is taken.</summary>
    public Suggestion? Next() => _design.Next() is { } point ? new Suggestion(point) : null;
}
