namespace Trad.Training.Validation;

/// <summary>Whether what a job found is more than luck.</summary>
public enum Verdict
{
    /// <summary>It earned on data that no choice ever saw, by more than chance and more than the search alone explains.</summary>
    Robust,

    /// <summary>It earned on unseen data by more than chance, but what it earns depends on too narrow a choice.</summary>
    Fragile,

    /// <summary>What it earned in sample, the search explains, or unseen data contradicts.</summary>
    Overfit,

    /// <summary>There are too few trades, days or trials to tell.</summary>
    Insufficient,

    /// <summary>Nothing was earned after costs, or less than by buying and holding.</summary>
    NoEdge,
}
