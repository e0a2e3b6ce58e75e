using Trad.Candles;

namespace Trad.Backtesting.Strategies.Rules.Binding;

/// <summary>What names mean over the candles of one interval.</summary>
/// <param name="interval">The interval.</param>
/// <param name="size">Counts what the strategy is made of.</param>
internal sealed class RuleScope(Interval interval, RuleSize size)
{
    /// <summary>Makes the nodes.</summary>
    public RuleGraph Graph { get; } = new(interval, size);

    /// <summary>The definitions that have a meaning here.</summary>
    public Dictionary<string, BoundExpression> Definitions { get; } = new(StringComparer.Ordinal);

    /// <summary>The definitions that have none, and why.</summary>
    public Dictionary<string, RuleException> Broken { get; } = new(StringComparer.Ordinal);
}
