using Trad.Backtesting.Strategies.Rules.Syntax;

namespace Trad.Backtesting.Strategies.Rules.Documents;

/// <summary>An expression of a document.</summary>
/// <param name="Field">The field that it stands in, for messages.</param>
/// <param name="Text">As it was written.</param>
/// <param name="Expression">As it was read.</param>
internal sealed record RuleText(string Field, string Text, RuleExpression Expression);

/// <summary>An expression for long positions and one for short ones; null where there is none.</summary>
internal sealed record SidedRule(RuleText? Long, RuleText? Short)
{
    /// <summary>No expression.</summary>
    public static SidedRule None { get; } = new(null, null);
}
