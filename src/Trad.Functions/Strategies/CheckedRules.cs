namespace Trad.Functions.Strategies;

/// <summary>What can be said of a document of rules before it is kept.</summary>
/// <param name="Problems">What is wrong with it; empty when it can be kept.</param>
/// <param name="Warnings">What is suspicious: rules that never or nearly always hold.</param>
/// <param name="Strategy">What can be asked of it, with its parameters and its warm-up; absent when something is wrong.</param>
/// <param name="Market">The candles that it was tried on; absent when no market was named, or something is wrong.</param>
/// <param name="Rules">How often every rule holds on these candles; absent likewise.</param>
public sealed record CheckedRules(
    IReadOnlyList<RuleProblem> Problems,
    IReadOnlyList<string> Warnings,
    StrategyDescription? Strategy,
    CheckedMarket? Market,
    IReadOnlyList<RuleUse>? Rules)
{
    /// <summary>What they say on the newest of these candles; absent when it was not asked for, or likewise.</summary>
    public RuleSignals? Signals { get; init; }
}

/// <summary>The candles that rules were tried on.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">The interval.</param>
/// <param name="From">The first open time.</param>
/// <param name="To">The last close.</param>
public sealed record CheckedMarket(string Exchange, string Symbol, string Interval, DateTimeOffset From, DateTimeOffset To);
