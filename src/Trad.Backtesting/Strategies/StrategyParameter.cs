namespace Trad.Backtesting.Strategies;

/// <summary>A parameter that a strategy declares: what it means, its default and where to search for better values.</summary>
/// <param name="Name">The name in requests and results, in snake_case.</param>
/// <param name="Title">The name for people.</param>
/// <param name="Description">What it means.</param>
/// <param name="Unit">What its number counts, for example <c>candles</c> or <c>fraction of the level</c>.</param>
/// <param name="Default">The value without a search.</param>
public abstract record StrategyParameter(string Name, string Title, string Description, string Unit, double Default)
{
    /// <summary>
    /// The smallest value of a parameter that must be above 0: no distance, ratio or threshold of a market is smaller, and with much less
    /// the arithmetic ends.
    /// </summary>
    public const double LeastAboveZero = 1e-9;

    /// <summary>The smallest value that may be used.</summary>
    public abstract double Lowest { get; }

    /// <summary>The largest value that may be used.</summary>
    public abstract double Highest { get; }

    /// <summary>Whether only whole numbers make sense.</summary>
    public abstract bool IsWhole { get; }

    /// <summary>What may be used, for messages.</summary>
    public abstract string Allowed { get; }

    /// <summary>Whether a value may be used: also outside the default search, as long as the strategy can compute with it.</summary>
    public abstract bool Allows(double value);
}

/// <summary>A rule between two parameters: the first must be smaller than the second.</summary>
/// <param name="Smaller">Name of the parameter that must be smaller.</param>
/// <param name="Larger">Name of the parameter that must be larger.</param>
public sealed record ParameterOrder(string Smaller, string Larger);
