using Trad.Backtesting.Indicators;
using Trad.Candles;
using static Trad.Backtesting.Strategies.Rules.Binding.RuleArgumentKind;
using static Trad.Backtesting.Strategies.Rules.Binding.RuleCompositions;
using static Trad.Backtesting.Strategies.Rules.Binding.RuleOperation;

namespace Trad.Backtesting.Strategies.Rules.Binding;

/// <summary>Every column and function of the rule language; the language's documentation is made from this table.</summary>
internal static class RuleFunctions
{
    // An average begins with the mean of its first length. An exponential one has forgotten all but e^-8 (0.03 %) of it after five lengths,
    // Wilder's after nine. With two per cent left (three and five), of the crossings of two averages every seventh was at another candle.
    private const int ExponentialMemory = 5;
    private const int WilderMemory = 9;

    private const string Candle = "The candle";
    private const string Time = "Time";
    private const string Averages = "Averages and spread";
    private const string Momentum = "Momentum";
    private const string Channels = "Channels and ranges";
    private const string Traded = "Volume";
    private const string Structure = "Structure";
    private const string Events = "Events";
    private const string Choice = "Choice";
    private const string Arithmetic = "Arithmetic";

    private const string Wilder = "Wilder (1978), New Concepts in Technical Trading Systems";
    private const string Murphy = "Murphy (1999), Technical Analysis of the Financial Markets, ch. 9";
    private const string Kreyszig = "Kreyszig (1979), Advanced Engineering Mathematics, ch. 24";
    private const string Bollinger = "Bollinger (2001), Bollinger on Bollinger Bands";
    private const string Keltner = "Raschke's form of Keltner (1960), How to Make Money in Commodities";
    private const string Donchian = "Donchian (1960), High Finance in Copper, Financial Analysts Journal 16(6)";
    private const string Appel = "Appel (2005), Technical Analysis: Power Tools for Active Investors, ch. 8";
    private const string Lane = "Lane (1984), Lane's Stochastics, Technical Analysis of Stocks and Commodities 2(3)";

    private static readonly RuleArgument X = new("x", Number);
    private static readonly RuleArgument Y = new("y", Number);
    private static readonly RuleArgument Is = new("condition", Condition);
    private static readonly RuleArgument N = new("length", Length);
    private static readonly RuleArgument Most = new("most", Length);

    /// <summary>All, in the order of the documentation.</summary>
    public static IReadOnlyList<RuleFunction> All { get; } =
    [
        Raw("open", "First price of the candle.", CandleColumn.Open),
        Raw("high", "Highest price.", CandleColumn.High),
        Raw("low", "Lowest price.", CandleColumn.Low),
        Raw("close", "Last price.", CandleColumn.Close),
        Raw("volume", "Traded amount, base currency.", CandleColumn.Volume),
        Raw("quote_volume", "Traded amount, quote currency; missing where the source does not tell it.", CandleColumn.QuoteVolume),
        Column(Candle, "trade_count", "Number of trades; missing where the source does not tell it.", string.Empty, 0, 0, (cache, _, result) =>
        {
            var trades = cache.Candles.TradeCount;
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = trades[i] == CandleSeries.UnknownTradeCount ? double.NaN : trades[i];
            }
        }),
        new(Candle, "typical", [], false, "(high + low + close) / 3", string.Empty, (graph, _) => graph.Make(
            Divide, graph.Make(Add, graph.Make(Add, Named(graph, "high"), Named(graph, "low")), Named(graph, "close")), graph.Constant(3))),

        Clock("hour", "Hour of the candle's open, 0 to 23, UTC.", time => time.Hour),
        Clock("minute", "Minute of the candle's open, 0 to 59.", time => time.Minute),
        Clock("weekday", "Day of the candle's open, UTC: 1 is Monday, 7 is Sunday (ISO 8601).", time => ((int)time.DayOfWeek + 6) % 7 + 1),

        Moving(Averages, "sma", "Simple moving average: the mean of the last `length` values.", Murphy, 0, SimpleMovingAverage.Compute),
        Moving(
            Averages, "ema", "Exponential average: x counts 2 / (length + 1), the average before it the rest; it begins with the mean of "
            + "the first `length`.", Murphy, ExponentialMemory, ExponentialMovingAverage.Compute),
        Moving(
            Averages, "wma", "Linearly weighted average: the newest of `length` values counts `length` times, the oldest once.", Murphy, 0,
            WeightedMovingAverage.Compute),
        Moving(
            Averages, "rma", "Wilder's average: x counts 1 / length, the average before it the rest.", Wilder, WilderMemory,
            WilderMovingAverage.Compute),
        Moving(
            Averages, "stdev", "Standard deviation (of the population) of the last `length` values: the root of their mean squared distance from the mean.",
            Kreyszig, 0,
            (source, length, result) => RollingStandardDeviation.Compute(source, length, DeviationKind.Population, result)),
        new(Averages, "zscore", [X, N], false, "(x - sma(x, length)) / stdev(x, length)",
            Kreyszig, (graph, call) => graph.Make(
                Divide,
                graph.Make(Subtract, call[0], Over(graph, "sma", call[0], call.Length(1))),
                Over(graph, "stdev", call[0], call.Length(1)))),
        new(Averages, "quantile", [X, N with { Most = RuleLimits.LongestQuantile }, new("q", Fixed)], false,
            "The q-quantile (0 to 1) of the last `length` values, linear between neighbours.",
            "Hyndman and Fan (1996), Sample Quantiles in Statistical Packages, type 7", Quantile),
        new(Averages, "median", [X, N with { Most = RuleLimits.LongestQuantile }], false, "quantile(x, length, 0.5)",
            "Hyndman and Fan (1996), Sample Quantiles in Statistical Packages, type 7",
            (graph, call) => Quantile(graph, call[0], call.Length(1), 0.5)),
        new(Averages, "volatility", [N with { Least = 2 }], false,
            "Standard deviation (of a sample) of the last `length` logarithmic returns of the close, per year of 365 days.",
            "Hull (2018), Options, Futures, and Other Derivatives, ch. 15", (graph, call) => graph.Column(
                new RuleColumn($"volatility({call.Length(0)})", null, (cache, _, result) =>
                    cache.Volatility(call.Length(0)).CopyTo(result)),
                call.Length(0),
                call.Length(0))),

        Moving(
            Momentum, "rsi", "Relative strength index: 100 - 100 / (1 + average gain / average loss), Wilder's averages; 50 while nothing "
            + "has moved.", Wilder, WilderMemory, RelativeStrengthIndex.Compute, more: 1),
        new(Momentum, "macd", [X, new("fast", Length), new("slow", Length)], false, "ema(x, fast) - ema(x, slow)", Appel, Convergence),
        new(Momentum, "macd_signal", [X, new("fast", Length), new("slow", Length), new("signal", Length)], false,
            "ema(macd(x, fast, slow), signal)", Appel,
            (graph, call) => Over(graph, "ema", Convergence(graph, call), call.Length(3))),
        new(Momentum, "macd_histogram", [X, new("fast", Length), new("slow", Length), new("signal", Length)], false,
            "macd(x, fast, slow) - macd_signal(x, fast, slow, signal)", Appel, (graph, call) => graph.Make(
                Subtract, Convergence(graph, call), Over(graph, "ema", Convergence(graph, call), call.Length(3)))),
        new(Momentum, "stochastic_k", [N, new("smoothing", Length)], false,
            "sma(100 * (close - lowest(low, length)) / (highest(high, length) - lowest(low, length)), smoothing), 0 where nothing moved",
            Lane, Stochastic),
        new(Momentum, "stochastic_d", [N, new("smoothing", Length), new("signal", Length)], false,
            "sma(stochastic_k(length, smoothing), signal)", Lane,
            (graph, call) => Over(graph, "sma", Stochastic(graph, call), call.Length(2))),
        Directional("plus_di", "Wilder's +DI: the share of rising movement in the true range, 0 to 100.", 0),
        Directional("minus_di", "Wilder's -DI: the share of falling movement in the true range, 0 to 100.", 1),
        Directional("adx", "Wilder's average directional index, 0 (no direction) to 100.", 2),
        new(Momentum, "change", [X, N], false, "x - x[length]", "Murphy (1999), Technical Analysis of the Financial Markets, ch. 10",
            (graph, call) => graph.Make(Subtract, call[0], graph.Lagged(call[0], call.Length(1)))),

        Moving(Channels, "highest", "The largest of the last `length` values, this one included.", string.Empty, 0, RollingExtreme.Maximum),
        Moving(Channels, "lowest", "The smallest of the last `length` values, this one included.", string.Empty, 0, RollingExtreme.Minimum),
        Column(
            Channels, "true_range", "max(high, close[1]) - min(low, close[1])", Wilder, 1, 1,
            (cache, _, result) => cache.TrueRange().CopyTo(result)),
        new(Channels, "atr", [N], false, "rma(true_range, length)", Wilder, (graph, call) => AverageRange(graph, call.Length(0))),
        new(Channels, "bollinger_upper", [X, N, new("deviations", Fixed)], false, "sma(x, length) + deviations * stdev(x, length)",
            Bollinger, (graph, call) => graph.Make(Add, Over(graph, "sma", call[0], call.Length(1)), BandDistance(graph, call))),
        new(Channels, "bollinger_lower", [X, N, new("deviations", Fixed)], false, "sma(x, length) - deviations * stdev(x, length)",
            Bollinger, (graph, call) => graph.Make(Subtract, Over(graph, "sma", call[0], call.Length(1)), BandDistance(graph, call))),
        new(Channels, "keltner_upper", [N, new("multiplier", Fixed), new("range_length", Length)], false,
            "ema(close, length) + multiplier * atr(range_length)", Keltner, (graph, call) => Around(graph, call, Add)),
        new(Channels, "keltner_lower", [N, new("multiplier", Fixed), new("range_length", Length)], false,
            "ema(close, length) - multiplier * atr(range_length)", Keltner, (graph, call) => Around(graph, call, Subtract)),
        new(Channels, "donchian_upper", [N], false, "highest(high, length)[1]", Donchian,
            (graph, call) => graph.Lagged(Over(graph, "highest", Named(graph, "high"), call.Length(0)), 1)),
        new(Channels, "donchian_lower", [N], false, "lowest(low, length)[1]", Donchian,
            (graph, call) => graph.Lagged(Over(graph, "lowest", Named(graph, "low"), call.Length(0)), 1)),

        Column(
            Traded, "obv", "On-balance volume: the volume of rising closes less that of falling ones, from the first candle on.",
            "Granville (1963), Granville's New Key to Stock Market Profits", 0, 1,
            (cache, _, result) => OnBalanceVolume.Compute(cache.Candles.Close, cache.Candles.Volume, result)),
        new(Traded, "vwap", [], false, "Volume-weighted average of `typical` since midnight UTC.",
            "Berkowitz, Logue and Noser (1988), The Total Cost of Transactions on the NYSE, Journal of Finance 43(1)",
            (graph, _) => graph.Column(new RuleColumn("vwap", null, DayAverage), 0, CandlesOf(Interval.OneDay, graph.Interval))),

        Swing("swing_high", "high", (cache, most, result) => MovingKernels.Swing(
            cache.SwingHighs, cache.Candles.High, SwingPoints.Confirmation, most, result)),
        Swing("swing_low", "low", (cache, most, result) => MovingKernels.Swing(
            cache.SwingLows, cache.Candles.Low, SwingPoints.Confirmation, most, result)),

        new(Events, "cross_above", [X, Y], true, "x > y and x[1] <= y[1]", string.Empty,
            (graph, call) => Cross(graph, call[0], call[1])),
        new(Events, "cross_below", [X, Y], true, "x < y and x[1] >= y[1]", string.Empty,
            (graph, call) => Cross(graph, call[1], call[0])),
        new(Events, "rising", [X, N], true, "Each of the last `length` values is above the one before: count(x > x[1], length) == length",
            string.Empty, (graph, call) => Monotonic(graph, graph.Lagged(call[0], 1), call[0], call.Length(1))),
        new(Events, "falling", [X, N], true, "Each of the last `length` values is below the one before: count(x < x[1], length) == length",
            string.Empty, (graph, call) => Monotonic(graph, call[0], graph.Lagged(call[0], 1), call.Length(1))),
        new(Events, "count", [Is, N], false, "How many of the last `length` candles, this one included, fulfil the condition.",
            string.Empty, (graph, call) => Count(graph, call[0], call.Length(1))) { IsWhole = true },
        new(Events, "since", [Is, Most], false,
            "Candles since the condition held, 0 where it holds; missing when it did not within the last `most`.", string.Empty,
            (graph, call) => graph.Moving(
                $"since({call.Length(1)})", Digit(graph, call[0]), call.Length(1), 0,
                (source, result) => MovingKernels.Since(source, call.Length(1), result))) { IsWhole = true },
        new(Events, "value_when", [Is, X, Most], false,
            "x at the last candle at which the condition held and x had a value; missing when there is none within the last `most`.",
            string.Empty, (graph, call) => graph.Moving(
                $"latest({call.Length(2)})", graph.Make(Choose, call[0], call[1], graph.Missing), call.Length(2), 0,
                (source, result) => MovingKernels.Latest(source, call.Length(2), result), restarts: false)),
        new(Events, "known", [X], true, "Whether x has a value.", string.Empty, (graph, call) => graph.Make(Known, call[0])),

        new(Choice, "if", [Is, new("then", Any), new("otherwise", Any)], false,
            "The second argument where the condition holds, else the third: both numbers or both conditions.", string.Empty,
            (graph, call) => call[1].IsCondition
                ? graph.Make(
                    Or, graph.Make(And, call[0], call[1]), graph.Make(And, graph.Make(RuleOperation.Not, call[0]), call[2]))
                : graph.Make(Choose, call[0], call[1], call[2])),
        Two("min", Minimum, "The smaller of two numbers."),
        Two("max", Maximum, "The larger of two numbers."),

        One("abs", Absolute, "The number without its sign.", keepsWhole: true),
        One("sign", Sign, "1, 0 or -1.", isWhole: true),
        One("floor", Floor, "The whole number below.", isWhole: true),
        One("ceil", Ceiling, "The whole number above.", isWhole: true),
        One("round", Round, "The nearest whole number, halves away from zero.", isWhole: true),
        One("sqrt", SquareRoot, "Square root; missing below zero."),
        One("log", Logarithm, "Natural logarithm; missing at zero and below."),
        One("exp", Exponential, "e to the power of x."),
        Two("power", Power, "x to the power of y.", keepsWhole: false),
    ];

    /// <summary>All by name.</summary>
    public static IReadOnlyDictionary<string, RuleFunction> ByName { get; } =
        All.ToDictionary(function => function.Name, StringComparer.Ordinal);

    private static RuleFunction Raw(string name, string formula, CandleColumn column) => new(
        Candle, name, [], false, formula, string.Empty, (graph, _) => graph.Column(new RuleColumn(name, column, null), 0, 0));

    private static RuleFunction Column(
        string group, string name, string formula, string source, int firstKnown, int warmUp, IndicatorFormula compute) =>
        new(group, name, [], false, formula, source, (graph, _) =>
            graph.Column(new RuleColumn(name, null, compute), firstKnown, warmUp));

    private static RuleFunction Clock(string name, string formula, Func<DateTimeOffset, int> part) => new(
        Time, name, [], false, formula, string.Empty, (graph, _) => graph.Column(
            new RuleColumn(name, null, (cache, _, result) =>
            {
                var times = cache.Candles.OpenTime;
                for (var i = 0; i < result.Length; i++)
                {
                    result[i] = part(DateTimeOffset.FromUnixTimeMilliseconds(times[i]));
                }
            }),
            0,
            0))
    { IsWhole = true };

    private delegate void Windowed(ReadOnlySpan<double> source, int length, Span<double> result);

    private delegate void SwingFormula(IndicatorCache cache, int most, Span<double> result);

    private static RuleFunction Moving(
        string group, string name, string formula, string source, int memory, Windowed compute, int more = 0) =>
        new(group, name, [X, N], false, formula, source, (graph, call) => graph.Moving(
            $"{name}({call.Length(1)})",
            call[0],
            call.Length(1) - 1 + more,
            memory * call.Length(1),
            (values, result) => compute(values, call.Length(1), result)));

    private static RuleFunction One(string name, RuleOperation operation, string formula, bool keepsWhole = false, bool isWhole = false) =>
        new(Arithmetic, name, [X], false, formula, string.Empty, (graph, call) => graph.Make(operation, call[0]))
        {
            KeepsWhole = keepsWhole,
            IsWhole = isWhole,
        };

    private static RuleFunction Two(string name, RuleOperation operation, string formula, bool keepsWhole = true) =>
        new(Arithmetic, name, [X, Y], false, formula, string.Empty, (graph, call) => graph.Make(operation, call[0], call[1]))
        {
            KeepsWhole = keepsWhole,
        };

    private static RuleFunction Swing(string name, string price, SwingFormula compute) => new(
        Structure, name, [Most with { Least = SwingPoints.Confirmation }], false,
        $"The `{price}` of the newest swing point, a candle whose {price} lies beyond those of the two on either side; known two candles "
        + "later, and missing when it lies more than `most` candles back.",
        "Williams (1995), Trading Chaos: his fractals", (graph, call) => graph.Column(
            new RuleColumn($"{name}({call.Length(0)})", null, (cache, _, result) => compute(cache, call.Length(0), result)),
            call.Length(0) + SwingPoints.Confirmation,
            call.Length(0) + SwingPoints.Confirmation));

    private static RuleFunction Directional(string name, string formula, int line) => new(
        Momentum, name, [N], false, formula, Wilder, (graph, call) => graph.Column(
            new RuleColumn($"{name}({call.Length(0)})", null, (cache, _, result) =>
            {
                double[][] lines = [new double[result.Length], new double[result.Length], new double[result.Length]];
                AverageDirectionalIndex.Compute(
                    cache.Candles.High, cache.Candles.Low, cache.TrueRange(), call.Length(0), lines[0], lines[1], lines[2]);
                lines[line].CopyTo(result);
            }),
            line == 2 ? (2 * call.Length(0)) - 1 : call.Length(0),
            (line == 2 ? 2 : 1) * WilderMemory * call.Length(0)));
}
