namespace Trad.Backtesting.Strategies.Rules;

/// <summary>What rules say at the close of a candle.</summary>
/// <param name="Candle">The candle's place in the series.</param>
/// <param name="Kind">What they say.</param>
/// <param name="Stop">Price of the stop of an entry; NaN for none.</param>
/// <param name="Target">Price of its target; NaN for none.</param>
/// <param name="Trailing">Distance, in price, at which its stop follows the best price; NaN for none.</param>
public sealed record RuleMark(int Candle, RuleMarkKind Kind, double Stop, double Target, double Trailing);

/// <summary>What rules can say at a candle.</summary>
public enum RuleMarkKind
{
    /// <summary>Be long from the next open.</summary>
    EnterLong,

    /// <summary>Be short from the next open.</summary>
    EnterShort,

    /// <summary>Leave a long position.</summary>
    ExitLong,

    /// <summary>Leave a short position.</summary>
    ExitShort,
}
