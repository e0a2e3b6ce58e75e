using System.Globalization;
using Trad.Backtesting.Strategies.Rules.Documents;
using Trad.Backtesting.Strategies.Rules.Syntax;

namespace Trad.Backtesting.Strategies.Rules.Binding;

/// <summary>Holds what is written as an argument against what a function takes.</summary>
internal static class RuleArguments
{
    /// <summary>The meaning of an argument of a function, if it is one that the function takes.</summary>
    /// <exception cref="RuleException">It is not.</exception>
    public static RuleNode Check(BoundExpression bound, RuleText rule, RuleExpression written, RuleFunction function, int index)
    {
        var argument = function.Arguments[index];
        var what = $"argument {index + 1} of {function.Signature}";
        switch (argument.Kind)
        {
            case RuleArgumentKind.Number or RuleArgumentKind.Fixed when bound.Node.IsCondition:
                throw RuleBinder.Fault(rule, written, $"this is a condition; {what} must be a number");
            case RuleArgumentKind.Condition when !bound.Node.IsCondition:
                throw RuleBinder.Fault(rule, written, $"this is a number; {what} must be a condition, for example close > open");
            case RuleArgumentKind.Fixed when !bound.Node.IsConstant:
                throw RuleBinder.Fault(rule, written, $"{what} must be the same at every candle: a number or a parameter");
            case RuleArgumentKind.Length:
                return CheckLength(bound, rule, written, argument with { Name = what });
            default:
                return bound.Node;
        }
    }

    /// <summary>A number of candles: the same at every candle, whole, and within the limits of the argument.</summary>
    /// <exception cref="RuleException">It is none such.</exception>
    public static RuleNode CheckLength(BoundExpression bound, RuleText rule, RuleExpression written, RuleArgument argument)
    {
        if (bound.Node.IsCondition || !bound.Node.IsConstant)
        {
            throw RuleBinder.Fault(rule, written, $"the {argument.Name} must be the same at every candle: a whole number or a parameter");
        }

        var value = bound.Node.Value;
        if (!bound.IsWhole)
        {
            throw RuleBinder.Fault(rule, written, string.Create(
                CultureInfo.InvariantCulture,
                $"the {argument.Name} is {value}, which need not be whole; write round(…), floor(…) or ceil(…)"));
        }

        return value >= argument.Least && value <= argument.Most ? bound.Node : throw RuleBinder.Fault(rule, written, string.Create(
            CultureInfo.InvariantCulture,
            $"the {argument.Name} is {value}; allowed is a whole number from {argument.Least} to {argument.Most}"));
    }
}
