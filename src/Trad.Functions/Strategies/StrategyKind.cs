namespace Trad.Functions.Strategies;

/// <summary>Where a strategy comes from.</summary>
public enum StrategyKind
{
    /// <summary>It comes with Trad and has no versions.</summary>
    BuiltIn,

    /// <summary>Somebody wrote its rules; it is kept in versions.</summary>
    Own,
}
