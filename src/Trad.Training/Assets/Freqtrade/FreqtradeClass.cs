using System.Globalization;
using System.Text.RegularExpressions;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.Training.Trials;

namespace Trad.Training.Assets.Freqtrade;

/// <summary>The files of a freqtrade strategy: its class in Python, and what to know of it.</summary>
/// <param name="strategy">The strategy.</param>
/// <param name="asset">The asset.</param>
internal sealed partial class FreqtradeClass(IStrategy strategy, TrainedAsset asset)
{
    private const string MaximumHolding = "max_holding_periods";
    private const string TrailAfterReward = "trail_after_reward";
    private const string StopMultiplier = "atr_multiplier_sl";

    private readonly StrategyParameters _parameters = TrialBacktest.Parameters(strategy, asset.Parameters);
    private readonly BacktestOptions _options = TrialBacktest.Options(asset.Request, 0);

    private bool MayShort => _options.Directions != TradeDirections.LongOnly;

    private bool MayLong => _options.Directions != TradeDirections.ShortOnly;

    /// <summary>The Python file.</summary>
    public string Source() => string.Join(
        "\n\n",
        "import bisect\nimport math\n",
        "from freqtrade.strategy import (\n    BooleanParameter, CategoricalParameter, IntParameter, IStrategy, RealParameter, "
            + "stoploss_from_absolute)\n",
        PythonSource.Read("indicators.py"),
        PythonSource.Strategy(strategy.Name),
        Fill(PythonSource.Read("class.py")));

    /// <summary>What a person should know.</summary>
    public string ReadMe() => Fill(PythonSource.Read("README.md"));

    private string Fill(string template) => Hole().Replace(template, match => match.Value switch
    {
        "{{" => "{",
        "}}" => "}",
        _ => ValueOf(match.Groups[1].Value),
    });

    private string ValueOf(string name) => name switch
    {
        "class" => FreqtradeExport.ClassName(asset),
        "title" => strategy.Title,
        "id" => asset.Id,
        "job" => Text(asset.JobNumber),
        "market" => $"{asset.Market.Exchange} {string.Join(" ", asset.Market.Symbols)}",
        "timeframe" => asset.Market.Interval,
        "verdict" => asset.Validation.Judgement is { } judgement
            ? $"Its verdict: {EnumNames.Format(judgement.Verdict)}. {judgement.Summary}"
            : "It was given no verdict.",
        "can_short" => MayShort ? "True" : "False",
        "long_allowed" => MayLong ? "True" : "False",
        "warm_up" => Text(strategy.WarmUp(_parameters)),
        "has_stop" => HasStop ? "True" : "False",
        "longest_holding" => LongestHolding(),
        "stop_loss" => NumberOrNone(_options.StopLoss),
        "take_profit" => NumberOrNone(_options.TakeProfit),
        "trailing_stop" => NumberOrNone(_options.TrailingStop),
        "break_even_after" => NumberOrNone(_options.BreakEvenAfter),
        "exit_on_opposite" => _options.ExitOnOppositeSignal ? "True" : "False",
        "leverage" => Text(_options.Leverage),
        "capital" => Text(_options.InitialCapital),
        "trails_after" => ValueOrNone(TrailAfterReward),
        "candle_seconds" => Text(CandleSeconds()),
        "parameters" => string.Join('\n', strategy.Parameters.Select(Declare)),
        "names" => $"({string.Concat(strategy.Parameters.Select(parameter => $"\"{parameter.Name}\", "))})",
        "fee" => Text(_options.FeeRate),
        "slippage" => Text(_options.Slippage),
        "fee_with_slippage" => Text(_options.FeeRate + _options.Slippage + (_options.Spread / 2)),
        "direction" => (MayLong, MayShort) switch
        {
            (true, true) => "Long and short. freqtrade shorts on futures only (`trading_mode`); on spot set `can_short = False`.",
            (true, false) => "Long only.",
            _ => "Short only, which freqtrade does on futures (`trading_mode`).",
        },
        "holding" => Holding() is { } holding ? $"{Text(holding)} candles" : "none here",
        "sizing" => EnumNames.Format(_options.Sizing),
        _ => throw new InvalidOperationException($"The template asks for '{name}', which is not known."),
    };

    private bool HasStop =>
        _parameters.Values.ContainsKey(StopMultiplier) || _options.StopLoss is not null || _options.TrailingStop is not null;

    // The shorter of the strategy's, which the file beside the class may change, and of what the training asked for.
    private string LongestHolding() => (_parameters.Values.ContainsKey(MaximumHolding), _options.MaximumHolding) switch
    {
        (true, > 0 and var asked) => $"min(self.{MaximumHolding}.value or {asked}, {asked})",
        (false, > 0 and var asked) => Text(asked),
        _ => ValueOrNone(MaximumHolding),
    };

    private double? Holding()
    {
        double? own = _parameters.Values.TryGetValue(MaximumHolding, out var holding) && holding > 0 ? holding : null;
        return _options.MaximumHolding > 0 ? Math.Min(own ?? _options.MaximumHolding, _options.MaximumHolding) : own;
    }

    private static string NumberOrNone(double? value) => value is { } number ? Text(number) : "None";

    // The file beside the class may change a parameter, and so may its user.
    private string ValueOrNone(string parameter) => _parameters.Values.ContainsKey(parameter) ? $"self.{parameter}.value" : "0";

    // A calendar month counts as a twelfth of a year.
    private double CandleSeconds() =>
        Interval.TryParse(asset.Market.Interval, out var interval)
            ? TimeSpan.FromDays(365).TotalSeconds / interval.CandlesPerYear
            : throw new InvalidOperationException($"'{asset.Market.Interval}' is no interval.");

    private string Declare(StrategyParameter parameter)
    {
        var value = _parameters[parameter.Name];
        var words = parameter switch
        {
            FlagStrategyParameter => $"BooleanParameter(default={(value > 0 ? "True" : "False")}, space=\"buy\")",
            ChoiceStrategyParameter choice =>
                $"CategoricalParameter([{string.Join(", ", choice.Choices.Append(value).Distinct().Order().Select(Text))}], default={Text(value)}, space=\"buy\")",
            IntegerStrategyParameter whole =>
                $"IntParameter({Text(Math.Min(whole.Low, value))}, {Text(Math.Max(whole.High, value))}, default={Text(value)}, space=\"buy\")",
            ContinuousStrategyParameter number =>
                $"RealParameter({Text(Math.Min(number.Low, value))}, {Text(Math.Max(number.High, value))}, default={Text(value)}, space=\"buy\")",
            _ => throw new InvalidOperationException($"{parameter.Name} is of a kind that freqtrade does not know."),
        };
        return $"    {parameter.Name} = {words}  # {parameter.Description} In {parameter.Unit}.";
    }

    private static string Text(double value) =>
        value.ToString("R", CultureInfo.InvariantCulture).Replace("E-", "e-", StringComparison.Ordinal);

    [GeneratedRegex(@"\{\{|\}\}|\{(\w+)\}")]
    private static partial Regex Hole();
}
