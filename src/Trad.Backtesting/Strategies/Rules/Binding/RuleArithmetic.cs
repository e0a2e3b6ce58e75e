using static System.Double;

namespace Trad.Backtesting.Strategies.Rules.Binding;

/// <summary>
/// The arithmetic of rules: what has no finite result has none (NaN), a division by zero included, and nothing can be computed or
/// compared with a value that is missing.
/// </summary>
internal static class RuleArithmetic
{
    /// <summary>A number, or NaN when it is infinite.</summary>
    public static double Finite(double value) => IsFinite(value) ? value : NaN;

    /// <summary>One step of arithmetic; operands that an operation does not have are ignored.</summary>
    public static double Compute(RuleOperation operation, double left, double right) => Finite(operation switch
    {
        RuleOperation.Add => left + right,
        RuleOperation.Subtract => left - right,
        RuleOperation.Multiply => left * right,
        RuleOperation.Divide => left / right,
        RuleOperation.Remainder => left % right,
        RuleOperation.Power => IsNaN(left) || IsNaN(right) ? NaN : Math.Pow(left, right),
        RuleOperation.Minimum => Math.Min(left, right),
        RuleOperation.Maximum => Math.Max(left, right),
        RuleOperation.Absolute => Math.Abs(left),
        RuleOperation.Sign => IsNaN(left) ? NaN : Math.Sign(left),
        RuleOperation.Floor => Math.Floor(left),
        RuleOperation.Ceiling => Math.Ceiling(left),
        RuleOperation.Round => Math.Round(left, MidpointRounding.AwayFromZero),
        RuleOperation.SquareRoot => Math.Sqrt(left),
        RuleOperation.Logarithm => Math.Log(left),
        RuleOperation.Exponential => Math.Exp(left),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    });

    /// <summary>One comparison; false when either operand is missing.</summary>
    public static bool Compare(RuleOperation operation, double left, double right) => operation switch
    {
        RuleOperation.Less => left < right,
        RuleOperation.LessOrEqual => left <= right,
        RuleOperation.Equal => left == right,
        RuleOperation.NotEqual => left < right || left > right,
        RuleOperation.Known => !IsNaN(left),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };
}
