namespace Trad.Backtesting.Strategies.Rules.Syntax;

/// <summary>An expression as it was written.</summary>
/// <param name="Position">Where it stands in the text, in characters from 0.</param>
/// <param name="Depth">Operations within one another, this included.</param>
internal abstract record RuleExpression(int Position, int Depth);

/// <summary>A number.</summary>
internal sealed record NumberExpression(int Position, double Value) : RuleExpression(Position, 1);

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed record TruthExpression(int Position, bool Value) : RuleExpression(Position, 1);

/// <summary>A column of the candles, a parameter or a definition.</summary>
internal sealed record NameExpression(int Position, string Name) : RuleExpression(Position, 1);

/// <summary>A function with its arguments.</summary>
internal sealed record CallExpression(int Position, string Name, IReadOnlyList<RuleExpression> Arguments)
    : RuleExpression(Position, 1 + Arguments.Select(argument => argument.Depth).DefaultIfEmpty().Max());

/// <summary>An operator before an operand.</summary>
internal sealed record UnaryExpression(int Position, RuleToken Operator, RuleExpression Operand)
    : RuleExpression(Position, 1 + Operand.Depth);

/// <summary>An operator between two operands; the position is that of the operator's left operand.</summary>
internal sealed record BinaryExpression(RuleToken Operator, RuleExpression Left, RuleExpression Right)
    : RuleExpression(Left.Position, 1 + Math.Max(Left.Depth, Right.Depth));

/// <summary>An expression as it was some candles ago.</summary>
internal sealed record LagExpression(RuleExpression Operand, RuleExpression Lag)
    : RuleExpression(Operand.Position, 1 + Math.Max(Operand.Depth, Lag.Depth));

/// <summary>An expression over the candles of a higher interval.</summary>
internal sealed record IntervalExpression(RuleExpression Operand, int CodePosition, string Code)
    : RuleExpression(Operand.Position, 1 + Operand.Depth);
