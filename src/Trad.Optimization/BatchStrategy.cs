namespace Trad.Optimization;

/// <summary>What the model assumes about candidates whose results are not in, so that a batch spreads out.</summary>
public enum BatchStrategy
{
    /// <summary>The result will be what the model expects (kriging believer; Ginsbourger et al., 2010).</summary>
    Believer,

    /// <summary>The result will be the worst seen so far (constant liar): batches spread most.</summary>
    Liar,
}
