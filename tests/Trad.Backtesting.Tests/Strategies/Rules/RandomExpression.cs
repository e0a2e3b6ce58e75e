namespace Trad.Backtesting.Tests.Strategies.Rules;

/// <summary>Well-typed expressions of the rule language, by chance.</summary>
internal sealed class RandomExpression(Random random)
{
    private static readonly string[] Columns =
        ["open", "high", "low", "close", "volume", "typical", "hour", "minute", "weekday", "true_range", "obv", "vwap", "trade_count"];

    private static readonly string[] Intervals = ["15m", "30m", "1h"];

    /// <summary>An expression that is a number.</summary>
    public string Number(int depth, bool isHigher = false)
    {
        if (depth <= 0)
        {
            return random.Next(4) == 0 ? Literal() : One(Columns);
        }

        string X() => Number(depth - 1, isHigher);
        return random.Next(22) switch
        {
            0 or 1 => $"({X()} {One("+", "-", "*", "/", "%")} {X()})",
            2 => $"-{X()}",
            3 => $"({X()})[{random.Next(12)}]",
            4 when !isHigher => $"({Number(depth - 1, isHigher: true)})@{One(Intervals)}",
            5 => $"{One("sma", "ema", "wma", "rma", "rsi", "stdev", "highest", "lowest", "zscore", "median")}({X()}, {Length()})",
            6 => $"{One("sma", "ema", "rma", "highest", "lowest")}({One(Columns)}, {Length()})",
            7 => $"quantile({X()}, {Length()}, {One("0", "0.25", "0.9", "1")})",
            8 => $"{One("atr", "adx", "plus_di", "minus_di", "donchian_upper", "donchian_lower")}({Length()})",
            9 => $"volatility({Length() + 1})",
            10 => $"macd({X()}, {Length()}, {Length()})",
            11 => $"{One("macd_signal", "macd_histogram")}({X()}, {Length()}, {Length()}, {Length()})",
            12 => $"{One("bollinger_upper", "bollinger_lower")}({X()}, {Length()}, 2)",
            13 => $"{One("keltner_upper", "keltner_lower")}({Length()}, 1.5, {Length()})",
            14 => $"stochastic_k({Length()}, {Length()})",
            15 => $"stochastic_d({Length()}, {Length()}, {Length()})",
            16 => $"{One("swing_high", "swing_low")}({random.Next(2, 40)})",
            17 => $"count({Condition(depth - 1, isHigher)}, {Length()})",
            18 => $"since({Condition(depth - 1, isHigher)}, {Length()})",
            19 => $"value_when({Condition(depth - 1, isHigher)}, {X()}, {Length()})",
            20 => $"if({Condition(depth - 1, isHigher)}, {X()}, {X()})",
            _ => random.Next(3) switch
            {
                0 => $"{One("min", "max", "power")}({X()}, {X()})",
                1 => $"change({X()}, {Length()})",
                _ => $"{One("abs", "sign", "floor", "ceil", "round", "sqrt", "log", "exp")}({X()})",
            },
        };
    }

    /// <summary>An expression that is a condition.</summary>
    public string Condition(int depth, bool isHigher = false)
    {
        string X() => Number(depth - 1, isHigher);
        if (depth <= 0 || random.Next(3) == 0)
        {
            return $"{X()} {One("<", "<=", ">", ">=", "==", "!=")} {X()}";
        }

        return random.Next(9) switch
        {
            0 => $"(({Condition(depth - 1, isHigher)}) and {Condition(depth - 1, isHigher)})",
            1 => $"({Condition(depth - 1, isHigher)} or {Condition(depth - 1, isHigher)})",
            2 => $"(not {Condition(depth - 1, isHigher)})",
            3 => $"({Condition(depth - 1, isHigher)})[{random.Next(6)}]",
            4 => $"{One("cross_above", "cross_below")}({X()}, {X()})",
            5 => $"{One("rising", "falling")}({X()}, {random.Next(1, 4)})",
            6 => $"known({X()})",
            7 when !isHigher => $"({Condition(depth - 1, isHigher: true)})@{One(Intervals)}",
            _ => $"if({Condition(depth - 1, isHigher)}, {Condition(depth - 1, isHigher)}, true)",
        };
    }

    private string Literal() => One("0", "1", "2", "0.5", "100", "1e3");

    private int Length() => random.Next(1, 25);

    private string One(params string[] choices) => choices[random.Next(choices.Length)];
}
