namespace Trad.Backtesting.Strategies.Rules.Binding;

/// <summary>A function of the rule language.</summary>
/// <param name="Group">The group that it is listed in.</param>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">What it takes.</param>
/// <param name="IsCondition">Whether it gives true or false rather than a number.</param>
/// <param name="Formula">What it gives, in the language itself where it can be said.</param>
/// <param name="Source">Where it is from; empty for what needs none.</param>
/// <param name="Build">Makes the nodes; the arguments were checked.</param>
internal sealed record RuleFunction(
    string Group, string Name, IReadOnlyList<RuleArgument> Arguments, bool IsCondition, string Formula, string Source,
    Func<RuleGraph, RuleCall, RuleNode> Build)
{
    /// <summary>Whether a call gives a whole number when all its arguments are whole.</summary>
    public bool KeepsWhole { get; init; }

    /// <summary>Whether it always gives a whole number.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Name and arguments, for example <c>sma(x, length)</c>; of a column the name alone.</summary>
    public string Signature => Arguments.Count == 0 ? Name : $"{Name}({string.Join(", ", Arguments.Select(argument => argument.Name))})";
}

/// <summary>What a function takes in one place.</summary>
/// <param name="Name">What it is called in the documentation.</param>
/// <param name="Kind">What may stand there.</param>
/// <param name="Least">The smallest length.</param>
/// <param name="Most">The largest length.</param>
internal sealed record RuleArgument(string Name, RuleArgumentKind Kind, int Least = 1, int Most = RuleLimits.LongestLength);

/// <summary>What may stand in a place of a function.</summary>
internal enum RuleArgumentKind
{
    /// <summary>Any number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Condition,

    /// <summary>A whole number of candles that does not change from candle to candle.</summary>
    Length,

    /// <summary>A number that does not change from candle to candle.</summary>
    Fixed,

    /// <summary>A number or a condition, as the argument before it.</summary>
    Any,
}

/// <summary>The arguments of one call.</summary>
internal sealed class RuleCall(IReadOnlyList<RuleNode> arguments)
{
    /// <summary>An argument as a node.</summary>
    public RuleNode this[int index] => arguments[index];

    /// <summary>A length.</summary>
    public int Length(int index) => (int)arguments[index].Value;

    /// <summary>A constant.</summary>
    public double Value(int index) => arguments[index].Value;
}
