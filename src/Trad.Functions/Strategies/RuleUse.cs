using Trad.Backtesting.Strategies.Rules;

namespace Trad.Functions.Strategies;

/// <summary>How often a rule holds, at the default parameters.</summary>
/// <param name="Rule">The field of the document.</param>
/// <param name="Candles">Candles at which all that the rules look back to is known.</param>
/// <param name="Holds">Candles of these at which it holds.</param>
/// <param name="Share">The share, 0 to 1; absent when there are no candles.</param>
public sealed record RuleUse(string Rule, int Candles, int Holds, double? Share)
{
    /// <summary>The use of a rule.</summary>
    public static RuleUse FromShare(RuleShare share) => new(share.Rule, share.Candles, share.Holds, share.Share);
}
