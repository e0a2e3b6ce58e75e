using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Backtesting.Strategies.Rules;
using Trad.Candles;
using Trad.Testing;

namespace Trad.Benchmarks.Backtesting;

/// <summary>Backtests of a built-in strategy and of its copy in rules, turn by turn in one run; fails when the copy is too slow.</summary>
public sealed class RulesBenchmark : IBenchmark
{
    private const int EighteenMonths = 155_520;
    private const double MostRatio = 1.3;
    private const int Rounds = 9;

    /// <inheritdoc/>
    public string Name => "rules";

    /// <inheritdoc/>
    public string Description => "built-in strategies against their copies in rules, indicators cached and cold";

    /// <inheritdoc/>
    public Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (SharedData.Find(SharedCandles.Bitcoin18Months) is not { } path)
        {
            Console.Error.WriteLine($"error: {SharedCandles.Bitcoin18Months} is missing; set TRAD_SHARED to the folder that holds it.");
            return Task.FromResult(1);
        }

        var candles = SharedCandles.Read(path, Interval.FiveMinutes).TakeLast(EighteenMonths);
        Console.WriteLine(
            $"one backtest of {candles.Count:N0} candles at the default parameters, all metrics, one thread, minimum of {Rounds} rounds");
        Console.WriteLine($"{"strategy",-26}{"built-in ms",13}{"rules ms",10}{"ratio",7}{"cold built-in",15}{"cold rules",12}{"ratio",7}");
        var isSlow = false;
        foreach (var (name, document) in RuleCopies.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            StrategyCatalog.TryGet(name, out var strategy);
            var copy = RuleStrategy.Parse(document);
            var (cached, cold) = (Compare(strategy!, copy, new IndicatorCache(candles)), Compare(strategy!, copy, null, candles));
            Console.WriteLine(
                $"{name,-26}{cached.BuiltIn,13:0.000}{cached.Rules,10:0.000}{cached.Rules / cached.BuiltIn,7:0.00}{cold.BuiltIn,15:0.00}{cold.Rules,12:0.00}{cold.Rules / cold.BuiltIn,7:0.00}");
            isSlow |= cached.Rules > MostRatio * cached.BuiltIn || cold.Rules > MostRatio * cold.BuiltIn;
        }

        Console.WriteLine(isSlow ? $"FAILED: a ratio is above {MostRatio}" : $"every ratio is at most {MostRatio}");
        return Task.FromResult(isSlow ? 1 : 0);
    }

    // Turn by turn, so that whatever else the machine does meets both.
    private static (double BuiltIn, double Rules) Compare(
        IStrategy strategy, IStrategy copy, IndicatorCache? shared, CandleSeries? candles = null)
    {
        var (builtIn, rules) = (double.MaxValue, double.MaxValue);
        var (own, copied) = (StrategyParameters.Defaults(strategy), StrategyParameters.Defaults(copy));
        for (var round = 0; round < Rounds; round++)
        {
            builtIn = Math.Min(builtIn, Run(strategy, own));
            rules = Math.Min(rules, Run(copy, copied));
        }

        return (builtIn, rules);

        double Run(IStrategy run, StrategyParameters parameters) => Stopwatches.Measure(
            () => Backtester.Measure(shared ?? new IndicatorCache(candles!), run, parameters, new BacktestOptions()), runs: 11).Minimum;
    }
}
