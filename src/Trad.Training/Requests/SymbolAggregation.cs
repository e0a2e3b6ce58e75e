namespace Trad.Training.Requests;

/// <summary>How the objectives of several symbols become one.</summary>
public enum SymbolAggregation
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their median.</summary>
    Median,

    /// <summary>The worst of them: no symbol may be sacrificed for the others.</summary>
    Worst,
}
