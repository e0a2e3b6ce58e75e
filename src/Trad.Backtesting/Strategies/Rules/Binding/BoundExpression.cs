namespace Trad.Backtesting.Strategies.Rules.Binding;

/// <summary>An expression that has a meaning.</summary>
/// <param name="Node">What is computed.</param>
/// <param name="IsWhole">Whether it is a whole number for all values that the parameters may have.</param>
internal readonly record struct BoundExpression(RuleNode Node, bool IsWhole);
