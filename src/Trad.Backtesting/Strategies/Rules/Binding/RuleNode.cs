namespace Trad.Backtesting.Strategies.Rules.Binding;

/// <summary>
/// A step of a rule whose parameters have values. Equal steps of a graph are one node, so what is written twice is computed once.
/// </summary>
internal sealed class RuleNode
{
    /// <summary>What is done.</summary>
    public required RuleOperation Operation { get; init; }

    /// <summary>What it is done with.</summary>
    public IReadOnlyList<RuleNode> Operands { get; init; } = [];

    /// <summary>Whether it is true or false rather than a number.</summary>
    public required bool IsCondition { get; init; }

    /// <summary>The number of a constant; of a condition 1 or 0.</summary>
    public double Value { get; init; }

    /// <summary>The column of a node that reads one.</summary>
    public RuleColumn? Column { get; init; }

    /// <summary>How many candles ago the column is read.</summary>
    public int Lag { get; init; }

    /// <summary>What it is: the same text for equal nodes of any graph.</summary>
    public required string Key { get; init; }

    /// <summary>Its number within the graph, in the order of making: operands come before what uses them.</summary>
    public required int Number { get; init; }

    /// <summary>The first candle at which everything that it looks back to is there.</summary>
    public required int FirstKnown { get; init; }

    /// <summary>
    /// Candles, this one among them, after which recursive averages have forgotten where they began; at least <see cref="FirstKnown"/>.
    /// </summary>
    public required int WarmUp { get; init; }

    /// <summary>Whether it is the same at every candle.</summary>
    public bool IsConstant => Operation == RuleOperation.Constant;
}
