namespace Trad.Backtesting.Strategies.Rules.Binding;

/// <summary>What a node of a bound rule does with its operands, candle by candle.</summary>
internal enum RuleOperation
{
    /// <summary>The same number, or truth (1 or 0), at every candle.</summary>
    Constant,

    /// <summary>A column with a value per candle, some candles ago.</summary>
    Column,

    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
    Minimum,
    Maximum,
    Absolute,
    Sign,
    Floor,
    Ceiling,
    Round,
    SquareRoot,
    Logarithm,
    Exponential,

    /// <summary>The second operand where the first is true, else the third.</summary>
    Choose,

    Less,
    LessOrEqual,
    Equal,
    NotEqual,

    /// <summary>Whether a number is there.</summary>
    Known,

    And,
    Or,
    Not,
}
