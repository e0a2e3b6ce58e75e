namespace Trad.Backtesting.Strategies.Rules;

/// <summary>A rule strategy that cannot be used.</summary>
/// <param name="faults">What is wrong with it; at least one.</param>
public sealed class RuleException(IReadOnlyList<RuleFault> faults) : ArgumentException(string.Join("; ", faults))
{
    /// <summary>What is wrong, in the order of the document.</summary>
    public IReadOnlyList<RuleFault> Faults { get; } = faults;
}
