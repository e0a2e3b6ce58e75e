namespace Trad.Backtesting.Strategies.Rules.Documents;

/// <summary>A rule strategy as it was written; its expressions are read and have no meaning yet.</summary>
internal sealed record RuleDocument
{
    /// <summary>The name in requests, in kebab-case.</summary>
    public required string Name { get; init; }

    /// <summary>The name for people.</summary>
    public required string Title { get; init; }

    /// <summary>What it does.</summary>
    public required string Description { get; init; }

    /// <summary>The parameters.</summary>
    public required IReadOnlyList<StrategyParameter> Parameters { get; init; }

    /// <summary>Rules between parameters.</summary>
    public required IReadOnlyList<ParameterOrder> Orders { get; init; }

    /// <summary>Named expressions; each can use those before it.</summary>
    public required IReadOnlyList<(string Name, RuleText Rule)> Definitions { get; init; }

    /// <summary>When to be long, and when to be short.</summary>
    public required SidedRule Entry { get; init; }

    /// <summary>When to leave a position.</summary>
    public SidedRule Exit { get; init; } = SidedRule.None;

    /// <summary>Distance of the stop from the signal's close, in price.</summary>
    public SidedRule Stop { get; init; } = SidedRule.None;

    /// <summary>Price of the stop.</summary>
    public SidedRule StopPrice { get; init; } = SidedRule.None;

    /// <summary>Distance of the target from the signal's close, in price.</summary>
    public SidedRule Target { get; init; } = SidedRule.None;

    /// <summary>Price of the target.</summary>
    public SidedRule TargetPrice { get; init; } = SidedRule.None;

    /// <summary>Distance at which the stop follows the best price, in price.</summary>
    public SidedRule Trailing { get; init; } = SidedRule.None;

    /// <summary>Gain at which the stop moves to the entry, in price.</summary>
    public SidedRule BreakEven { get; init; } = SidedRule.None;

    /// <summary>Candles that a position is held at most; null for no limit.</summary>
    public RuleText? MaximumHolding { get; init; }
}
