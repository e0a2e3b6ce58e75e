using Trad.Backtesting.Strategies.Rules.Documents;
using Trad.Backtesting.Strategies.Rules.Syntax;

namespace Trad.Backtesting.Strategies.Rules.Binding;

/// <summary>What the operators of the language make of their operands.</summary>
internal static class RuleOperators
{
    /// <summary>The meaning of an operator before its operand.</summary>
    /// <exception cref="RuleException">The operand is of the other kind.</exception>
    public static BoundExpression Unary(UnaryExpression unary, BoundExpression operand, RuleText rule, RuleGraph graph)
    {
        if (unary.Operator == RuleToken.Not)
        {
            return operand.Node.IsCondition
                ? new BoundExpression(graph.Make(RuleOperation.Not, operand.Node), false)
                : throw RuleBinder.Fault(rule, unary.Operand, "this is a number; 'not' needs a condition");
        }

        return operand.Node.IsCondition
            ? throw RuleBinder.Fault(rule, unary.Operand, "this is a condition; '-' needs a number")
            : new BoundExpression(graph.Make(RuleOperation.Multiply, operand.Node, graph.Constant(-1)), operand.IsWhole);
    }

    /// <summary>The meaning of an operator between two operands.</summary>
    /// <exception cref="RuleException">One of them is of the other kind.</exception>
    public static BoundExpression Binary(
        BinaryExpression binary, BoundExpression left, BoundExpression right, RuleText rule, RuleGraph graph)
    {
        var isLogic = binary.Operator is RuleToken.And or RuleToken.Or;
        foreach (var (bound, written) in new[] { (left, binary.Left), (right, binary.Right) })
        {
            if (bound.Node.IsCondition != isLogic)
            {
                throw RuleBinder.Fault(rule, written, isLogic
                    ? $"this is a number; '{(binary.Operator == RuleToken.And ? "and" : "or")}' needs conditions on both sides"
                    : "this is a condition; a number is needed here (write a < b and b < c for a < b < c)");
            }
        }

        var (first, second) = (left.Node, right.Node);
        var node = binary.Operator switch
        {
            RuleToken.And => graph.Make(RuleOperation.And, first, second),
            RuleToken.Or => graph.Make(RuleOperation.Or, first, second),
            RuleToken.Plus => graph.Make(RuleOperation.Add, first, second),
            RuleToken.Minus => graph.Make(RuleOperation.Subtract, first, second),
            RuleToken.Times => graph.Make(RuleOperation.Multiply, first, second),
            RuleToken.Divide => graph.Make(RuleOperation.Divide, first, second),
            RuleToken.Modulo => graph.Make(RuleOperation.Remainder, first, second),
            RuleToken.Less => graph.Make(RuleOperation.Less, first, second),
            RuleToken.LessOrEqual => graph.Make(RuleOperation.LessOrEqual, first, second),
            RuleToken.Greater => graph.Make(RuleOperation.Less, second, first),
            RuleToken.GreaterOrEqual => graph.Make(RuleOperation.LessOrEqual, second, first),
            RuleToken.Equal => graph.Make(RuleOperation.Equal, first, second),
            RuleToken.NotEqual => graph.Make(RuleOperation.NotEqual, first, second),
            _ => throw new ArgumentOutOfRangeException(nameof(binary), binary.Operator, null),
        };
        return new BoundExpression(
            node,
            left.IsWhole && right.IsWhole && binary.Operator is RuleToken.Plus or RuleToken.Minus or RuleToken.Times or RuleToken.Modulo);
    }
}
