using Trad.Backtesting.Strategies.Rules.Documents;
using Trad.Backtesting.Strategies.Rules.Evaluation;
using Trad.Backtesting.Strategies.Rules.Syntax;

namespace Trad.Backtesting.Strategies.Rules;

/// <summary>What can be carried out, and hardly was meant so.</summary>
internal static class RuleWarnings
{
    /// <summary>What is suspicious about a document, in words.</summary>
    public static IReadOnlyList<string> Find(RuleDocument document)
    {
        var (found, used) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var rule in Rules(document))
        {
            Gather(rule.Expression, used);
        }

        // Those further down can use those further up, and not the other way round.
        foreach (var (name, rule) in document.Definitions.Reverse().Where(definition => used.Contains(definition.Name)))
        {
            Gather(rule.Expression, used);
        }

        found.AddRange(document.Parameters.Where(parameter => !used.Contains(parameter.Name))
            .Select(parameter => $"No rule uses the parameter '{parameter.Name}': whatever it is, nothing changes"));
        found.AddRange(document.Definitions.Where(definition => !used.Contains(definition.Name))
            .Select(definition => $"No rule uses the definition '{definition.Name}'"));
        if (IsWithoutStop(document, side => side.Long) || IsWithoutStop(document, side => side.Short))
        {
            found.Add(
                "'breakEven' stands without stop, stopPrice or trailing: until that gain is reached there is no stop, and no distance by "
                + "which a position could be sized");
        }

        found.AddRange(Sided(document)
            .SelectMany(rule => new[] { (Rule: rule.Long, Entry: document.Entry.Long), (Rule: rule.Short, Entry: document.Entry.Short) })
            .Where(each => each is { Rule: { } rule, Entry: null } && rule.Field.Contains('.', StringComparison.Ordinal))
            .Select(each => $"'{each.Rule!.Field}' does nothing: no rule enters that side"));
        return found;
    }

    /// <summary>Conditions that no candle can change, in words.</summary>
    public static IEnumerable<string> Constant(RulePlan plan) => plan.Conditions
        .Where(condition => condition.Node.IsConstant)
        .Select(condition =>
            $"'{condition.Field}' is {(condition.Node.Value == 0 ? "false" : "true")} at every candle, whatever the candles are, with the parameters at their defaults");

    private static bool IsWithoutStop(RuleDocument document, Func<SidedRule, RuleText?> of) =>
        of(document.Entry) is not null && of(document.BreakEven) is not null
        && of(document.Stop) is null && of(document.StopPrice) is null && of(document.Trailing) is null;

    private static IEnumerable<RuleText> Rules(RuleDocument document) => Sided(document).Prepend(document.Entry)
        .SelectMany(sided => new[] { sided.Long, sided.Short }).Append(document.MaximumHolding).OfType<RuleText>();

    private static IEnumerable<SidedRule> Sided(RuleDocument document) =>
    [
        document.Exit, document.Stop, document.StopPrice, document.Target, document.TargetPrice, document.Trailing, document.BreakEven,
    ];

    private static void Gather(RuleExpression expression, HashSet<string> names)
    {
        switch (expression)
        {
            case NameExpression name:
                names.Add(name.Name);
                break;
            case CallExpression call:
                foreach (var argument in call.Arguments)
                {
                    Gather(argument, names);
                }

                break;
            case UnaryExpression unary:
                Gather(unary.Operand, names);
                break;
            case BinaryExpression binary:
                Gather(binary.Left, names);
                Gather(binary.Right, names);
                break;
            case LagExpression lag:
                Gather(lag.Operand, names);
                Gather(lag.Lag, names);
                break;
            case IntervalExpression higher:
                Gather(higher.Operand, names);
                break;
        }
    }
}
