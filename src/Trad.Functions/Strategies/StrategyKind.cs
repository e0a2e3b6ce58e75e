namespace Trad.Functions.Strategies;

/// <summary>Where a strategy comes from.</summary>
public enum StrategyKind
{
    /// <summary>It comes with Trad and has no versions.</summary>
    BuiltIn,

    /// <summary>Somebody wrote it in C#; the host found it in its folder of strategies.</summary>
    PlugIn,

    /// <summary>Somebody wrote its rules; it is kept in versions.</summary>
    Own,
}
