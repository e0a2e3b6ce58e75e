using Trad.Backtesting.Strategies.Rules.Binding;

namespace Trad.Backtesting.Strategies.Rules.Evaluation;

/// <summary>A step of a program. An operand below zero is the complement of the number of a <see cref="ColumnRead"/>.</summary>
/// <param name="Operation">What is done.</param>
/// <param name="Target">The register of the result.</param>
/// <param name="First">The first operand.</param>
/// <param name="Second">The second operand.</param>
/// <param name="Third">The third operand.</param>
internal readonly record struct RuleInstruction(RuleOperation Operation, int Target, int First, int Second, int Third);

/// <summary>A column as a program reads it: in place, without a copy.</summary>
/// <param name="Column">Its place among the program's columns.</param>
/// <param name="Lag">How many candles ago.</param>
/// <param name="Register">Where the values of a block stand that begins before the first candle.</param>
internal readonly record struct ColumnRead(int Column, int Lag, int Register);
