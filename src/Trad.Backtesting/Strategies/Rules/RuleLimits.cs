namespace Trad.Backtesting.Strategies.Rules;

/// <summary>
/// How large a rule strategy may be, so that whoever sends one can take neither the stack nor the memory nor the time of a job.
/// </summary>
public static class RuleLimits
{
    /// <summary>Characters of a whole document.</summary>
    public const int LongestDocument = 64 * 1024;

    /// <summary>Characters of one expression.</summary>
    public const int LongestExpression = 4000;

    /// <summary>Brackets and prefixes (<c>not</c>, <c>-</c>) within one another.</summary>
    public const int DeepestNesting = 32;

    /// <summary>Operations within one another, a chain of <c>and</c> or <c>+</c> included.</summary>
    public const int DeepestExpression = 100;

    /// <summary>Parameters of one strategy.</summary>
    public const int MostParameters = 50;

    /// <summary>Choices of one parameter.</summary>
    public const int MostChoices = 100;

    /// <summary>Definitions of one strategy.</summary>
    public const int MostDefinitions = 50;

    /// <summary>Different operations of all expressions together; equal ones are computed once and count once.</summary>
    public const int MostOperations = 500;

    /// <summary>Different functions over time, each of which keeps a value per candle: 64 bits times the candles.</summary>
    public const int MostColumns = 32;

    /// <summary>The longest look-back of one function or lag, candles.</summary>
    public const int LongestLength = 10_000;

    /// <summary>The longest look-back of a quantile, whose time grows with it, candles.</summary>
    public const int LongestQuantile = 1000;

    /// <summary>Faults that are told at once.</summary>
    public const int MostFaults = 20;
}
